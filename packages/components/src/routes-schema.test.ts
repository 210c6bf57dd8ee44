import { parseYaml, yamlSchema } from '@dhow/core/yaml';
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { componentLanguages, standardComponents, standardDataFormats } from './index.ts';
import { standardLanguages } from '@dhow/core';

const schema = yamlSchema({
  components: standardComponents().map(({ spec }) => spec),
  dataFormats: standardDataFormats().map(({ spec }) => spec),
  languages: [...standardLanguages, ...componentLanguages()],
});
const validate = new Ajv({ allErrors: true, strict: false }).compile(schema);

/** What an editor would mark: the place, and the word. */
function marks(text: string): readonly string[] {
  if (validate(parseYaml(text))) return [];
  return validate
    .errors!.filter(({ keyword }) => keyword !== 'if')
    .map(({ instancePath, params }) => `${instancePath} ${Object.values(params as Record<string, unknown>).join()}`);
}

const steps = (text: string) => `- route:
    from:
      uri: direct:a
      steps:
${text.replace(/^/gm, '        ')}`;

test('what loads is marked nowhere', () => {
  expect(
    marks(`
- beans: [ { name: strategy, type: "#class:org.example.Strategy", properties: { a: 1 } } ]
- dataFormats: [ { json: { id: pretty, prettyPrint: "{{pretty}}" } } ]
- errorHandler: { deadLetterChannel: { deadLetterUri: log:dead, redeliveryPolicy: { maximumRedeliveries: 3 } } }
- onException: { exception: [ java.io.IOException ], handled: { constant: true }, steps: [ { log: failed } ] }
- routeConfiguration: { id: common, onException: [ { onException: { exception: [ x ], steps: [ { stop: {} } ] } } ] }
- routeTemplate: { id: poll, parameters: [ { name: n, defaultValue: 5 } ], from: { uri: "timer:{{n}}", steps: [ { to: log:a } ] } }
- templatedRoute: { routeTemplateRef: poll, parameters: [ { name: n, value: 6 } ] }
- rest: { path: /a, get: [ { path: /x, to: direct:a } ] }
${steps(`- setBody: { simple: "\${body}" }
- setBody: { expression: { language: { language: jq, expression: .a } } }
- setHeader: { name: a, jsonpath: { expression: $.a, resultType: String } }
- unmarshal: { csv: { useMaps: true, delimiter: ";" } }
- marshal: { json: }
- marshal: { custom: { ref: pretty } }
- log: { message: x, loggingLevel: warn }
- to: { uri: "file:out", parameters: { fileName: a.txt, fileExist: append } }
- to: { uri: direct, parameters: { name: next } }
- toD: { uri: "http:example.org/\${header.a}", parameters: { anything: 1 } }
- split: { tokenize: ",", streaming: "{{streaming}}", steps: [ { to: mock:a } ] }
- transacted:
- aggregate: { correlationExpression: { constant: 1 }, aggregationStrategy: "#strategy", completionTimeout: 5s, steps: [ { to: mock:a } ] }`)}`),
  ).toEqual([]);
  expect(
    marks('apiVersion: camel.apache.org/v1\nkind: Kamelet\nmetadata: { name: k }\nspec: { template: {} }'),
  ).toEqual([]);
});

test('a slip is marked once, at its word', () => {
  expect(marks('- rotue: {}')).toEqual(['/0 rotue']);
  expect(marks(steps('- setBdy: { constant: 1 }'))).toEqual(['/0/route/from/steps/0 setBdy']);
  expect(marks(steps('- to: { url: direct:b, uri: direct:a }'))).toEqual(['/0/route/from/steps/0/to url']);
  expect(marks(steps('- choice: { when: [ { simpel: x, steps: [] } ] }'))).toEqual([
    '/0/route/from/steps/0/choice/when/0 simpel',
  ]);
  expect(marks(steps('- to: { uri: "timer:x", parameters: { perod: 5 } }'))).toEqual([
    '/0/route/from/steps/0/to/parameters perod',
  ]);
  expect(marks(steps('- log: { message: x, loggingLevel: LOUD }'))).toEqual([
    '/0/route/from/steps/0/log/loggingLevel TRACE,DEBUG,INFO,WARN,ERROR,OFF',
  ]);
  expect(marks(steps('- split: { tokenize: ",", streaming: flase, steps: [] }'))).toEqual([
    expect.stringMatching(/^\/0\/route\/from\/steps\/0\/split\/streaming /),
  ]);
  expect(marks('- templatedRoute: { routeTemplateRf: a, routeTemplateRef: b }')).toEqual([
    '/0/templatedRoute routeTemplateRf',
  ]);
});
