import { Exchange } from '@dhow/core/component';
import { csvDataFormat, csvSpec } from '../src/csv/index.ts';
import { fakeContext, withDefaults } from './fake-context.ts';

type Options = Readonly<Record<string, unknown>>;

const context = fakeContext({ convert: (value) => String(value) });

export function csvFormat(options: Options = {}) {
  return csvDataFormat().create(withDefaults(csvSpec.options, options), context);
}

export function unmarshalCsv(body: unknown, options: Options = {}, exchange: Exchange = new Exchange(body)): unknown {
  return csvFormat(options).unmarshal(body, exchange);
}

export function marshalCsv(body: unknown, options: Options = {}): unknown {
  return csvFormat(options).marshal(body, new Exchange(body));
}

/** Bytes as they come from a file: in pieces of that many bytes. */
export async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}
