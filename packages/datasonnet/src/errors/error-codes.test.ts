import { expect, test } from 'vitest';
import { reportOf } from '../command/jsonl/jsonl-protocol.ts';
import { compile } from '../mapping/compile.ts';
import { DatasonnetError } from './datasonnet-errors.ts';

const payload = { mediaType: 'application/json', content: '{"a": [1]}' };

function codeOf(source: string, mediaType = 'application/json'): string {
  try {
    const { content } = compile(source).run({ payload: { ...payload, mediaType } });
    return `gave ${content as string}`;
  } catch (error) {
    return DatasonnetError.is(error) ? error.code : String(error);
  }
}

test.each<[string, string]>([
  ['DS_ASSERT', 'assert payload.a == [] : "empty"; 1'],
  ['DS_ERROR', "error 'no'"],
  ['DS_HEADER', '/** DataSonnet\nversion=3.0\nnonsense\n*/\n1'],
  ['DS_IMPORT', "import 'missing.libsonnet'"],
  ['DS_INDEX', 'payload.a[1]'],
  ['DS_KIND', 'payload.a.b'],
  ['DS_NAME', 'payloda'],
])('%s: %s', (code, source) => {
  expect(codeOf(source)).toBe(code);
});

test('DS_MEDIA_TYPE: a type that no format reads', () => {
  expect(codeOf('payload', 'application/pdf')).toBe('DS_MEDIA_TYPE');
});

test('DS_TIME: a long mapping stops at its limit, and no handler in it can hinder that', () => {
  const limits = { timeMs: 20, steps: 1e12 };
  const long = compile("try std.foldl(function(sum, i) sum + i, std.range(1, 2e7), 0) else 'caught'", { limits });
  expect(() => long.run({ payload })).toThrow(expect.objectContaining({ code: 'DS_TIME', retryable: true }) as Error);
});

test('DS_INTERNAL: an error of Dhow itself is told apart, without its text', () => {
  expect(reportOf(new TypeError('secret'))).toEqual({
    code: 'DS_INTERNAL',
    message: expect.not.stringContaining('secret') as string,
    callStack: [],
  });
});
