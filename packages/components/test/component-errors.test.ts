import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createTcpServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { batches, Exchange } from '@dhow/core/component';
import { memoryStateStore } from '@dhow/core/state';
import { z } from 'zod';
import { expect, onTestFinished, test } from 'vitest';
import { componentErrorCatalogue, isComponentError, type ComponentErrorCode } from '../src/index.ts';
import { base64DataFormat } from '../src/base64/index.ts';
import { csvDataFormat, csvSpec } from '../src/csv/index.ts';
import { datasonnetLanguage } from '../src/datasonnet/index.ts';
import { dhis2Component } from '../src/dhis2/index.ts';
import { directComponent } from '../src/direct/index.ts';
import { networkFailure } from '../src/http/http-failure.ts';
import { httpComponent } from '../src/http/index.ts';
import { jacksonXmlDataFormat } from '../src/jackson-xml/index.ts';
import { jsonDataFormat, jsonSpec } from '../src/json/index.ts';
import { sedaComponent } from '../src/seda/index.ts';
import { deliveryCase, goodValues } from './delivery-case.ts';
import { settle } from './fake-clock.ts';
import { fakeContext, fakeEndpoint, fakeRoute, withDefaults } from './fake-context.ts';
import { fileCase } from './file-case.ts';
import { temporaryFolder } from './temporary-folder.ts';
import type { Component, DataFormatFactory } from '@dhow/core/component';

type Options = Readonly<Record<string, unknown>>;
const { signal } = new AbortController();

async function send(
  component: Component,
  path: string,
  options: Options,
  body: unknown = 'x',
  context = fakeContext(),
) {
  const producer = await fakeEndpoint(component, path, options, context).createProducer!();
  return producer.process(new Exchange(body), signal);
}

function format(factory: DataFormatFactory, options: Options) {
  return factory.create(withDefaults(factory.spec.options, options), fakeContext());
}
const readCsv = (text: unknown, options: Options = {}) =>
  format(csvDataFormat(), options).unmarshal(text, new Exchange(text));
const readJson = (text: unknown, options: Options = {}) =>
  format(jsonDataFormat(), options).unmarshal(text, new Exchange(text));

async function tcp(accept: (port: number) => Promise<unknown>, listener?: Parameters<typeof createServer>[1]) {
  const server = listener ? createServer(listener) : createTcpServer((socket) => socket.destroy());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return accept((server.address() as AddressInfo).port);
}

/** A file or folder that nobody may use, also where the tests run as root. */
const blocked = (files: { put(name: string): void; folder: string }, name: string) => {
  files.put(name);
  return join(files.folder, name, 'below');
};

/** Those of the HTTP server and of contracts are provoked beside them. */
type ProvokedElsewhere = Extract<ComponentErrorCode, `PLATFORM_HTTP_${string}` | `OPENAPI_${string}`>;

