import { expect, test } from 'vitest';
import { loadYaml } from '../yaml/load-yaml.ts';
import { startSteps } from '../../test/run-steps.ts';

const template = `
- routeTemplate:
    id: greet
    parameters:
      - { name: name }
      - { name: target, required: false }
      - { name: word, defaultValue: Hello }
    from:
      uri: "loopback:{{name}}"
      steps:
        - setBody: { id: said, simple: "{{word}} \${body}" }
        - to: "mock:{{target:standard}}"
`;
const start = (yaml: string, beans: Readonly<Record<string, unknown>> = {}) =>
  startSteps(() => ({ toRoutes: () => loadYaml(template + yaml) }), { beans });

test('a template makes routes, each with its parameters; those not given have their defaults', async () => {
  const context = await start(`
- templatedRoute: { routeTemplateRef: greet, routeId: a, parameters: [{ name: name, value: a }] }
- templatedRoute:
    routeTemplateRef: greet
    routeId: b
    parameters: [{ name: name, value: b }, { name: target, value: special }, { name: word, value: Karibu }]
`);
  expect(context.routes.ids).toEqual(['a', 'b']);
  await context.send('loopback:a', 'Ada');
  await context.send('loopback:b', 'Ada');
  expect(context.mocks.get('mock:standard').bodies).toEqual(['Hello Ada']);
  expect(context.mocks.get('mock:special').bodies).toEqual(['Karibu Ada']);
});

test('steps of one template have the same ids, unless each use has a prefix', async () => {
  const context = await start(`
- templatedRoute: { routeTemplateRef: greet, routeId: a, prefixId: first, parameters: [{ name: name, value: a }] }
- templatedRoute: { routeTemplateRef: greet, routeId: b, parameters: [{ name: name, value: b }] }
`);
  await context.send('loopback:a', 'x');
  await context.send('loopback:b', 'x');
  const ids = context.snapshots.all.map(({ stepId }) => stepId).filter((id) => id.endsWith('said'));
  expect(ids).toEqual(['first-said', 'said']);
});

test('beans of a use replace those of its template', async () => {
  class Greeter {
    word = 'none';
    greet(name: string) {
      return `${this.word} ${name}`;
    }
  }
  const bean = (word: string) => `beans: [{ name: greeter, type: Greeter, properties: { word: ${word} } }]`;
  const context = await start(
    `
- routeTemplate:
    id: called
    parameters: [{ name: name }]
    ${bean('Hello')}
    from: { uri: "loopback:{{name}}", steps: [{ bean: { ref: "{{greeter}}", method: greet } }] }
- templatedRoute: { routeTemplateRef: called, routeId: a, parameters: [{ name: name, value: a }] }
- templatedRoute: { routeTemplateRef: called, routeId: b, parameters: [{ name: name, value: b }], ${bean('Karibu')} }
`,
    { Greeter },
  );
  expect((await context.send('loopback:a', 'Ada')).body).toBe('Hello Ada');
  expect((await context.send('loopback:b', 'Ada')).body).toBe('Karibu Ada');
});

test('a parameter that is missing, and a template that is none, are named', async () => {
  await expect(start('- templatedRoute: { routeTemplateRef: greet }')).rejects.toMatchObject({
    code: 'ROUTE_TEMPLATE_PARAMETERS',
    details: { missing: 'name' },
  });
  await expect(start('- templatedRoute: { routeTemplateRef: gret }')).rejects.toThrow(/gret.*greet/s);
});

test('what stands around the routes of a file is not around those of templates', async () => {
  const context = await start(`
- onException: { exception: [java.io.IOException], handled: { constant: "true" } }
- routeTemplate:
    id: failing
    from: { uri: "loopback:f", steps: [{ throwException: { exceptionType: java.io.IOException, message: "no" } }] }
- templatedRoute: { routeTemplateRef: failing, routeId: f }
`);
  expect((await context.send('loopback:f')).exception).toMatchObject({ message: 'no' });
});

test('routes without an id are numbered after the uses of templates in their file, as in Camel', async () => {
  const context = await start(`
- templatedRoute: { routeTemplateRef: greet, parameters: [{ name: name, value: a }] }
- templatedRoute: { routeTemplateRef: greet, parameters: [{ name: name, value: b }] }
`);
  expect(context.routes.ids).toEqual(['route3', 'route4']);
});
