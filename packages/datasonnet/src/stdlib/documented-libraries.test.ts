import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { compile } from '../mapping/compile.ts';
import { NativeFunction } from '../runtime/native.ts';
import { LayeredObject } from '../runtime/object-value.ts';
import { dhis2Library } from './dhis2/dhis2-library.ts';

const page = readFileSync(new URL('../../../../docs/datasonnet-libraries.md', import.meta.url), 'utf8');
const examples = Array.from(
  page.matchAll(/```datasonnet\n([^]*?)```\n\n```input\n[^]*?```\n\n```result\n([^]*?)\n```/g),
  (match) => ({ mapping: match[1]!, result: match[2]! }),
);

test.each(examples)('gives the documented result of %#', ({ mapping, result }) => {
  const { content } = compile(mapping).run({ payload: { mediaType: 'application/json', content: '{}' } });
  expect(content).toBe(result);
});

function signatures(object: LayeredObject, path: string): string[] {
  return object.names().flatMap((name) => {
    const member = object.get(name)!;
    if (member instanceof LayeredObject) return signatures(member, `${path}.${name}`);
    if (!(member instanceof NativeFunction)) return [];
    const parameters = member.parameters.map((parameter) => parameter.name + (parameter.optional ? '=1' : ''));
    return [`${path}.${name}(${parameters.join(', ')})`];
  });
}

test('the page names every function of the dhis2 library with its parameters, and no other', () => {
  const documented = Array.from(page.matchAll(/`(dhis2\.[\w.]+\([^)]*\))`/g), (match) => match[1]!);
  expect(new Set(documented)).toEqual(new Set(signatures(dhis2Library, 'dhis2')));
});
