import { describe, expect, test } from 'vitest';
import { createContext } from '../engine/dhow-context.ts';
import { loadYaml, validateYaml } from './load-yaml.ts';
import { YamlError } from './yaml-error.ts';

const route = (steps: string) => `- route:
    id: r1
    from:
      uri: direct:start
      steps:
${steps.replace(/^/gm, '        ')}
`;

const steps = (text: string) => loadYaml(route(text)).routes[0]!.steps;
const problems = (text: string) =>
  validateYaml(text, { file: 'r.yaml' }).map(({ code, source, message }) => [
    code,
    source.line,
    source.column,
    message,
  ]);

describe('forms', () => {
  test('tokenize without a token cuts at blanks; pairs and elements need one', () => {
    const [split] = steps('- split: { tokenize: {}, steps: [{ log: x }] }');
    expect(split!.options['expression']).toMatchObject({ language: 'tokenize', expression: '\\s+' });
    for (const options of ['{ endToken: x }', '{ xml: true }']) {
      const found = problems(route(`- split: { tokenize: ${options}, steps: [{ log: x }] }`));
      expect(found.map(([code]) => code)).toEqual(['YAML_MISSING_OPTION']);
    }
  });

  test('the same step in shorthand, canonical and wrapped form', () => {
    const models = [
      '- setBody: { simple: "${body}x" }',
      '- setBody: { simple: { expression: "${body}x" } }',
      '- setBody: { expression: { simple: "${body}x" } }',
      '- setBody: { language: { language: simple, expression: "${body}x" } }',
    ].map((text) => {
      const { language, expression } = steps(text)[0]!.options['expression'] as Record<string, unknown>;
      return { language, expression };
    });
    expect(new Set(models.map((model) => JSON.stringify(model))).size).toBe(1);
  });

  test('clauses, blocks and their steps', () => {
    const [choice] = steps(`- choice:
    when:
      - simple: "\${body} == 'a'"
        steps:
          - to: mock:a
    otherwise:
      steps:
        - log: other`);
    const when = choice!.options['when'] as { steps: { kind: string; options: unknown }[] }[];
    expect(when[0]!.steps[0]).toMatchObject({ kind: 'to', options: { uri: 'mock:a' } });
    expect(choice!.options['otherwise']).toMatchObject({ kind: 'otherwise', steps: [{ kind: 'log' }] });
  });

  test('a data format stands among the options of marshal', () => {
    expect(steps('- marshal: { json: { prettyPrint: true } }')[0]!.options['dataFormat']).toMatchObject({
      kind: 'json',
      options: { prettyPrint: true },
    });
  });

  test('names of options may be written with dashes, and a blank text is an empty one', () => {
    const [split, body] = steps(`- split: { simple: "\${body}", stop-on-exception: true, steps: [{ to: mock:a }] }
- setBody: { exchange-property: }`);
    expect(split!.options).toMatchObject({ stopOnException: true });
    expect(body!.options['expression']).toMatchObject({ language: 'exchangeProperty', expression: '' });
  });

  test('objects may have an id, and data formats and load balancers stand in their wrappers', () => {
    const [balance] = steps('- loadBalance: { loadBalancerType: { topicLoadBalancer: {} }, steps: [{ to: mock:a }] }');
    expect(balance!.options).toMatchObject({ topicLoadBalancer: {} });
    const [marshal, headers] = steps(`- marshal: { dataFormatType: { json: { id: j } } }
- setHeaders: { headers: [{ id: one, name: h, constant: x }] }`);
    expect(marshal!.options['dataFormat']).toMatchObject({ kind: 'json', options: {} });
    expect(headers!.options['headers']).toMatchObject([{ name: 'h' }]);
  });

  test('what applies to the route may stand anywhere among its steps', () => {
    const text = `- to: mock:a
- intercept: { steps: [{ to: mock:i }] }
- interceptSendToEndpoint: { uri: mock:a, steps: [{ to: mock:s }] }`;
    const [read] = loadYaml(route(text)).routes;
    expect(read!.steps.map(({ kind }) => kind)).toEqual(['to']);
    expect(read!.scoped!.map(({ kind }) => kind)).toEqual(['intercept', 'interceptSendToEndpoint']);
  });

  test('digits stay as they were written and blanks round expressions go', () => {
    expect(steps('- setBody: { constant: 1.10 }')[0]!.options['expression']).toMatchObject({ expression: '1.10' });
    expect(steps('- setBody: { simple: "  x  " }')[0]!.options['expression']).toMatchObject({ expression: 'x' });
    const kept = steps('- setBody: { constant: { expression: "  x  ", trim: false } }')[0]!.options['expression'];
    expect(kept).toMatchObject({ expression: '  x  ' });
  });

  test('onException inside a route is of the route', () => {
    const model = loadYaml(
      route(`- onException: { exception: [java.io.IOException], steps: [{ to: mock:h }] }
- to: mock:a`),
    );
    expect(model.routes[0]!.scoped).toMatchObject([{ kind: 'onException' }]);
    expect(model.routes[0]!.steps).toMatchObject([{ kind: 'to' }]);
  });

  test('templates, configurations, handlers and beans', () => {
    const model = loadYaml(`
- beans:
    - { name: p, type: Person, properties: { age: 007 } }
- errorHandler:
    deadLetterChannel: { deadLetterUri: mock:dead }
- routeConfiguration:
    id: c1
    onException:
      - onException: { exception: [java.lang.Exception], handled: { constant: "true" }, steps: [{ to: mock:h }] }
- routeTemplate:
    id: t
    parameters: [{ name: n }, { name: g, defaultValue: Hi }]
    from: { uri: "direct:{{n}}", steps: [{ log: "{{g}}" }] }
- templatedRoute: { routeTemplateRef: t, routeId: x, parameters: [{ name: n, value: start }] }
`);
    expect(model.beans[0]!.properties).toEqual({ age: '007' });
    expect(model.errorHandler).toMatchObject({ kind: 'deadLetterChannel', options: { deadLetterUri: 'mock:dead' } });
    expect(model.routeConfigurations[0]!.scoped[0]!.kind).toBe('onException');
    expect(model.routeTemplates[0]!.parameters).toEqual([
      { name: 'n', required: true },
      { name: 'g', required: false, default: 'Hi' },
    ]);
    expect(model.templatedRoutes[0]).toMatchObject({ routeTemplateRef: 't', parameters: { n: 'start' } });
  });

  test('a Kamelet is a template', () => {
    const { routeTemplates } = loadYaml(`
apiVersion: camel.apache.org/v1
kind: Kamelet
metadata: { name: shout }
spec:
  definition: { required: [mark], properties: { mark: { type: string } } }
  template: { from: { uri: "kamelet:source", steps: [{ setBody: { simple: "\${body}{{mark}}" } }] } }
`);
    expect(routeTemplates[0]).toMatchObject({ id: 'shout', parameters: [{ name: 'mark', required: true }] });
  });

  test('aliases stand for what they name', () => {
    const model = loadYaml(
      route(`- to: &target { uri: mock:a }
- to: *target`),
    );
    expect(model.routes[0]!.steps.map(({ options }) => options['uri'])).toEqual(['mock:a', 'mock:a']);
  });
});

