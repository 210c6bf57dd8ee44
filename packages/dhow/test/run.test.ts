import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { dhow, projectFolder, startDhowCommand, type Running } from './spawn-dhow.ts';

let folder: ReturnType<typeof projectFolder> | undefined;
let running: Running | undefined;
afterEach(async () => {
  running?.child.kill('SIGKILL');
  await running?.ended;
  running = undefined;
  folder?.remove();
});

/** A route as a plain model, so that these tests stand on nothing but the engine. */
function module(from: string, ...steps: { kind: string; options: Record<string, unknown> }[]): string {
  const model = {
    routes: [{ id: 'r', from: { uri: from }, steps }],
    scoped: [],
    routeConfigurations: [],
    routeTemplates: [],
    templatedRoutes: [],
    beans: [],
    dataFormats: [],
    rests: [],
  };
  return `export default ${JSON.stringify(model)};`;
}

const onceAtStart = 'timer:once?repeatCount=1&delay=10';

test('run serves management until it is told to stop, then ends with 0', async () => {
  folder = projectFolder({ 'routes.mjs': module('direct:a', { kind: 'to', options: { uri: 'mock:end' } }) });
  running = startDhowCommand(['run', 'routes.mjs', '--management-port', '0', '--log-format', 'json'], {
    cwd: folder.path,
  });
  const [, url] = await running.shows(/"management":"([^"]+)"/);
  const health = await fetch(`${url}/health`);
  expect([health.status, await health.json()]).toMatchObject([200, { status: 'UP' }]);
  running.child.kill('SIGTERM');
  const { code, out, err } = await running.ended;
  expect([code, err]).toEqual([0, '']);
  expect(out).toContain('SIGTERM: stopping');
  expect(existsSync(join(folder.path, '.dhow/state.db'))).toBe(true);
});

test('a message under way is finished before the process ends', async () => {
  folder = projectFolder({
    'routes.mjs': `
      const model = (${module(onceAtStart).slice('export default '.length, -1)});
      model.routes[0].steps = [
        { kind: 'setBody', options: { expression: { language: 'function', function: async () => {
          process.stdout.write('at work\\n');
          await new Promise((resolve) => setTimeout(resolve, 300));
          return 'finished';
        } } } },
        { kind: 'log', options: { message: '\${body} it' } },
      ];
      export default model;`,
  });
  running = startDhowCommand(['run', 'routes.mjs', '--no-management', '--state', 'memory'], { cwd: folder.path });
  await running.shows(/at work/);
  running.child.kill('SIGTERM');
  const { code, out } = await running.ended;
  expect([code, out]).toEqual([0, expect.stringMatching(/SIGTERM: stopping[\s\S]*finished it/)]);
});

test('a second signal ends at once what does not end by itself', async () => {
  const files = {
    'routes.mjs': `
      const model = (${module('timer:once?repeatCount=1&delay=0').slice('export default '.length, -1)});
      model.routes[0].steps = [
        { kind: 'setBody', options: { expression: { language: 'function', function: () => {
          process.stdout.write('at work\\n');
          return new Promise(() => undefined);
        } } } },
      ];
      export default model;`,
  };
  folder = projectFolder(files);
  running = startDhowCommand(['run', 'routes.mjs', '--no-management', '--state', 'memory'], { cwd: folder.path });
  await running.shows(/at work/);
  running.child.kill('SIGINT');
  await running.shows(/SIGINT: stopping/);
  running.child.kill('SIGINT');
  expect((await running.ended).code).toBe(130);
});

test('until idle: all is delivered, 0', async () => {
  folder = projectFolder({
    'routes.mjs': module('seda:in', { kind: 'to', options: { uri: 'mock:end' } }),
  });
  const { code, err } = await dhow(['run', '--until-idle', 'routes.mjs', '--no-management'], { cwd: folder.path });
  expect([code, err]).toEqual([0, '0 messages completed\n']);
});

test('properties, profile and environment reach the routes', async () => {
  folder = projectFolder({
    'routes.mjs': module(onceAtStart, { kind: 'log', options: { message: '{{greeting}} {{name}} {{place}}' } }),
    'dhow.yaml': 'properties: { greeting: hello, name: nobody, place: nowhere }\nmanagement: { enabled: false }\n',
    'dhow.test.yaml': 'properties: { name: amina }\n',
  });
  running = startDhowCommand(['run', 'routes.mjs', '--profile', 'test', '-p', 'place=here'], {
    cwd: folder.path,
    env: { DHOW_PROPERTIES_GREETING: 'jambo' },
  });
  await running.shows(/jambo amina here/);
});

test('a route file brings the settings of the project that it stands in', async () => {
  folder = projectFolder({
    'reports/routes.mjs': module('file:in?noop=true', { kind: 'log', options: { message: 'read in {{where}}' } }),
    'reports/dhow.yaml': 'properties: { where: reports }\nmanagement: { enabled: false }\nstate: { file: memory }\n',
    'reports/in/a.txt': 'x',
  });
  const { code, out, err } = await dhow(['run', '--until-idle', 'reports/routes.mjs'], { cwd: folder.path });
  expect([code, err]).toEqual([0, '1 message completed\n']);
  expect(out).toContain('read in reports');
});

test('a management port that is taken is told, and nothing is left running', async () => {
  folder = projectFolder({ 'routes.mjs': module('direct:a', { kind: 'to', options: { uri: 'mock:end' } }) });
  running = startDhowCommand(['run', 'routes.mjs', '--management-port', '0', '--state', 'memory'], {
    cwd: folder.path,
  });
  const [, port] = await running.shows(/127\.0\.0\.1:(\d+)/);
  const second = await dhow(['run', 'routes.mjs', '--management-port', port!, '--state', 'memory'], {
    cwd: folder.path,
  });
  expect([second.code, second.err]).toEqual([
    3,
    expect.stringContaining(`BOOT_PORT_TAKEN: the management port ${port}`),
  ]);
});

test('a state file that cannot be opened is told before anything runs', async () => {
  folder = projectFolder({
    'routes.mjs': module(onceAtStart, { kind: 'log', options: { message: 'ran' } }),
    letter: 'Dear Sir, this is no state file, but it is a letter that somebody keeps here for good. '.repeat(50),
  });
  const { code, err, out } = await dhow(['run', 'routes.mjs', '--state', 'letter', '--no-management'], {
    cwd: folder.path,
  });
  expect([code, err]).toEqual([3, expect.stringMatching(/STATE_NOT_A_STORE: .*letter/)]);
  expect(out).not.toContain('ran');
});
