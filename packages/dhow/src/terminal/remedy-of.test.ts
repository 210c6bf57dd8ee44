import { expect, test } from 'vitest';
import { remedyOf } from './remedy-of.ts';

const within = (cause: object) => new Error('outer', { cause: new Error('inner', { cause }) });

test('what is not there is told with what to write, however deep the failure is', () => {
  const property = (text: string, found: string) =>
    remedyOf(within({ code: 'ROUTE_NO_SUCH_PROPERTY', details: { found, text } }));
  expect(property('${{body}}', 'body')).toMatch(/^write \$\{body\}/);
  expect(property('{{inbox}}', 'inbox')).toContain('{{inbox:value}}');
  expect(remedyOf(within({ code: 'ROUTE_NO_SUCH_BEAN' }))).toContain('"- beans:"');
  const strategy = { found: 'GroupedBodyAggregationStrategy', nearest: ' Known: a.' };
  expect(remedyOf(within({ code: 'ROUTE_NO_SUCH_BEAN', details: strategy }))).toContain('"#class:org.apache.camel.');
  expect(remedyOf(within({ code: 'ENOENT', path: 'a.ds' }))).toMatch(/^there is no file a\.ds/);
});

test('all else has said it already', () => {
  expect(remedyOf(within({ code: 'ROUTE_UNKNOWN_STEP' }))).toBeUndefined();
  expect(remedyOf(undefined)).toBeUndefined();
});

test("of what is Camel's and not here it is told what stands for it", () => {
  const failure = (code: string, found: string) => within({ code, details: { found, nearest: '' } });
  expect(remedyOf(failure('ROUTE_NO_SUCH_LANGUAGE', 'groovy'))).toContain('Simple, DataSonnet');
  expect(remedyOf(failure('ROUTE_NO_SUCH_DATA_FORMAT', 'jaxb'))).toBe('write jacksonXml: {}');
  expect(remedyOf(failure('ROUTE_NO_SUCH_COMPONENT', 'sql'))).toContain('@dhow/component-sql');
  expect(remedyOf(failure('ROUTE_NO_SUCH_COMPONENT', 'constructor'))).toBeUndefined();
  expect(remedyOf(failure('ROUTE_NO_SUCH_TEMPLATE', 'x'))).toContain('Kamelet');
  const text = 'AggregationStrategy must be set on the aggregate.';
  expect(remedyOf(new Error(text))).toContain('GroupedBodyAggregationStrategy');
});