test('Simple texts are checked where the file alone decides', () => {
  const good = `- setBody: { simple: "\${{{function}}}" }
- setBody: { simple: "\${bean:greeter.hello}" }
- log: { message: "\${nope}", logLanguage: constant }
- log: { message: "\${nope}", disabled: true }
- choice: { when: [ { simple: "\${body} == 5", steps: [ { stop: {} } ] } ] }
- setBody: { constant: "\${nope}" }`;
  expect(problems(route(good))).toEqual([]);
  const handler = `- onException:
    exception: java.lang.Exception
    handled: { simple: "\${body} =" }
    steps: [ { stop: {} } ]
${route('- aggregate: { correlationExpression: { simple: "${" }, aggregationStrategy: s, steps: [ { stop: {} } ] }')}`;
  expect(problems(handler).map(([code, line, column]) => [code, line, column])).toEqual([
    ['YAML_EXPRESSION_SYNTAX', 3, 33],
    ['YAML_EXPRESSION_SYNTAX', 10, 59],
  ]);
});

test('a separator may be a blank or a line break', () => {
  const tokens = [
    `- split: { tokenize: " ", steps: [ { stop: {} } ] }`,
    `- split: { tokenize: "\\n", steps: [ { stop: {} } ] }`,
  ];
  expect(tokens.map((text) => steps(text)[0]!.options['expression'])).toMatchObject([
    { language: 'tokenize', expression: ' ' },
    { language: 'tokenize', expression: '\n' },
  ]);
});

test('an option of the wrong kind is not missing, too', () => {
  expect(problems(route('- to: { uri: [mock:a] }')).map(([code]) => code)).toEqual(['YAML_BAD_VALUE']);
  expect(problems(route('- to: { uri: }')).map(([code]) => code)).toEqual(['YAML_MISSING_OPTION']);
});

