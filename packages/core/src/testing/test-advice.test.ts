import { expect, test } from 'vitest';
import { route } from '../builder/route-steps.ts';
import { loadYaml } from '../yaml/load-yaml.ts';
import { notify } from './notify-builder.ts';
import { advise } from './route-advice.ts';
import { combinedCoverage } from './route-coverage.ts';
import { runRoute } from './run-route.ts';
import { createTestContext } from './test-context.ts';

const report = route('report')
  .from('timer:never')
  .filter(
    ({ body }) => body === 'big',
    (steps) => steps.to('http:api.example.org/reports').id('send'),
  );

test('a scheme without component is told with both ways out', async () => {
  await expect(runRoute(report, 'big')).rejects.toThrow(
    /"http" of http:\/\/api\.example\.org\/reports\..* In a test, have mocks stand in for it \(mock: \['http'\]\), or give its component/,
  );
});

test('a mistyped id of a step or route is told with the nearest one', async () => {
  expect(() => advise(report.toRoute()).weaveById('sned').remove()).toThrow('no step of id sned. Did you mean "send"?');
  expect(() => advise(report.toRoute()).weaveByKind('filtre').remove()).toThrow('Did you mean "filter"?');
  expect(() => advise(report.toRoute()).weaveByToUri('http:api.example.org/report').remove()).toThrow(
    'Did you mean "http:api.example.org/reports"?',
  );
  await expect(runRoute(report, 'big', { mock: ['http'], routeId: 'reprot' })).rejects.toThrow(
    'Did you mean "report"?',
  );
  const context = createTestContext();
  await context.addRoutes(route('orders').from('loopback:in').setBody(1));
  await context.start();
  expect(() => notify(context).fromRoute('order')).toThrow('Did you mean "orders"?');
  await context.stop();
});

test('expectations of a mock that nothing came to name the one that messages came to', async () => {
  const run = await runRoute(report, 'big', {
    mock: ['http'],
    prepare: ({ mocks }) => void mocks.get('http:api.exmple.org/reports').expect.count(1),
  });
  expect(() => run.mocks.assertIsSatisfied()).toThrow(
    'http://api.exmple.org/reports: expected 1 messages, got 0. Did you mean "http://api.example.org/reports"?',
  );
});

test('the coverage of several runs is one, with the places of steps', async () => {
  const yaml = loadYaml(
    `- route:
    id: r
    from:
      uri: timer:never
      steps:
        - choice: { when: [ { simple: "\${body} == 'a'", steps: [ { to: mock:a } ] } ], otherwise: { steps: [ { to: mock:b } ] } }
`,
    { file: 'r.yaml' },
  );
  const [a, b] = [await runRoute(yaml, 'a'), await runRoute(yaml, 'b')];
  expect([a.coverage.uncovered.length, b.coverage.uncovered.length]).toEqual([1, 1]);
  const all = combinedCoverage([a.coverage, b.coverage]);
  expect([all.share, all.uncovered]).toEqual([1, []]);
  expect(String(all).split('\n')).toEqual([
    '       2  r/choice1  r.yaml:6',
    '       1  r/to1  r.yaml:6',
    '       1  r/to2  r.yaml:6',
  ]);
});

const file = loadYaml(`- onException:
    exception: [ java.io.IOException ]
    handled: { constant: true }
    steps: [ { to: "http:alerts.example.org" } ]
- routeTemplate:
    id: poll
    parameters: [ { name: what } ]
    from: { uri: timer:never, steps: [ { setBody: { simple: "\${body} {{what}}" } } ] }
- templatedRoute: { routeTemplateRef: poll, routeId: units, parameters: [ { name: what, value: units } ] }
- route:
    id: failing
    from:
      uri: timer:never
      steps:
        - to: { uri: "http:api.example.org", id: send }
`);

test('a route made of a template is run as any other', async () => {
  expect((await runRoute(file, 'all', { routeId: 'units', mock: ['timer', 'http'] })).body).toBe('all units');
});

test('a route is changed within its file, whose error handling stays', async () => {
  const run = await runRoute(file, 'x', {
    routeId: 'failing',
    mock: ['http', 'timer'],
    advise: (advice) =>
      advice
        .weaveById('send')
        .replace({ kind: 'throwException', options: { exceptionType: 'java.io.IOException', message: 'down' } }),
  });
  expect(run.exception).toBeUndefined();
  expect(run.mocks.get('http:alerts.example.org').received).toHaveLength(1);
});

test('endpoints that error handling sends to are mocked as those of steps', async () => {
  const guarded = route('guarded')
    .from('timer:never')
    .onException(['java.io.IOException'], { handled: true }, (steps) => steps.to('http:alerts.example.org'))
    .throwException('java.io.IOException', 'down');
  const run = await runRoute(advise(guarded.toRoute()).mockEndpoints('http*'), 'x');
  expect(run.mocks.get('mock:http:alerts.example.org').received).toHaveLength(1);
});