/** How each error of the catalogue comes about. */
const provoked: Record<Exclude<ComponentErrorCode, ProvokedElsewhere>, () => unknown> = {
  DIRECT_NO_CONSUMER: () => send(directComponent(), 'none', { block: false }),
  ENDPOINT_SECOND_CONSUMER: async () => {
    const endpoint = fakeEndpoint(directComponent(), 'a', {}, fakeContext());
    await (await endpoint.createConsumer!(fakeRoute(() => undefined))).start();
    await (await endpoint.createConsumer!(fakeRoute(() => undefined))).start();
  },
  ENDPOINT_OPTION_INVALID: () => fileCase().consumer({ include: '*.csv' }),
  SEDA_NO_CONSUMER: () => send(sedaComponent(), 'none', { failIfNoConsumers: true }),
  SEDA_QUEUE_FULL: async () => {
    const component = sedaComponent();
    await send(component, 'full', { size: 1 });
    await send(component, 'full', { size: 1 });
  },
  SEDA_OFFER_TIMEOUT: async () => {
    const component = sedaComponent();
    const context = fakeContext();
    await send(component, 'full', { size: 1 });
    const late = send(component, 'full', { size: 1, offerTimeoutMs: 10 }, 'x', context);
    late.catch(() => undefined);
    await settle();
    await context.clock.advance(10);
    await late;
  },
  SEDA_REPLY_TIMEOUT: async () => {
    const context = fakeContext();
    const late = send(sedaComponent(), 'nobody', { waitForTaskToComplete: 'Always', timeoutMs: 10 }, 'x', context);
    late.catch(() => undefined);
    await settle();
    await context.clock.advance(10);
    await late;
  },
  CSV_SYNTAX: () => readCsv('"a"x\n'),
  CSV_UNREADABLE: () => {
    try {
      return readCsv('"a"x\n');
    } catch (error) {
      throw (error as Error).cause;
    }
  },
  CSV_RECORD_TOO_LONG: () => readCsv('"aaaaaaaaaaaaaaaa', { maxRecordChars: 5 }),
  CSV_HEADER_NAME_MISSING: () => readCsv('a,,c\n', { useMaps: true }),
  CSV_COLUMNS: () => readCsv('a,b\n1\n', { useMaps: true, raggedRows: 'fail' }),
  CSV_ENCODING: () => readCsv(Buffer.from([0xe9, 0x0a])),
  CSV_UNKNOWN_CHARSET: () => readCsv(Buffer.from('a'), { charset: 'utf-9' }),
  CSV_NO_ESCAPE: () => format(csvDataFormat(), { quoteMode: 'NONE' }),
  CSV_NOT_ROWS: () => format(csvDataFormat(), {}).marshal(['a'], new Exchange(null)),
  CSV_SCHEMA_ASYNC: () => {
    const schema = z.object({ a: z.string().refine(() => Promise.resolve(true)) });
    return readCsv('a\n1\n', { useMaps: true, schema });
  },
  BASE64_SEPARATOR: () => format(base64DataFormat(), { lineSeparator: '-' }).marshal('x', new Exchange(null)),
  JSON_SYNTAX: () => readJson('{a:1}'),
  JSON_END: () => readJson('{"a":'),
  JSON_MISMATCH: () => readJson('{}', { useList: true }),
  JSON_FORMAT: () => readJson('"x"', { unmarshalType: 'java.lang.Integer' }),
  JSON_OUT_OF_RANGE: () => readJson('12345678901', { unmarshalType: 'java.lang.Integer' }),
  JSON_UNKNOWN_FIELD: () => {
    const context = fakeContext();
    context.beans.set('Person', class {});
    const options = withDefaults(jsonSpec.options, { unmarshalType: 'Person' });
    return jsonDataFormat().create(options, context).unmarshal('{"name":1}', new Exchange(null));
  },
  JSON_NOT_WRITABLE: () =>
    format(jsonDataFormat(), {}).marshal({ [Symbol.asyncIterator]: () => undefined } as unknown, new Exchange(null)),
  JSON_NO_BODY: () => readJson(null),
  JACKSON_XML_CHARACTER: () => format(jacksonXmlDataFormat(), {}).marshal({ a: '\u0001' }, new Exchange(null)),
  JSON_UNKNOWN_FEATURE: () => format(jsonDataFormat(), { enableFeatures: 'NOPE' }),
  JSON_UNKNOWN_LIBRARY: () => format(jsonDataFormat(), { library: 'Gson' }),
  FILE_NAME_UNKNOWN: () => fileCase().producer({ fileName: '${nope}' }),
  FILE_FOLDER_MISSING: () =>
    fileCase(memoryStateStore(), join(temporaryFolder(), 'none')).consumer({
      autoCreate: false,
      directoryMustExist: true,
    }),
  FILE_FOLDER_UNREADABLE: async () => {
    const files = fileCase();
    const below = fileCase(memoryStateStore(), blocked(files, 'a-file'));
    const { pass, failures } = await below.consumer({ autoCreate: false });
    await pass(0);
    throw failures[0];
  },
  FILE_NOT_PUT_AWAY: async () => {
    const files = fileCase();
    files.put('a.csv');
    writeFileSync(join(files.folder, 'done'), '');
    const { pass, failures } = await files.consumer({ include: 'a.csv', move: 'done' });
    await pass(0);
    throw failures[0];
  },
  FILE_EXISTS: async () => {
    const files = fileCase();
    files.put('a');
    await (
      await files.producer({ fileName: 'a', fileExist: 'Fail' })
    )(new Exchange('x'));
  },
  FILE_NO_SPACE: async () => {
    async function* full() {
      yield await Promise.resolve('x');
      throw Object.assign(new Error('full'), { code: 'ENOSPC' });
    }
    await (
      await fileCase().producer({ fileName: 'a' })
    )(new Exchange(full()));
  },
  FILE_NOT_WRITTEN: async () => {
    const files = fileCase();
    mkdirSync(join(files.folder, 'a'));
    await (
      await files.producer({ fileName: 'a', fileExist: 'Append' })
    )(new Exchange('x'));
  },
  FILE_OUTSIDE_FOLDER: async () => (await fileCase().producer({ fileName: '../a' }))(new Exchange('x')),
  FILE_NULL_BODY: async () => (await fileCase().producer({ fileName: 'a' }))(new Exchange(null)),
  FILE_CHARSET_UNWRITABLE: async () => (await fileCase().producer({ charset: 'koi8-r' }))(new Exchange('x')),
  FILE_CHARACTER_UNWRITABLE: async () => (await fileCase().producer({ charset: 'latin1' }))(new Exchange('€')),
  HTTP_OPERATION_FAILED: () =>
    tcp(
      (port) => send(httpComponent(), `127.0.0.1:${port}`, {}),
      (_, response) => void response.writeHead(500).end(),
    ),
  HTTP_BAD_ADDRESS: () => send(httpComponent(), 'no host', {}),
  HTTP_CONNECTION_REFUSED: () => send(httpComponent(), '127.0.0.1:1', {}),
  // No test leaves the loopback: these are what Node says of other hosts.
  HTTP_UNKNOWN_HOST: () =>
    Promise.reject(networkFailure({ code: 'ENOTFOUND' }, new URL('http://nowhere/'), 1) as Error),
  HTTP_CONNECT_TIMEOUT: () =>
    Promise.reject(networkFailure({ code: 'UND_ERR_CONNECT_TIMEOUT' }, new URL('http://nowhere/'), 1) as Error),
  HTTP_TIMEOUT: () =>
    tcp(
      (port) => send(httpComponent(), `127.0.0.1:${port}`, { responseTimeoutMs: 20 }),
      () => undefined,
    ),
  HTTP_CONNECTION_LOST: () => tcp((port) => send(httpComponent(), `127.0.0.1:${port}`, {})),
  DATASONNET_IMPORT: async () => {
    const folder = temporaryFolder();
    const context = fakeContext({ resolvePath: () => folder });
    const mapping = await datasonnetLanguage().compile("import 'x'", { trim: true }, 'expression', context);
    mapping.evaluate(new Exchange(null), signal);
  },
  DATASONNET_STREAM: async () => {
    const mapping = await datasonnetLanguage().compile('payload', { trim: true }, 'expression', fakeContext());
    const stream = { [batches]: () => undefined, [Symbol.asyncIterator]: () => undefined };
    mapping.evaluate(new Exchange(stream), signal);
  },
  DHIS2_NO_CONNECTION: () => send(dhis2Component(), 'get/resource', { connection: 'nope' }),
  DHIS2_BAD_CONNECTION: () => {
    const context = fakeContext();
    context.beans.set('bad', { baseUrl: 'http://127.0.0.1' });
    return send(dhis2Component(), 'get/resource', { connection: 'bad' }, 'x', context);
  },
  DHIS2_UNKNOWN_OPERATION: () => fakeEndpoint(dhis2Component(), 'get/things', {}, fakeContext()),
  DHIS2_PARAMETER_MISSING: () =>
    send(dhis2Component(), 'get/resource', { baseApiUrl: 'http://127.0.0.1:1', username: 'a' }),
  DHIS2_BODY_UNUSABLE: () =>
    send(dhis2Component(), 'dataValueSets', { baseApiUrl: 'http://127.0.0.1:1', username: 'a' }, 'no json'),
  DHIS2_ROWS_PENDING: async () => {
    const { deliver, sandbox } = await deliveryCase();
    sandbox.control.fault({ fault: 'partial-import', path: '/api/dataValueSets', method: 'POST' });
    throw (await deliver(goodValues(8), { maxRequests: 1 })).exception;
  },
  DHIS2_REJECTS_NOT_WRITTEN: async () => {
    const { deliver, folder } = await deliveryCase();
    writeFileSync(join(folder, 'rejects'), 'a file where the folder should be');
    throw (await deliver([{ ...goodValues(1)[0], value: 'x' }], { rejects: 'rejects' })).exception;
  },
};

test.each(Object.keys(provoked) as (keyof typeof provoked)[])('%s', async (code) => {
  const failure: unknown = await Promise.resolve()
    .then(provoked[code])
    .then(
      () => undefined,
      (error: unknown) => error,
    );
  expect(failure).toSatisfy((error) => isComponentError(error, code));
  const entry = componentErrorCatalogue[code];
  const { message, retryable, exceptionType } = failure as {
    message: string;
    retryable: boolean;
    exceptionType: string;
  };
  expect({ retryable, exceptionType }).toEqual({ retryable: entry.retryable, exceptionType: entry.exceptionType });
  expect(message).not.toMatch(/\{\w+\}|undefined/);
});

test('specs name every option with a sentence', () => {
  for (const { options } of [csvSpec, jsonSpec]) {
    for (const { description } of Object.values(options)) expect(description).toMatch(/^[A-Z].*\.$/s);
  }
});