test('REST services are refused while nothing serves them', async () => {
  const text = '- rest: { path: /api, get: [{ path: /hello, to: direct:start }] }';
  const context = createContext({ components: [] });
  await context.addRoutes(loadYaml(text, { file: 'r.yaml' }));
  await expect(context.start()).rejects.toMatchObject({
    code: 'ROUTE_STEP_NOT_AVAILABLE',
    source: { file: 'r.yaml', line: 1 },
  });
});

describe('problems', () => {
  test('all of a file are found, each with its place and the nearest word', () => {
    const text = route(`- set-body: { constant: x }
- to: { url: mock:a }
- split: { simple: "\${body}", streming: true, steps: [{ to: mock:a }] }
- log: { message: x, loggingLevel: LOUD }`);
    expect(problems(text)).toEqual([
      ['YAML_UNKNOWN_STEP', 6, 11, 'There is no step "set-body". Did you mean "setBody"?'],
      ['YAML_UNKNOWN_OPTION', 7, 17, '"to" has no option "url". Did you mean "uri"?'],
      ['YAML_UNKNOWN_OPTION', 8, 39, '"split" has no option "streming". Did you mean "streaming"?'],
      [
        'YAML_BAD_VALUE',
        9,
        44,
        'The option "loggingLevel" of "log" does not take "LOUD"; expected one of TRACE, DEBUG, INFO, WARN, ERROR, OFF.',
      ],
    ]);
  });

  test('a Pipe without an end is told with the end that is missing', () => {
    const pipe = (spec: string) => problems(`apiVersion: camel.apache.org/v1\nkind: Pipe\nspec: ${spec}\n`);
    const reasons = [
      '{ source: { uri: direct:a } }',
      '{ sink: { uri: mock:a } }',
      '{ source: { uri: direct:a }, steps: [x], sink: { ref: { name: k } } }',
      '',
    ].map(pipe);
    const told = (message: unknown) => /its [\w ]+ names/.exec(String(message))?.[0];
    expect(reasons.map((each) => each.map(([code, line, , message]) => [code, line, told(message)]))).toEqual([
      [['YAML_RESOURCE', 3, 'its sink names']],
      [['YAML_RESOURCE', 3, 'its source names']],
      [['YAML_RESOURCE', 3, 'its step 1 names']],
      [['YAML_RESOURCE', 3, 'its source names']],
    ]);
  });

  test('what was most likely meant is shown as it should be written', () => {
    const text = route(`- log: { message: x, loggingLevel: WARNING }
- marshal: json
- delay: 1000
- transform: "\${body} x"
- wireTap: seda:x
- multicast: [ { to: "mock:a" } ]
- circuitBreaker: { steps: [ { stop: {} } ], onFallback: [ { stop: {} } ] }
- setBody: { language: { langauge: simple, expression: y } }`);
    expect(problems(text).map(([, line, column, message]) => [line, column, message])).toEqual([
      [6, 44, expect.stringMatching(/expected one of .*OFF\. Did you mean "WARN"\?$/)],
      [7, 20, '"marshal" does not take a plain text. Write it with its options: marshal: { json: {} }'],
      [8, 18, expect.stringMatching(/delay: \{ constant: 1000 \}$/)],
      [9, 22, expect.stringMatching(/transform: \{ simple: "\$\{body\} x" \}$/)],
      [10, 20, expect.stringMatching(/wireTap: \{ uri: seda:x \}$/)],
      [11, 22, expect.stringMatching(/found a list\. Put the steps under "steps:"\.$/)],
      [12, 66, expect.stringMatching(/^The option "onFallback" of "circuitBreaker" does not take a list;/)],
      [13, 34, '"language" has no option "langauge". Did you mean "language"?'],
    ]);
    expect(problems('- route:\n    form: { uri: direct:a, steps: [] }').map(([, , , message]) => message)).toEqual([
      '"route" has no option "form". Did you mean "from"?',
    ]);
    expect(problems('- beans: [ { nam: a, type: b } ]').map(([code]) => code)).toEqual(['YAML_UNKNOWN_OPTION']);
  });

  test.each([
    ['', 'YAML_EMPTY'],
    ['a: [', 'YAML_SYNTAX'],
    ['route: { id: r1 }', 'YAML_TOP_LEVEL_MAP'],
    ['- rooute: { id: r1 }', 'YAML_UNKNOWN_TOP'],
    [`${route('- to: mock:a')}---\n${route('- to: mock:b')}`, 'YAML_DOCUMENTS'],
    [route('- setBody: { constant: a, constant: b }'), 'YAML_DUPLICATE_KEY'],
    [route('- setBody: { constant: a, simple: b }'), 'YAML_TWO_EXPRESSIONS'],
    [route('- setBody: { expression: "${body}" }'), 'YAML_EXPRESSION'],
    [route('- setBody: { smple: x }'), 'YAML_UNKNOWN_OPTION'],
    [route('- choice: [ { when: [] } ]'), 'YAML_NO_LIST'],
    [route('- when: { simple: x }'), 'YAML_UNSUPPORTED_STEP'],
    [route('- log: "${bdy}"'), 'YAML_EXPRESSION_SYNTAX'],
    [route('- toD: "mock:${bdy}"'), 'YAML_EXPRESSION_SYNTAX'],
    [route('- filter: { simple: "${body} = 5", steps: [ { stop: {} } ] }'), 'YAML_EXPRESSION_SYNTAX'],
    [route('- process: upper'), 'YAML_NO_SHORTHAND'],
    [route('- to: mock:a\n  log: x'), 'YAML_ONE_KEY'],
    [route('- mock:a'), 'YAML_NOT_A_STEP'],
    [route('- split: { simple: "${body}" }\n- to: mock:a'), 'YAML_EMPTY_STEPS'],
    [route('- to: { uri: "mock:a?x=1", parameters: { y: 2 } }'), 'YAML_QUERY_AND_PARAMETERS'],
    [route('- marshal: {}'), 'YAML_NO_DATA_FORMAT'],
    [route('- marshal: { jsn: {} }'), 'YAML_UNKNOWN_DATA_FORMAT'],
    [route('- marshal: { json: {}, csv: {} }'), 'YAML_TWO_DATA_FORMATS'],
    [route('- tokenizer: {}'), 'YAML_UNSUPPORTED_STEP'],
    [route('- choice: { when: { simple: x } }'), 'YAML_CLAUSE_LIST'],
    [route('- filter: { simple: x, steps: mock:a }'), 'YAML_STEPS_LIST'],
    ['- route: { from: { uri: direct:a } }', 'YAML_NO_STEPS'],
    ['- errorHandler: { log: {} }', 'YAML_ERROR_HANDLER'],
    [`${route('- to: mock:a')}- onException: { exception: [x], steps: [{ to: mock:h }] }`, 'YAML_AFTER_ROUTE'],
    ['- beans: [{ type: X }]', 'YAML_BEAN'],
    ['- beans: [{ name: a, type: X }, { name: a, type: Y }]', 'YAML_DUPLICATE_NAME'],
    ['- routeConfiguration: { id: c }\n- routeConfiguration: { id: c }', 'YAML_DUPLICATE_NAME'],
    ['apiVersion: camel.apache.org/v1\nkind: Build', 'YAML_RESOURCE'],
    [
      '- route: { from: { uri: direct:a, steps: [{ setBody: { expression: { nope: x } } }] } }',
      'YAML_UNKNOWN_LANGUAGE',
    ],
    ['just text', 'YAML_TOP_LEVEL'],
    [route('- choice:'), 'YAML_NOTHING_WRITTEN'],
    [route('- stop'), 'YAML_NOT_A_STEP'],
    [route('- filter: { simple: "true", steps: }'), 'YAML_STEPS_LIST'],
    [route('- choice: { otherwise: }'), 'YAML_BAD_VALUE'],
    [route('- to: { uri: mock:a, parameters: }'), 'YAML_BAD_VALUE'],
    [route('- to: { uri: mock:a, disabled: perhaps }'), 'YAML_BAD_VALUE'],
    [route('- setHeaders: { headers: [] }'), 'YAML_BAD_VALUE'],
    [route('- marshal: { json: }'), 'YAML_BAD_VALUE'],
    [route('- split: { tokenize: { expression: "," }, steps: [{ stop: {} }] }'), 'YAML_MISSING_OPTION'],
    ['- intercept: {}', 'YAML_NO_STEPS'],
    ['- errorHandler: { deadLetterChannel: "mock:dead" }', 'YAML_BAD_VALUE'],
  ])('%#: %s', (text, code) => {
    expect(validateYaml(text).map((problem) => problem.code)).toContain(code);
  });

  test('loading throws them all, with file, line and column in the message', () => {
    const load = () => loadYaml(route('- setBdy: { constant: x }'), { file: 'case.yaml' });
    expect(load).toThrow(YamlError);
    expect(load).toThrow('case.yaml:6:11: There is no step "setBdy". Did you mean "setBody"?');
  });

  test('a value with a placeholder is left for the context to check', () => {
    expect(validateYaml(route('- split: { simple: "${body}", streaming: "{{s}}", steps: [{ to: mock:a }] }'))).toEqual(
      [],
    );
  });
});
