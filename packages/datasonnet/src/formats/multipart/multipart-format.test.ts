import { expect, test } from 'vitest';
import { compile } from '../../mapping/compile.ts';

const form = [
  '--limit',
  'Content-Disposition: form-data; name="note"',
  'Content-Type: text/plain',
  '',
  'two\r\nlines',
  '--limit',
  'Content-Disposition: form-data; name="file"; filename="a.bin"',
  'Content-Type: application/octet-stream',
  '',
  'A\u00ff',
  '--limit--',
  '',
].join('\r\n');

function read(content: Uint8Array | string, mediaType: string): unknown {
  return JSON.parse(compile('payload').run({ payload: { mediaType, content } }).content as string);
}

test.each(['multipart/form-data;Boundary=limit', 'multipart/form-data'])('reads the parts of %s', (mediaType) => {
  const parts = read(
    Uint8Array.from(form, (c) => c.charCodeAt(0)),
    mediaType,
  ) as Record<string, unknown>[];
  expect(parts).toHaveLength(2);
  expect(parts[0]).toMatchObject({ name: 'note', content: 'two\r\nlines', contentType: 'text/plain' });
  expect(parts[1]).toMatchObject({ name: 'file', fileName: 'a.bin', content: [65, -1] });
});

test('what was written reads back', () => {
  const source = `[
    { name: 'note', contentType: 'text/plain', content: 'x' },
    { name: 'file', fileName: 'a.txt', contentType: 'text/plain', content: [65, 66] },
  ]`;
  const output = { mediaType: 'multipart/form-data;Boundary=edge' };
  const { content } = compile(source).run({ payload: { mediaType: 'application/json', content: '{}' } }, { output });
  const parts = read(content as string, 'multipart/form-data;Boundary=edge') as Record<string, unknown>[];
  expect(parts[0]).toMatchObject({ name: 'note', content: 'x' });
  expect(parts[1]).toMatchObject({ name: 'file', fileName: 'a.txt', content: [65, 66] });
});
