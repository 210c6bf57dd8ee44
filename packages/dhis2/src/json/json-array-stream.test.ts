import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jsonArrayBatches, JsonStreamError } from './json-array-stream.ts';

async function* pieces(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(text: string, size: number, key?: string) {
  const items: unknown[] = [];
  let header: unknown;
  for await (const batch of jsonArrayBatches(pieces(text, size), key)) {
    items.push(...batch.items);
    header = batch.header;
  }
  return { items, header };
}

describe('a list in a stream', () => {
  test('is read with the fields before it, wherever the stream is cut', async () => {
    const text =
      '{ "dataSet" : "dsä", "completeDate": null, "dataValues" : [{"value":"a]\\"}"},{"value":"\\\\"},{"x":[1,{"y":2}]}], "z": [1] }';
    for (let size = 1; size <= text.length; size++) {
      const { items, header } = await read(text, size, 'dataValues');
      expect(items).toEqual([{ value: 'a]"}' }, { value: '\\' }, { x: [1, { y: 2 }] }]);
      expect(header).toEqual({ dataSet: 'dsä', completeDate: null });
    }
  });

  test('of any values comes out as JSON.parse gives it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.jsonValue()),
        fc.integer({ min: 1, max: 40 }),
        fc.boolean(),
        async (list, size, root) => {
          const text = root ? JSON.stringify(list) : JSON.stringify({ a: '"list":[', list, b: [1] });
          expect((await read(text, size, root ? undefined : 'list')).items).toEqual(JSON.parse(JSON.stringify(list)));
        },
      ),
      { numRuns: 200 },
    );
  });

  test('that is empty or missing, and an empty body, are no items', async () => {
    for (const text of ['{"dataValues":[]}', '{"dataValues": [ ] }', '{"x":1}', '{}', '']) {
      expect((await read(text, 3, 'dataValues')).items).toEqual([]);
    }
  });

  test('that is cut off, or is no JSON, is an error', async () => {
    for (const text of ['{"dataValues":[{"a":1},{"b"', '<html>', '{"dataValues":[{"a":1},nope]}']) {
      await expect(read(text, 7, 'dataValues')).rejects.toThrow(JsonStreamError);
    }
  });

  test('of any length needs no more memory than a piece', async () => {
    const item = JSON.stringify({ dataElement: 'deIntZero01', period: '202601', orgUnit: 'ouFacil0001', value: '12' });
    const piece = new TextEncoder().encode(`${item},`.repeat(500));
    async function* long() {
      yield new TextEncoder().encode('{"dataValues":[');
      for (let i = 0; i < 400; i++) yield piece;
      yield new TextEncoder().encode(`${item}]}`);
    }
    let count = 0;
    let most = 0;
    for await (const { items } of jsonArrayBatches(long(), 'dataValues')) {
      count += items.length;
      most = Math.max(most, items.length);
    }
    expect(count).toBe(200_001);
    expect(most).toBeLessThan(502);
  });
});
