import { Readable } from 'node:stream';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { rowNumberOf, withRowNumber } from '../component/row-number.ts';
import { readBytes } from '../convert/stream-value.ts';
import { batches, isBatchSource, type BatchSource } from '../exchange/batch-source.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { runSteps, startSteps } from '../../test/run-steps.ts';
import { settle } from '../testing/virtual-clock.ts';
import { RereadableStream } from './rereadable-stream.ts';
import { memoryLimit } from './stored-items.ts';

async function* numbers(count: number): AsyncGenerator<number> {
  for (let n = 0; n < count; n++) yield await Promise.resolve(n);
}
const all = async (stream: unknown) => {
  const items: unknown[] = [];
  for await (const item of stream as AsyncIterable<unknown>) items.push(item);
  return items;
};
const allText = async (stream: unknown) => new TextDecoder().decode(await readBytes(stream as AsyncIterable<string>));
const quick = { redeliveryPolicy: { maximumRedeliveries: 2, redeliveryDelay: 0 } };
/** Reads half of a stream and fails, then reads all of it. */
function halfThenAll(half: number) {
  const seen: unknown[][] = [];
  const run = async ({ body }: { body: unknown }) => {
    const items: unknown[] = [];
    seen.push(items);
    for await (const item of body as AsyncIterable<unknown>) {
      items.push(item);
      if (seen.length === 1 && items.length === half) throw new Error('half way');
    }
  };
  return { seen, run };
}

