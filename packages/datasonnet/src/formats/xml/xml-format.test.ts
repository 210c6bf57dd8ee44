import { expect, test } from 'vitest';
import { compile } from '../../mapping/compile.ts';

const mapping = compile("payload.a['$']");

function read(content: Uint8Array | string, mediaType = 'application/xml'): unknown {
  return JSON.parse(mapping.run({ payload: { mediaType, content } }).content as string);
}

test('decodes bytes by the charset of the media type, of the declaration, or of the first bytes', () => {
  const latin = Uint8Array.from('<?xml version="1.0" encoding="ISO-8859-1"?><a>\u00e9</a>', (c) => c.charCodeAt(0));
  expect(read(latin)).toBe('\u00e9');
  expect(
    read(
      Uint8Array.from('<a>\u00e9</a>', (c) => c.charCodeAt(0)),
      'application/xml;charset=ISO-8859-1',
    ),
  ).toBe('\u00e9');
  expect(read(new TextEncoder().encode('\ufeff<a>\u00e9</a>'))).toBe('\u00e9');
  const wide = new Uint8Array(Buffer.from('\ufeff<a>\u00e9</a>', 'utf16le'));
  expect(read(wide)).toBe('\u00e9');
});

test('refuses document types, entities of their own and endless nesting', () => {
  expect(() => read('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')).toThrow(/DOCTYPE/);
  expect(() => read('<a>&b;</a>')).toThrow(/XML input cannot be read/);
  expect(() => read('<a>'.repeat(5000))).toThrow(/nested deeper than 1000/);
});
