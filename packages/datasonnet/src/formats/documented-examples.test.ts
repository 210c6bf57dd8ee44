import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { compile } from '../mapping/compile.ts';

const page = readFileSync(new URL('../../../../docs/datasonnet-formats.md', import.meta.url), 'utf8');
const examples = Array.from(
  page.matchAll(/```datasonnet\n([^]*?)```\n\n```input\n([^]*?)```\n\n```result\n([^]*?)\n```/g),
  (match) => ({ mapping: match[1]!, input: match[2]!.replace(/\n$/, ''), result: match[3]! }),
);

test('the page of formats has examples', () => {
  expect(examples.length).toBeGreaterThan(3);
});

test.each(examples)('gives the documented result of %#', ({ mapping, input, result }) => {
  const payload = mapping.includes('input payload')
    ? { content: input }
    : { mediaType: 'application/json', content: '{}' };
  expect((compile(mapping).run({ payload }).content as string).trimEnd()).toBe(result);
});
