import { expect, test } from 'vitest';
import { compile } from '../../mapping/compile.ts';

function write(source: string): string {
  const payload = { mediaType: 'application/json', content: '{}' };
  return compile(source).run({ payload }, { output: { mediaType: 'text/plain' } }).content as string;
}

test('reads a text as it is, whatever it looks like', () => {
  const payload = { mediaType: 'text/plain', content: '{"a": 1}\n' };
  expect(JSON.parse(compile('[payload, std.length(payload)]').run({ payload }).content as string)).toEqual([
    '{"a": 1}\n',
    9,
  ]);
});

test('writes texts as they are, and numbers as the doubles of Java', () => {
  expect(["'a\\nb'", '1', '1.5', 'true'].map(write)).toEqual(['a\nb', '1.0', '1.5', 'true']);
});
