import { readFileSync, readdirSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Profile } from '../../runtime/runtime.ts';
import { SourceText } from '../../source/source-text.ts';
import { grammarOf } from '../../syntax/grammar.ts';
import { parse } from '../../syntax/parser.ts';
import { formatMapping } from './formatter.ts';

/** The tree without places and spellings. */
function meaning(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(meaning);
  if (typeof value !== 'object' || value === null) return value;
  const places = ['start', 'end', 'operatorStart', 'form'];
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !places.includes(key) || (key === 'form' && 'path' in value))
      .map(([key, each]) => [key, meaning(each)]),
  );
}

function check(source: string, profile: Profile): void {
  const grammar = grammarOf(profile);
  const before = parse(new SourceText('', source.replaceAll('\r\n', '\n')), grammar);
  if (before.diagnostics.length > 0) return;
  const formatted = formatMapping(source, { profile });
  const after = parse(new SourceText('', formatted), grammar);
  expect({ formatted, problems: after.diagnostics }).toEqual({ formatted, problems: [] });
  expect(meaning(after.root)).toEqual(meaning(before.root));
  expect(after.comments.map(({ text }) => text.trimEnd())).toEqual(before.comments.map(({ text }) => text.trimEnd()));
  expect(formatMapping(formatted, { profile })).toBe(formatted);
}

describe('the formatter', () => {
  it('keeps meaning and comments of all recorded mappings, and leaves what it made as it is', () => {
    const folder = new URL('../../../../../recorded/datasonnet/', import.meta.url);
    let count = 0;
    for (const file of readdirSync(folder).filter((name) => name.endsWith('.jsonl.gz'))) {
      const profile = file.startsWith('jsonnet') ? 'jsonnet' : 'strict';
      for (const line of gunzipSync(readFileSync(new URL(file, folder)))
        .toString('utf8')
        .trim()
        .split('\n')) {
        check((JSON.parse(line) as { mapping: string }).mapping, profile);
        count++;
      }
    }
    expect(count).toBeGreaterThan(9_000);
  }, 60_000);

  it('lays a mapping out', () => {
    const source = `/** DataSonnet
version=3.0
*/
// what it does
local attr(te,name,fallback=null)=local found=ds.filter(te.attributes,function(a) a.attribute==attrs[name]); // the first
  if std.length(found)==0 then fallback else found[0].value;

{ // top
  a:1, // one
  // before b
  "b":{c:2,d:[1,2,
   // inside
   3]},

  'c d': std.map(function(x) {a:x, b:x+1, long:'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'}, payload.items),
  s: |||
    block

      text
  |||,
  // last
}
// end`;
    expect(formatMapping(source)).toBe(`/** DataSonnet
version=3.0
*/
// what it does
local attr(te, name, fallback=null) =
  local found = ds.filter(te.attributes, function(a) a.attribute == attrs[name]); // the first
  if std.length(found) == 0 then fallback else found[0].value;

{
  // top
  a: 1, // one
  // before b
  b: {
    c: 2,
    d: [
      1,
      2,
      // inside
      3,
    ],
  },

  'c d': std.map(
    function(x) { a: x, b: x + 1, long: 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' },
    payload.items
  ),
  s: |||
    block

      text
  |||,
  // last
}
// end
`);
  });

  it('finds a place for comments wherever they stand', () => {
    const c = '/* c */';
    for (const source of [
      `${c} 1 ${c} + ${c} 2 ${c}`,
      `f(${c})`,
      `f(${c} 1 ${c}, ${c} x=${c} 2 ${c})`,
      `a ${c} . ${c} b`,
      `a[ ${c} 1 ${c} ]`,
      `a[ ${c} 1 ${c} : ${c} 2 ${c} ]`,
      `[ ${c} x ${c} for ${c} x ${c} in ${c} y ${c} if ${c} z ${c} ]`,
      `{ ${c} [ ${c} k ${c} ] ${c} : ${c} v ${c} for ${c} k in x ${c} }`,
      `{ ${c} }`,
      `{ ${c} a ${c} : ${c} 1 ${c} , ${c} local ${c} x ${c} = ${c} 2 ${c} , assert ${c} true ${c} : ${c} 'm' ${c} }`,
      `if ${c} a ${c} then ${c} b ${c} else ${c} if c then d else ${c} e`,
      `local ${c} x ${c} = ${c} 1 ${c} ; ${c} x`,
      `function ${c} ( ${c} a ${c} , ${c} b=${c} 1 ${c} ) ${c} a`,
      `assert ${c} a ${c} : ${c} 'm' ${c} ; ${c} b`,
      `try ${c} a ${c} else ${c} b`,
      `a // one\n + // two\n b // three\n`,
      `( // x\n 1 // y\n )`,
      `error ${c} 'x'`,
      `- ${c} 1`,
      `import ${c} 'x'`,
    ]) {
      check(source, 'strict');
    }
  });

  it('reads the spellings of the other profiles', () => {
    check('$"a ${ payload.x /* c */ + 1 } b"', 'dhow');
    check('payload?.a?["b"] ?? 1.50m', 'dhow');
    check("local f(x) = x; f(1_000) tailstrict + importbin 'x'", 'jsonnet');
    check('|||-\n  chomped\n|||', 'jsonnet');
  });

  it('says where a mapping cannot be parsed', () => {
    expect(() => formatMapping('{ a: }')).toThrow('expected an expression, found "}"');
  });
});
