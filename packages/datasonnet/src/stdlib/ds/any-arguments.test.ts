import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compile } from '../../mapping/compile.ts';
import { DatasonnetError } from '../../errors/datasonnet-errors.ts';
import { NativeFunction } from '../../runtime/native.ts';
import { LayeredObject } from '../../runtime/object-value.ts';
import { dsWithLegacy, legacyLibraries } from '../legacy/legacy-libraries.ts';
import { dhis2Library } from '../dhis2/dhis2-library.ts';

const libraries = { ds: dsWithLegacy, dhis2: dhis2Library, ...Object.fromEntries(legacyLibraries) };

/** Every function of the libraries by its path in a mapping, with how many parameters it has. */
function functionsOf(object: LayeredObject, path: string): { readonly path: string; readonly count: number }[] {
  return object.names().flatMap((name) => {
    const member = object.get(name)!;
    if (member instanceof LayeredObject) return functionsOf(member, `${path}.${name}`);
    return member instanceof NativeFunction ? [{ path: `${path}.${name}`, count: member.parameters.length }] : [];
  });
}

const functions = Object.entries(libraries).flatMap(([name, library]) => functionsOf(library as LayeredObject, name));

const argument = fc.oneof(
  fc.constantFrom(
    'null', 'true', '0', '-1', '1.5', '1e21', '-0', '{}', '[]', "''", 'payload.big', 'payload.fraction', 'payload',
    'function(x) x', 'function(a, b) a', 'function(v, k, i) { [k]: v }', 'error "never"', '[error "lazy"]', "{ a: error 'lazy' }",
    "'2020-01-31T10:20:30Z'", "'yyyy-MM-dd'", "'P1M'", "'Europe/Oslo'", "'application/json'", "'(a|b)+'", "'202603'", "'$..a'",
    "'AES/CBC/PKCS5Padding'", "'SHA-256'", "'UTF-8'", "[[1, 2], [3]]", "[{ a: 1, k: 'x' }]", '{ a: { b: [1] }, h:: 2 }',
  ), // prettier-ignore
  fc.string({ maxLength: 8 }).map((text) => JSON.stringify(text)),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
);

test('whatever the arguments, a library function gives a value or an error of the language', () => {
  const payload = {
    mediaType: 'application/json',
    content: '{"big": 12345678901234567890, "fraction": 0.1234567890123456789}',
  };
  const host = { now: () => 0n, random: () => 0.25, readUrl: () => '1' };
  fc.assert(
    fc.property(
      fc.constantFrom(...functions),
      fc.array(argument, { minLength: 4, maxLength: 4 }),
      ({ path, count }, args) => {
        const source = `${path}(${args.slice(0, count).join(', ')})`;
        let failed: unknown;
        try {
          compile(source, { libraries, host, limits: { steps: 200_000, timeMs: 2_000 } }).run({ payload });
        } catch (error) {
          failed = error;
        }
        expect([source, failed === undefined || DatasonnetError.is(failed) ? undefined : failed]).toEqual([
          source,
          undefined,
        ]);
      },
    ),
    { numRuns: 4000 },
  );
});
