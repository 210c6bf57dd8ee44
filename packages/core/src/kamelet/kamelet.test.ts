import { expect, test } from 'vitest';
import { createContext } from '../engine/dhow-context.ts';
import type { Component, ConsumerRoute } from '../component/component.ts';
import { loadYaml } from '../yaml/load-yaml.ts';

/** `in:name`: hands what a test sends to its route. */
function entry(): Component {
  const routes = new Map<string, ConsumerRoute>();
  return {
    spec: {
      scheme: 'in',
      title: 'In',
      description: 'Entry.',
      path: { name: 'name', description: 'Name.' },
      options: {},
    },
    createEndpoint: ({ uri, path }) => ({
      uri,
      createConsumer: (route) => ({ start: () => void routes.set(path, route), stop: () => void routes.delete(path) }),
      createProducer: () => ({ process: (exchange, signal) => routes.get(path)!.process(exchange, signal) }),
    }),
  };
}

const template = `
- routeTemplate:
    id: act
    parameters: [{ name: word, defaultValue: W }]
    from:
      uri: kamelet:source
      steps:
        - setBody: { simple: "{{word}}(\${body})" }
        - to: kamelet:sink
        - setBody: { simple: "\${body}-back" }
`;

async function reply(routes: string, uri = 'in:start'): Promise<unknown> {
  const context = createContext({ components: [entry()] });
  await context.addRoutes(loadYaml(template + routes));
  await context.start();
  try {
    return await context.request(uri, 'Hi');
  } finally {
    await context.stop();
  }
}

test('each call of a Kamelet is a route of its own, with its parameters', async () => {
  const text = `- route:
    from: { uri: in:start, steps: [{ to: "kamelet:act?word=X" }, { kamelet: act }] }
`;
  expect(await reply(text)).toBe('W(X(Hi)-back)-back');
});

test('the steps that a kamelet step holds are its sink', async () => {
  const text = `- route:
    from:
      uri: in:start
      steps:
        - kamelet: { name: act, steps: [{ setBody: { simple: "[\${body}]" } }] }
`;
  expect(await reply(text)).toBe('[W(Hi)]-back');
});

test('without a sink in the template they run at its end', async () => {
  const noSink = `- routeTemplate: { id: up, from: { uri: kamelet:source, steps: [{ setBody: { simple: "\${body}!" } }] } }
- route:
    from:
      uri: in:start
      steps:
        - kamelet: { name: up, steps: [{ setBody: { simple: "[\${body}]" } }] }
`;
  expect(await reply(noSink)).toBe('[Hi!]');
});

test('a Kamelet file may have beans of its own', async () => {
  const context = createContext({ components: [entry()], beans: { Greeter: () => ({ greet: () => 'Karibu' }) } });
  await context.addRoutes(
    loadYaml(`apiVersion: camel.apache.org/v1
kind: Kamelet
metadata: { name: greet }
spec:
  template:
    beans: [{ name: greeter, type: Greeter }]
    from: { uri: kamelet:source, steps: [{ bean: { ref: "{{greeter}}", method: greet } }] }
`),
    loadYaml('- route: { from: { uri: in:start, steps: [{ to: kamelet:greet }] } }'),
  );
  await context.start();
  expect(await context.request('in:start', 'Hi')).toBe('Karibu');
  await context.stop();
});

test('a Pipe says what happens to failures', () => {
  const pipe = (errorHandler: string) =>
    loadYaml(`apiVersion: camel.apache.org/v1
kind: Pipe
metadata: { name: p }
spec: { source: { uri: in:start }, sink: { uri: in:end }, errorHandler: ${errorHandler} }
`).routes[0]!.errorHandler;
  expect(pipe('{ none: {} }')).toMatchObject({ kind: 'noErrorHandler' });
  expect(pipe('{ log: { parameters: { maximumRedeliveries: 2 } } }')).toMatchObject({
    kind: 'defaultErrorHandler',
    options: { redeliveryPolicy: { maximumRedeliveries: 2 } },
  });
  expect(pipe('{ sink: { endpoint: { uri: in:dead, properties: { size: 1 } } } }')).toMatchObject({
    kind: 'deadLetterChannel',
    options: { deadLetterUri: 'in:dead?size=1' },
  });
});

test('a template is used with values, beans and placeholders of its own', async () => {
  class Greeter {
    greeting = 'Hello';
    greet(name: string) {
      return `${this.greeting} ${name}`;
    }
  }
  const context = createContext({ components: [entry()], beans: { Greeter } });
  await context.addRoutes(
    loadYaml(`
- templatedRoute: { routeTemplateRef: t, routeId: one, parameters: [{ name: n, value: a }, { name: g, value: Karibu }] }
- routeTemplate:
    id: t
    parameters: [{ name: n }, { name: g }]
    beans: [{ name: greeter, type: Greeter, properties: { greeting: "{{g}}" } }]
    from: { uri: "in:{{n}}", steps: [{ setBody: { simple: "\${bean:{{greeter}}?method=greet}" } }] }
`),
  );
  await context.start();
  expect(await context.request('in:a', 'Ada')).toBe('Karibu Ada');
  await context.stop();
});

test('a parameter that is missing is named', async () => {
  const context = createContext({ components: [entry()] });
  await context.addRoutes(
    loadYaml(`
- routeTemplate: { id: t, parameters: [{ name: n }], from: { uri: "in:{{n}}", steps: [{ log: x }] } }
- templatedRoute: { routeTemplateRef: t }
`),
  );
  await expect(context.start()).rejects.toMatchObject({ code: 'ROUTE_TEMPLATE_PARAMETERS' });
});

test('the ends of a Kamelet tell whose they are, as in Camel', async () => {
  const context = createContext({ components: [entry()] });
  await context.addRoutes(
    loadYaml(`${template}
- route: { from: { uri: "in:start", steps: [{ to: "kamelet:act" }] } }
`),
  );
  await context.start();
  const exchange = await context.send('in:start', 'x');
  expect(exchange.property('CamelToEndpoint')).toBe('kamelet://sink?routeId=act-1');
  await context.stop();
});