test('a step that read half of a stream gets all of it with the redelivery, and so do the steps after it', async () => {
  const step = halfThenAll(5);
  const after: unknown[] = [];
  const run = await runSteps(
    (steps) =>
      steps
        .errorHandler('defaultErrorHandler', quick)
        .process(step.run)
        .process(async ({ body }) => void after.push(...(await all(body)))),
    numbers(10),
  );
  expect(run.exception).toBeUndefined();
  expect(step.seen.map(({ length }) => length)).toEqual([5, 10]);
  expect(after).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

test('Node.js and web streams are redelivered as well', async () => {
  for (const stream of [Readable.from(['ab', 'cd', 'ef']), new Blob(['abcdef']).stream()]) {
    const texts: string[] = [];
    await runSteps(
      (steps) =>
        steps.errorHandler('defaultErrorHandler', quick).process(async ({ body }) => {
          texts.push(await allText(body));
          if (texts.length === 1) throw new Error('read, and then failed');
        }),
      stream,
    );
    expect(texts).toEqual(['abcdef', 'abcdef']);
  }
});

test('what is logged can still be sent', async () => {
  const sent: string[] = [];
  const run = await runSteps(
    (steps) => steps.log('got ${bodyAs(String)}').process(async ({ body }) => void sent.push(await allText(body))),
    Readable.from(['a', 'b']),
  );
  expect(run.exception).toBeUndefined();
  expect(sent).toEqual(['ab']);
});

test('a plain route and a log line that leaves the body alone keep nothing', async () => {
  const stream = numbers(3);
  const run = await runSteps(
    (steps) => steps.log('on its way').process(({ body }) => expect(body).toBeDefined()),
    stream,
  );
  expect(run.body).toBe(stream);
});

test('each branch of a multicast reads the whole stream, also side by side', async () => {
  for (const parallelProcessing of [false, true]) {
    const read: unknown[][] = [];
    const reader = async ({ body }: { body: unknown }) => void read.push(await all(body));
    await runSteps(
      (steps) => steps.eip('multicast', { parallelProcessing }, (branch) => branch.process(reader).process(reader)),
      numbers(4),
    );
    expect(read).toEqual([
      [0, 1, 2, 3],
      [0, 1, 2, 3],
    ]);
  }
});

test('a wire tap reads the stream after the message is done', async () => {
  const text = 'x'.repeat(memoryLimit);
  const read: number[] = [];
  let release: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  const context = await startSteps((steps) =>
    steps
      .eip('wireTap', { uri: 'mock:tap' })
      .process(async (message) => {
        read.push((await allText(message.body)).length);
      })
      .setBody('done'),
  );
  context.mocks.get('mock:tap').whenReceived(async (exchange) => {
    await gate;
    read.push((await allText(exchange.body)).length);
  });
  await context.send('loopback:in', Readable.from([text, text, text]));
  release();
  await expect.poll(() => read).toEqual([3 * memoryLimit, 3 * memoryLimit]);
});

test('a dead letter has the whole stream, though the step had read some of it', async () => {
  const letters: unknown[] = [];
  const context = await startSteps((steps) =>
    steps
      .errorHandler('deadLetterChannel', { deadLetterUri: 'mock:dead' })
      .process(halfThenAll(2).run)
      .to('mock:never'),
  );
  context.mocks.get('mock:dead').whenReceived(async ({ body }) => void letters.push(...(await all(body))));
  await context.send('loopback:in', numbers(5));
  expect(letters).toEqual([0, 1, 2, 3, 4]);
});

test('doCatch reads the stream that doTry had begun', async () => {
  const caught: unknown[] = [];
  await runSteps(
    (steps) =>
      steps.doTry(
        (inner) => inner.process(halfThenAll(2).run),
        (branches) =>
          branches.doCatch(['java.lang.Exception'], (inner) =>
            inner.process(async ({ body }) => void caught.push(...(await all(body)))),
          ),
      ),
    numbers(3),
  );
  expect(caught).toEqual([0, 1, 2]);
});

test('after its message is done a stream in a file is gone, unless it is the reply', async () => {
  const pieces = () => Readable.from(Array.from({ length: 4 }, () => 'x'.repeat(memoryLimit)));
  let kept: unknown;
  const context = await startSteps((steps) =>
    steps.errorHandler('defaultErrorHandler', quick).process(async (message) => {
      kept = message.body;
      await all(kept);
      if (message.header('reply') !== true) message.body = 'done';
    }),
  );
  await context.send('loopback:in', pieces());
  await expect(all(kept)).rejects.toMatchObject({ code: 'ROUTE_STREAM_GONE' });
  const reply = await context.request('loopback:in', pieces(), { reply: true });
  expect((await allText(reply)).length).toBe(4 * memoryLimit);
});

test('items come back from the file as they were, in batches too; the source is read no faster than its reader', async () => {
  let read = 0;
  async function* groups(): AsyncGenerator<readonly unknown[]> {
    for (let n = 0; n < 3000; n++) {
      read++;
      const bytes = new Uint8Array([n % 256]);
      yield await Promise.resolve([withRowNumber({ n, at: new Date(n), text: 'x'.repeat(100), bytes }, n + 1)]);
    }
  }
  const source: BatchSource = {
    [batches]: () => groups(),
    async *[Symbol.asyncIterator]() {
      for await (const items of groups()) yield* items;
    },
  };
  const stream = new RereadableStream(source);
  for await (const item of stream) if ((item as { n: number }).n === 9) break;
  expect(read).toBe(10);
  const first = await all(stream);
  expect(isBatchSource(stream)).toBe(true);
  const again = (await all((stream as unknown as BatchSource)[batches](1000))) as unknown[][];
  expect(again.map(({ length }) => length)).toEqual([1000, 1000, 1000]);
  expect(again.flat()).toEqual(first);
  expect(again.flat().map(rowNumberOf)).toEqual(first.map((_, index) => index + 1));
  expect(read).toBe(3000);
});

test('live objects stay in memory; an error of the source comes to each reader in its place', async () => {
  class Live {
    readonly text = 'x'.repeat(memoryLimit);
  }
  async function* source() {
    for (let n = 0; n < 4; n++) yield await Promise.resolve(new Live());
    throw new Error('broken off');
  }
  const stream = new RereadableStream(source());
  for (let reader = 0; reader < 2; reader++) {
    const seen: unknown[] = [];
    const reading = (async () => {
      for await (const item of stream) seen.push(item);
    })();
    await expect(reading).rejects.toThrow('broken off');
    expect(seen).toHaveLength(4);
    expect(seen.every((item) => item instanceof Live)).toBe(true);
  }
});

test('50 MB go through a redelivery in bounded memory', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const pieceLength = 65_536;
  /** All pieces that were ever there: by it is seen which ones are still in memory. */
  const given: WeakRef<Uint8Array>[] = [];
  const held = async () => {
    await settle();
    collect();
    return given.filter((piece) => piece.deref() !== undefined).length * pieceLength;
  };
  async function* pieces() {
    for (let n = 0; n < 800; n++) yield await Promise.resolve(Buffer.alloc(pieceLength, n % 251));
  }
  let most = 0;
  const sizes: number[] = [];
  const context = await startSteps((steps) =>
    steps.errorHandler('defaultErrorHandler', quick).process(async ({ body }) => {
      const attempt = sizes.push(0) - 1;
      let count = 0;
      for await (const piece of body as AsyncIterable<Uint8Array>) {
        if (piece[0] !== count % 251) throw new Error(`piece ${count} is another one`);
        given.push(new WeakRef(piece));
        sizes[attempt]! += piece.length;
        if (++count % 200 === 0) most = Math.max(most, await held());
        if (attempt === 0 && count === 400) throw new Error('half way');
      }
    }),
  );
  const run: Exchange = await context.clock.runUntil(context.send('loopback:in', pieces()));
  await settle();
  expect(run.exception).toBeUndefined();
  expect(sizes).toEqual([26_214_400, 52_428_800]);
  expect(given).toHaveLength(1200);
  expect(most).toBeLessThan(2_000_000);
});
