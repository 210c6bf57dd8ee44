import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compile } from '../mapping/compile.ts';

const identity = compile('payload');

function convert(content: string, from: string, to: string): string {
  const result = identity.run({ payload: { mediaType: from, content } }, { output: { mediaType: to } });
  return result.content as string;
}

const key = fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9_]{0,8}$/);
const scalar = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 90 }), fc.boolean(), fc.integer(), fc.constant(null));
const data = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    scalar,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(key, tie('value'), { maxKeys: 4 }),
  ),
})).value;

test('YAML that was written reads back as the same data, in the same order of keys', () => {
  const anyKey = fc.string({ maxLength: 12 }).filter((name) => !/[\uD800-\uDFFF]/.test(name));
  fc.assert(
    fc.property(fc.dictionary(fc.oneof(key, anyKey), data, { minKeys: 1, maxKeys: 5 }), (value) => {
      const json = JSON.stringify(value);
      const back = convert(
        convert(json, 'application/json', 'application/x-yaml'),
        'application/x-yaml',
        'application/json',
      );
      expect(JSON.parse(back)).toEqual(JSON.parse(json));
      expect(Object.keys(JSON.parse(back) as object)).toEqual(Object.keys(JSON.parse(json) as object));
    }),
  );
});

test('CSV that was written reads back as the same texts', () => {
  const name = fc.string({ minLength: 1, maxLength: 12 }).filter((text) => text.trim() === text);
  const dialect = fc.constantFrom(
    'application/csv',
    'application/csv;separator=";"',
    'application/csv;separator="|";quote="\'"',
  );
  const table = fc
    .uniqueArray(name, { minLength: 1, maxLength: 4 })
    .chain((names) =>
      fc
        .array(fc.tuple(...names.map(() => fc.string({ maxLength: 40 }))), { minLength: 1, maxLength: 5 })
        .map((rows) => rows.map((row) => Object.fromEntries(names.map((column, i) => [column, row[i]!] as const)))),
    );
  fc.assert(
    fc.property(table, dialect, (rows, csv) => {
      const json = JSON.stringify(rows);
      expect(JSON.parse(convert(convert(json, 'application/json', csv), csv, 'application/json'))).toEqual(rows);
    }),
  );
});

test('XML that was read and written reads back as the same object, mixed content and CDATA included', () => {
  const name = fc.constantFrom('a', 'b', 'c-d', 'e.f', 'x:y');
  const text = fc
    .string({ unit: 'grapheme', maxLength: 12 })
    .map((piece) => piece.replace(/[<>&\p{Cc}\ufffe\uffff]|\p{Cs}/gu, '.'));
  const element = fc.letrec((tie) => ({
    element: fc
      .tuple(
        name,
        fc.dictionary(
          fc.constantFrom('id', 'x:z'),
          text.map((value) => value.replaceAll('"', "'")),
          { maxKeys: 2 },
        ),
        fc.array(
          fc.oneof(
            { depthSize: 'small' },
            text,
            text.map((inner) => `<![CDATA[${inner}<]]>`),
            tie('element'),
          ),
          { maxLength: 4 },
        ),
      )
      .map(([tag, attributes, children]) => {
        const shown = Object.entries(attributes).map(([attribute, value]) => ` ${attribute}="${value}"`);
        return `<${tag}${shown.join('')}>${children.join('')}</${tag}>`;
      }),
  })).element;
  fc.assert(
    fc.property(element, (inner) => {
      const json = convert(`<root xmlns:x="urn:x">${inner as string}</root>`, 'application/xml', 'application/json');
      const again = convert(
        convert(json, 'application/json', 'application/xml'),
        'application/xml',
        'application/json',
      );
      expect(JSON.parse(again)).toEqual(JSON.parse(json));
    }),
  );
});

test('multipart that was written reads back as the same parts', () => {
  const part = fc.record({
    name: key,
    contentType: fc.constant('text/plain'),
    content: fc.string({ unit: 'grapheme', maxLength: 30 }),
  });
  const file = fc.record({
    name: key,
    contentType: fc.constant('application/octet-stream'),
    fileName: key,
    content: fc.array(fc.integer({ min: 0, max: 127 }), { maxLength: 20 }),
  });
  fc.assert(
    fc.property(fc.array(fc.oneof(part, file), { maxLength: 4 }), (parts) => {
      const type = 'multipart/form-data;boundary=XX-boundary-XX';
      const back = convert(convert(JSON.stringify(parts), 'application/json', type), type, 'application/json');
      expect(JSON.parse(back)).toEqual(parts);
    }),
  );
});

test('values of the host go in and come out as they are', () => {
  fc.assert(
    fc.property(data, (value) => {
      const type = 'application/x-java-object';
      expect(
        identity.run({ payload: { mediaType: type, content: value } }, { output: { mediaType: type } }).content,
      ).toEqual(value);
    }),
  );
  const content = {
    when: new Date(0),
    bytes: Uint8Array.of(1, 255),
    big: 12345678901234567890n,
    map: new Map([['k', [undefined]]]),
  };
  expect(convert(content as never, 'application/x-java-object', 'application/json')).toBe(
    '{"when":"1970-01-01T00:00:00.000+0000","bytes":[1,-1],"big":12345678901234567890,"map":{"k":[null]}}',
  );
});
