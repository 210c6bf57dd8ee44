import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { loginPage } from './faults/fault-answers.ts';
import { FaultPlan } from './faults/faults.ts';
import { empty } from './http/answer.ts';
import type { Sandbox } from './sandbox-control.ts';
import type { SandboxOptions } from './sandbox-options.ts';
import { ApiTokens } from './security/api-tokens.ts';
import { Attempts } from './security/login-attempts.ts';
import { Sessions } from './security/sessions.ts';
import { fillFreshServer } from './seed/fresh-server.ts';
import { loadSeed } from './seed/load-seed.ts';
import { allRoutes } from './server/all-routes.ts';
import { buildContext } from './server/build-context.ts';
import { Dispatcher } from './server/dispatcher.ts';
import { createListener } from './server/listener.ts';
import type { ServerContext } from './server/server-context.ts';
import { MovableClock } from './state/clock.ts';
import { Persistence } from './state/persistence.ts';
import type { Table } from './state/table.ts';
import { profileFor } from './version/profile.ts';

/**
 * Starts a DHIS2-compatible server in this process and gives its address.
 *
 * It holds what a new DHIS2 holds (user `admin`, password `district`, the default category objects) and the seed. Throws a
 * RangeError for a version that it does not know, and when the seed is refused or the port is taken.
 *
 * @example
 * ```ts
 * import { startSandbox } from '@dhow/sandbox';
 *
 * const sandbox = await startSandbox({ version: '2.42', seed: 'country' });
 * const response = await fetch(`${sandbox.url}/api/organisationUnits?level=1`, {
 *   headers: { authorization: `Basic ${btoa('admin:district')}` },
 * });
 * await sandbox.stop();
 * ```
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const clock = new MovableClock(options.now === undefined ? undefined : new Date(options.now));
  const context = buildContext({
    profile: profileFor(options.version ?? '2.42'),
    clock,
    systemId: options.systemId,
    importDelayMs: options.importDelayMs ?? 50,
    remoteHosts: options.remoteHosts ?? {},
  });
  const persistence = options.data === undefined ? undefined : openFile(options.data, context);
  if (context.metadata.table('users').size === 0) {
    fillFreshServer(context);
    if (options.seed !== undefined) loadSeed(context, options.seed);
  }
  persistence?.flush();
  context.jobs.afterEach = () => persistence?.flush();
  const faults = new FaultPlan();
  const sessions = new Sessions();
  const tokens = new ApiTokens(context);
  let requests = 0;
  const dispatcher = new Dispatcher({
    context,
    attempts: new Attempts(),
    sessions,
    tokens,
    faults,
    router: allRoutes(context, sessions, tokens),
    outside: ({ path, headers }) => {
      if (path.startsWith('/dhis-web-login') || path.startsWith('/login/')) return loginPage();
      if (path === '/' || path === '/dhis-web-commons-security/login.action') {
        const page = context.profile.minor >= 43 ? '/login/' : '/dhis-web-login/';
        return empty(302, { location: `http://${headers['host'] ?? ''}${page}` });
      }
      return undefined;
    },
    settle: () => {
      requests++;
      persistence?.flush();
    },
  });
  const server = createListener((received) => dispatcher.handle(received));
  server.listen(options.port ?? 0, options.host ?? '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${options.host ?? '127.0.0.1'}:${port}`,
    port,
    version: context.profile.version,
    control: {
      fault: (fault) => faults.add(fault),
      clearFaults: () => faults.clear(),
      runJobs: () => context.jobs.runNow(),
      advanceClock: (milliseconds) => clock.advance(milliseconds),
      countDataValues: () => context.values.count,
      get requests() {
        return requests;
      },
    },
    async stop() {
      context.jobs.stop();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      persistence?.close();
    },
  };
}

function openFile(file: string, context: ServerContext): Persistence {
  const all = function* (): Iterable<Table<unknown>> {
    yield* context.metadata.tables as Iterable<Table<unknown>>;
    yield* context.tables.all;
  };
  const persistence = new Persistence(file, all, context.values);
  const byName = new Map([...context.metadata.tables].map((table) => [table.name, table as Table<unknown>]));
  persistence.load((name) => byName.get(name) ?? context.tables.table(name));
  return persistence;
}
