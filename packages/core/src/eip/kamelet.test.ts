import { expect, test } from 'vitest';
import { runSteps, startSteps } from '../../test/run-steps.ts';
import { loadYaml } from '../yaml/load-yaml.ts';

const template = loadYaml(`
- routeTemplate:
    id: act
    parameters: [{ name: word, defaultValue: W }]
    from:
      uri: kamelet:source
      steps:
        - setBody: { simple: "{{word}}(\${body})" }
        - to: kamelet:sink
        - setBody: { simple: "\${body}-back" }
`);
type Build = Parameters<typeof runSteps>[0];
const withTemplate =
  (build: Build): Build =>
  (steps) => {
    const built = build(steps);
    return { toRoutes: () => ({ ...built.toRoutes(), routeTemplates: template.routeTemplates }) };
  };
const called = (options: Readonly<Record<string, unknown>>) =>
  runSteps(
    withTemplate((steps) => steps.eip('kamelet', options)),
    'x',
  );

test('the Kamelet runs with its parameters, those not given have their defaults', async () => {
  expect((await called({ name: 'act' })).body).toBe('W(x)-back');
  expect((await called({ name: 'act', parameters: { word: 'X' } })).body).toBe('X(x)-back');
});

test('the steps that it holds are its sink', async () => {
  const run = await runSteps(
    withTemplate((steps) => steps.eip('kamelet', { name: 'act/named' }, (sink) => sink.setBody('[ ]'))),
    'x',
  );
  expect(run.body).toBe('[ ]-back');
});

test("the exchange is the Kamelet's to the end of the list that it stands in", async () => {
  const seen: (string | undefined)[] = [];
  const look = (exchange: { fromRouteId: string | undefined }) => void seen.push(exchange.fromRouteId);
  await runSteps(
    withTemplate((steps) =>
      steps
        .filter(
          () => true,
          (inner) => inner.eip('kamelet', { name: 'act/k' }).eip('process', { ref: look }),
        )
        .eip('process', { ref: look }),
    ),
    'x',
  );
  expect(seen).toEqual(['k', 'r']);
});

test('one that is not there is refused with the nearest name', async () => {
  const start = startSteps(withTemplate((steps) => steps.eip('kamelet', { name: 'atc' })));
  await expect(start).rejects.toThrow(/atc.*act/s);
});
