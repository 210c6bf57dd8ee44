import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeBody, encodeBody, keptBody } from './stored-body.ts';

test('text, bytes and JSON come back as they were', () => {
  for (const body of ['', 'Ä', new Uint8Array([0, 255]), { a: [1, null, 'x', true] }, [], 0, false, null]) {
    expect(decodeBody(JSON.parse(JSON.stringify(encodeBody(body))) as never)).toEqual(body);
  }
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false } as never), (value) => {
      expect(decodeBody(encodeBody(value))).toEqual(value);
    }),
  );
});

test('what does not go into a file is named by its kind and never half kept', () => {
  expect(encodeBody(new Map())).toEqual({ kind: 'lost', was: 'Map' });
  expect(encodeBody({ at: new Date(0) })).toMatchObject({ kind: 'lost' });
  expect(encodeBody(() => 1)).toEqual({ kind: 'lost', was: 'function' });
  expect(encodeBody({ n: Number.NaN })).toMatchObject({ kind: 'lost' });
});

test('policies keep less and less', () => {
  const body = { name: 'Amina', visits: [3, true, null] };
  expect(keptBody(body, 'full')).toEqual({ kind: 'json', json: body });
  expect(keptBody(body, 'redacted')).toEqual({
    kind: 'json',
    json: { name: '(text)', visits: ['(number)', '(boolean)', null] },
  });
  expect(keptBody('Amina', 'redacted')).toEqual({ kind: 'lost', was: 'text', size: 5 });
  expect(keptBody(body, 'metadata')).toEqual({ kind: 'lost', was: 'Object' });
  expect(keptBody(body, 'none')).toBeUndefined();
});
