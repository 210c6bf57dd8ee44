import type { FastifyReply } from 'fastify';
import type { ManagementEndpoint, ManagementServices } from '../management-services.ts';

type Status = 'UP' | 'DOWN' | 'UNKNOWN';

interface Component {
  readonly status: Status;
  readonly details?: Readonly<Record<string, unknown>>;
  readonly components?: Readonly<Record<string, Component>>;
}

const endpointTimeoutMs = 3_000;
const endpointCacheMs = 10_000;

/**
 * Spring Boot's health: `components` roll up into one status; 503 when it is DOWN. Liveness is the process and its engine,
 * readiness the routes and the state store. Whether other sides (DHIS2) can be reached is in the whole only: a DHIS2 that is
 * away is no reason to restart Dhow.
 */
export const healthEndpoint: ManagementEndpoint = {
  id: 'health',
  links: { 'health-path': 'health/{path}' },
  register(app, services) {
    const endpoints = cached(endpointCacheMs, () => endpointHealth(services));
    const answer = (reply: FastifyReply, body: Component & { readonly groups?: readonly string[] }) =>
      reply.code(body.status === 'DOWN' ? 503 : 200).send(body);

    app.get('/management/health/liveness', (_request, reply) => answer(reply, liveness(services)));
    app.get('/management/health/readiness', async (_request, reply) => answer(reply, await readiness(services)));
    app.get('/management/health', async (_request, reply) => {
      const [ready, reachable] = await Promise.all([readiness(services), endpoints()]);
      const components = {
        livenessState: liveness(services),
        ...ready.components,
        ...(reachable && { endpoints: reachable }),
      };
      return answer(reply, { ...rollUp(components), groups: ['liveness', 'readiness'] });
    });
  },
};

function liveness({ engine }: ManagementServices): Component {
  return { status: engine.isStarted ? 'UP' : 'DOWN' };
}

async function readiness({ engine, state }: ManagementServices): Promise<Component> {
  const routes: Record<string, Component> = {};
  for (const { id, state: name, shouldRun, lastError } of engine.routes()) {
    const isUp = !shouldRun || name === 'Started';
    routes[id] = { status: isUp ? 'UP' : 'DOWN', details: { state: name, ...(lastError && { lastError }) } };
  }
  let store: Component = { status: 'UP' };
  try {
    await state.put('health', 'probe', null);
  } catch (error) {
    store = { status: 'DOWN', details: { error: (error as { code?: string }).code ?? 'UNKNOWN' } };
  }
  return rollUp({
    readinessState: { status: engine.isStarted ? 'UP' : 'DOWN' },
    routes: rollUp(routes),
    stateStore: store,
  });
}

async function endpointHealth({ engine }: ManagementServices): Promise<Component | undefined> {
  const checks = await engine.checkEndpoints(AbortSignal.timeout(endpointTimeoutMs));
  if (checks.length === 0) return undefined;
  const entries = checks.map(({ uri, status, details }) => [uri, { status, ...(details && { details }) }] as const);
  return rollUp(Object.fromEntries(entries));
}

function rollUp(components: Readonly<Record<string, Component>>): Component {
  const isDown = Object.values(components).some(({ status }) => status === 'DOWN');
  return { status: isDown ? 'DOWN' : 'UP', components };
}

/** Several askers within the time share one answer, so that probes do not load the other side. */
function cached<T>(ms: number, make: () => Promise<T>): () => Promise<T> {
  let last: Promise<T> | undefined;
  let madeAt = 0;
  return () => {
    if (!last || performance.now() - madeAt > ms) {
      madeAt = performance.now();
      last = make();
      last.catch(() => (last = undefined));
    }
    return last;
  };
}
