import { expect, test } from 'vitest';
import { parseQuery } from './query-template.ts';

const parse = (sql: string, placeholders: readonly string[] = ['#', '?'], named = true) =>
  parseQuery(sql, { place: 'test', placeholders, named });
const shown = (sql: string, placeholders?: readonly string[]) => {
  const { text, parameters } = parse(sql, placeholders);
  const names = parameters.map((each) => (each.kind === 'positional' ? '' : `${each.kind} ${each.name}`));
  return text.map((part, index) => (index === 0 ? part : `[${names[index - 1]}]${part}`)).join('');
};

test.each([
  ['select # + ?', 'select [] + []'],
  ['select :#id, :?name', 'select [named id], [named name]'],
  ['select :#in:ids', 'select [in ids]'],
  ['select :#${body.a[0]}+:#in:${header.list}', 'select [named ${body.a[0]}]+[in ${header.list}]'],
  ['select :#${body?.x} }', 'select [named ${body?.x}] }'],
  ['select :#id-1', 'select [named id]-1'],
])('parameters of %s', (sql, expected) => {
  expect(shown(sql)).toBe(expected);
});

test.each([
  "select '12:#30 # ? ''' as x",
  'select "a#b" from t',
  'select $$ # ? $$, $tag$ :#x $tag$',
  "select data #> '{a}', data #>> '{b}'",
  'select x::text',
])('%s has none', (sql) => {
  expect(shown(sql)).toBe(sql);
});

test('comments are left out, and ?? is the question mark of PostgreSQL', () => {
  expect(shown('select 1 -- what? #1\n/* :#x */ from t')).toBe('select 1  \n  from t');
  expect(shown("select data ?? 'key'")).toBe("select data ? 'key'");
  expect(shown("select data ? 'key'", [])).toBe("select data ? 'key'");
});

test('names may be switched off', () => {
  expect(parse('select :#id', ['?'], false).parameters).toEqual([]);
});

test('what cannot be read is refused', () => {
  expect(() => parse('select :#${body')).toThrow(expect.objectContaining({ code: 'SQL_PARAMETER_SYNTAX' }) as Error);
  expect(() => parse(' -- nothing\n')).toThrow(expect.objectContaining({ code: 'SQL_NO_STATEMENT' }) as Error);
  expect(() => parse('delete from a; delete from b')).toThrow(
    expect.objectContaining({ code: 'SQL_SEVERAL_STATEMENTS' }) as Error,
  );
  expect(shown('select 1; -- end')).toBe('select 1;  ');
  expect(shown('create trigger t after insert on a begin delete from b; select 1; end')).toContain('end');
});
