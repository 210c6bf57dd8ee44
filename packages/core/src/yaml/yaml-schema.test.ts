import { expect, test } from 'vitest';
import { reportCamelProject } from './camel-report.ts';
import { standardEips } from '../eip/standard-eips.ts';
import { yamlSchema } from './yaml-schema.ts';

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly type?: unknown;
  readonly description?: string;
  readonly items?: Schema;
  readonly definitions?: Readonly<Record<string, Schema>>;
}

test('every reference of the schema leads somewhere', () => {
  const schema = yamlSchema() as Schema;
  const targets = new Set(
    [...JSON.stringify(schema).matchAll(/"\$ref":"#\/definitions\/(\w+)"/g)].map(([, name]) => name!),
  );
  expect([...targets].filter((name) => !Object.hasOwn(schema.definitions!, name))).toEqual([]);
  expect(targets.size).toBeGreaterThan(50);
});

test('every step of the engine is in the schema, with its options and languages', () => {
  const { definitions } = yamlSchema() as Schema;
  for (const { name } of standardEips) expect(definitions).toHaveProperty([name]);
  expect(Object.keys(definitions!['split']!.properties!)).toEqual(
    expect.arrayContaining(['streaming', 'steps', 'simple', 'tokenize', 'expression']),
  );
  expect(definitions!['to']!.type).toEqual(expect.arrayContaining(['string', 'object']));
});

test('options that Camel does not have stand out', () => {
  const { definitions } = yamlSchema() as Schema;
  const isOwn = (step: string, name: string) =>
    definitions![step]!.properties![name]!.description!.startsWith("Dhow's own, not in Camel. ");
  expect(isOwn('idempotentConsumer', 'retention')).toBe(true);
  for (const name of ['maximumRedeliveries', 'deadLetterUri', 'recoveryInterval'])
    expect(isOwn('aggregate', name)).toBe(true);
  expect(isOwn('aggregate', 'completionSize')).toBe(false);
});

test('a report names what of a Camel project is not there', () => {
  const text = `- route:
    id: r1
    from:
      uri: quartz:daily
      steps:
        - unmarshal: { bindy: {} }
        - setBody: { groovy: "1 + 1" }
        - to: direct:next
- route:
    id: r2
    from: { uri: direct:next, steps: [{ to: mock:a }] }
`;
  const report = reportCamelProject([{ name: 'r.yaml', text }], {
    components: [{ scheme: ['direct', 'mock'], title: '', description: '', options: {} }],
    dataFormats: ['json'],
    languages: ['simple'],
  });
  expect([report.routes, report.runnable, report.problems]).toEqual([2, 1, []]);
  expect(report.missing.map(({ kind, name, line }) => [kind, name, line])).toEqual([
    ['component', 'quartz', 3],
    ['dataFormat', 'bindy', 6],
    ['language', 'groovy', 7],
  ]);
});
