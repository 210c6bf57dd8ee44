import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compile } from '../mapping/compile.ts';
import { DatasonnetError } from '../errors/datasonnet-errors.ts';

const identity = compile('payload');
const types = [
  'application/json',
  'application/xml',
  'application/csv',
  'application/x-yaml',
  'multipart/form-data',
  'text/plain',
];
const samples = [
  '{"a":[1,{"b":"x"}],"c":null}',
  '<?xml version="1.0"?><a xmlns:x="urn:x" b="1"><x:c>t</x:c><![CDATA[d]]>&lt;<e/></a>',
  'a,b\n1,"x ""y"""\n\n3,4\n',
  'a: [1, {b: "x"}]\nc: |\n  text\nd: &e 1\nf: *e\n---\n- 1\n',
  '--XX\r\nContent-Disposition: form-data; name="a"; filename="b"\r\nContent-Type: text/plain\r\n\r\nx\r\n--XX--\r\n',
];

/** Texts near to what the formats read: pieces of the samples, put together anew. */
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc
    .array(fc.tuple(fc.constantFrom(...samples), fc.nat(80), fc.nat(40)), { maxLength: 6 })
    .map((pieces) => pieces.map(([sample, from, length]) => sample.slice(from, from + length)).join('')),
);

test('whatever the text, a format reads it or raises an error of the language, and writes what it read', () => {
  fc.assert(
    fc.property(text, fc.constantFrom(...types), fc.constantFrom(...types), (content, from, to) => {
      let failed: unknown;
      try {
        identity.run({ payload: { mediaType: from, content } }, { output: { mediaType: to } });
      } catch (error) {
        failed = error;
      }
      expect(failed === undefined || DatasonnetError.is(failed) ? undefined : failed).toBe(undefined);
    }),
    { numRuns: 3000 },
  );
});

test('says where an input cannot be read, without a word of its content', () => {
  const messageOf = (mediaType: string, content: string): string => {
    try {
      identity.run({ payload: { mediaType, content } });
      return 'it was read';
    } catch (error) {
      return (error as Error).message;
    }
  };
  expect(messageOf('application/csv', 'a,b\nSecret,2,3')).toMatch(
    /^the CSV input cannot be read at line 2.*3 values.*2 columns$/,
  );
  expect(messageOf('application/xml', '<a>\n<Secret></a>')).toMatch(/XML input cannot be read at line 2/);
  expect(messageOf('application/x-yaml', 'a: 1\nb: [Secret')).toMatch(/YAML input cannot be read at line/);
  expect(messageOf('application/csv', 'a\n"Secret"x')).not.toContain('Secret');
});
