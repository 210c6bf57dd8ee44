import { expect, test } from 'vitest';
import { remedyOf } from './remedy-of.ts';

const within = (cause: object) => new Error('outer', { cause: new Error('inner', { cause }) });

test('what is not there is told with what to write, however deep the failure is', () => {
  const property = (text: string, found: string) =>
    remedyOf(within({ code: 'ROUTE_NO_SUCH_PROPERTY', details: { found, text } }));
  expect(property('${{body}}', 'body')).toMatch(/^write \$\{body\}/);
  expect(property('{{inbox}}', 'inbox')).toContain('{{inbox:value}}');
  expect(remedyOf(within({ code: 'ROUTE_NO_SUCH_BEAN' }))).toContain('"- beans:"');
  expect(remedyOf(within({ code: 'ENOENT', path: 'a.ds' }))).toMatch(/^there is no file a\.ds/);
});

test('all else has said it already', () => {
  expect(remedyOf(within({ code: 'ROUTE_UNKNOWN_STEP' }))).toBeUndefined();
  expect(remedyOf(undefined)).toBeUndefined();
});
