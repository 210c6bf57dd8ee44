import { once } from 'node:events';
import { PassThrough, Readable, Transform } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { ReadableStream } from 'node:stream/web';
import { expect, test } from 'vitest';
import { runSteps } from '../../test/run-steps.ts';
import { readBytes } from '../convert/stream-value.ts';

const whole = 'North and South';
const node = () => Readable.from(['North ', 'and ', 'South']);
const web = () => new Blob([whole]).stream();
type Look = (body: never) => unknown;
const take = (body: Readable) => (body.read() as { toString(): string } | null)?.toString();

/** What one step reads, and what the next one and the caller find after it. */
async function readThrough(body: unknown, look: Look): Promise<readonly unknown[]> {
  const seen: unknown[] = [];
  const run = await runSteps(
    (steps) =>
      steps
        .process(async (message) => void seen.push(await look(message.body as never)))
        .process(async (message) => void seen.push(await look(message.body as never)))
        .process(() => undefined),
    body,
  );
  expect(run.exception).toBeUndefined();
  seen.push(new TextDecoder().decode(await readBytes(run.body as AsyncIterable<string>)));
  return seen;
}

const nodeReaders: Readonly<Record<string, (body: Readable) => unknown>> = {
  'goes through it': async (body) => {
    let all = '';
    for await (const part of body) all += String(part);
    return all;
  },
  'pipes it': (body) => text(body.pipe(new PassThrough())),
  'runs it through a pipeline': async (body) => {
    const target = new PassThrough();
    const [all] = await Promise.all([text(target), pipeline(body, target)]);
    return all;
  },
  'listens to it': async (body) => {
    let all = '';
    body.on('data', (part) => (all += String(part)));
    await once(body, 'end');
    return all;
  },
  'takes what is there': async (body) => {
    let all = '';
    await new Promise((resolve) => {
      body.on('readable', () => {
        for (let part = take(body); part !== undefined; part = take(body)) all += part;
      });
      body.on('end', resolve);
    });
    return all;
  },
  'makes it a web stream': (body) => text(Readable.toWeb(body)),
};

test.each(Object.entries(nodeReaders))('a step that %s leaves a Node.js stream whole', async (_, look) => {
  expect(await readThrough(node(), look)).toEqual([whole, whole, whole]);
  const bytes = new PassThrough();
  bytes.end(whole);
  expect(await readThrough(bytes, look)).toEqual([whole, whole, whole]);
});

test('it is a stream of its kind, with what its class has beside', async () => {
  class Response extends PassThrough {
    readonly statusCode = 200;
    seen = 0;
    json(): Promise<unknown> {
      return Promise.reject(new Error('the stream itself is not read'));
    }
    note(): number {
      return ++this.seen;
    }
  }
  const body = new Response();
  body.end('{"a":1}');
  const read = await readThrough(body, async (it: Response) => [
    it instanceof Readable,
    it.readableObjectMode,
    it.statusCode,
    'note' in it,
    it.note(),
    await it.json(),
  ]);
  expect(read).toEqual([[true, false, 200, true, 1, { a: 1 }], [true, false, 200, true, 2, { a: 1 }], '{"a":1}']);
});

const webReaders: Readonly<Record<string, (body: ReadableStream<Uint8Array>) => unknown>> = {
  'goes through it': (body) => text(body),
  'reads it with a reader': async (body) => {
    const reader = body.getReader();
    const parts: Uint8Array[] = [];
    for (let next = await reader.read(); !next.done; next = await reader.read()) parts.push(next.value);
    return Buffer.concat(parts).toString();
  },
  'reads it into a buffer of its own': async (body) => {
    const reader = body.getReader({ mode: 'byob' });
    let all = '';
    for (;;) {
      const { done, value } = await reader.read(new Uint8Array(4));
      if (done) return all;
      all += Buffer.from(value).toString();
    }
  },
  'makes it a response': (body) => new Response(body as never).text(),
  'pipes it through': (body) => text(body.pipeThrough(new TransformStream())),
  'makes it a Node.js stream': (body) => text(Readable.fromWeb(body)),
};

test.each(Object.entries(webReaders))('a step that %s leaves a web stream whole', async (_, look) => {
  expect(await readThrough(web(), look)).toEqual([whole, whole, whole]);
});

test('a step may go through a stream more than once', async () => {
  const twice = async (body: Readable) => [await text(body), await text(body)];
  for (const body of [node(), web()])
    expect(await readThrough(body, twice)).toEqual([[whole, whole], [whole, whole], whole]);
});

test('a web stream of items is one of items', async () => {
  const read = await readThrough(ReadableStream.from(['a', 'b']), async (body: ReadableStream) => {
    expect(() => body.getReader({ mode: 'byob' })).toThrow(TypeError);
    const reader = body.getReader();
    const first = await reader.read();
    await reader.cancel();
    return first.value;
  });
  expect(read).toEqual(['a', 'a', 'ab']);
});

test('a stream that a step does not read stays the very same', async () => {
  for (const body of [node(), web()]) {
    const given: unknown[] = [];
    const run = await runSteps(
      (steps) =>
        steps
          .process((message) => void given.push(message.body))
          .process((message) => void given.push(message.header('none')))
          .setProperty('a', 1),
      body,
    );
    expect(run.body).toBe(body);
    expect(given[0]).not.toBe(body);
  }
});

test('what a step makes of a stream takes its place', async () => {
  const upper = () =>
    new Transform({ transform: (part, _, done) => done(null, String(part).toUpperCase()), decodeStrings: false });
  const run = await runSteps(
    (steps) =>
      steps
        .process((message) => {
          message.body = (message.body as Readable).pipe(upper());
        })
        .process(() => undefined)
        .process(async (message) => {
          message.setHeader('read', await text(message.body as Readable));
        })
        .setProperty('a', 1),
    node(),
  );
  expect(run.headers['read']).toBe('NORTH AND SOUTH');
});

test('a stream that breaks off breaks off for each reader, and one that was destroyed by a step does not', async () => {
  const failing = Readable.from(
    (async function* () {
      yield await Promise.resolve('North');
      throw new Error('the line is dead');
    })(),
  );
  const look = (body: Readable) => text(body).catch((error: Error) => error.message);
  await expect(readThrough(failing, look)).rejects.toThrow('the line is dead');
  const destroying = async (body: Readable) => {
    for await (const part of body) return String(part);
    return 'nothing';
  };
  expect(await readThrough(node(), destroying)).toEqual(['North ', 'North ', whole]);
});

test('a stream that is kept for redelivery comes as a stream each time', async () => {
  const seen: string[] = [];
  const quick = { redeliveryPolicy: { maximumRedeliveries: 1, redeliveryDelay: 0 } };
  const run = await runSteps(
    (steps) =>
      steps.errorHandler('defaultErrorHandler', quick).process(async ({ body }) => {
        seen.push(await text((body as Readable).pipe(new PassThrough())));
        if (seen.length === 1) throw new Error('read, and then failed');
      }),
    node(),
  );
  expect(run.exception).toBeUndefined();
  expect(seen).toEqual([whole, whole]);
});
