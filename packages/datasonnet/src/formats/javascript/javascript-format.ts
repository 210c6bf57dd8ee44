import type { Runtime } from '../../runtime/runtime.ts';
import type { Thunk, Value } from '../../runtime/value.ts';
import { isArray, isExact, isObject } from '../../runtime/value.ts';
import type { Format } from '../format.ts';
import { dataEntries, dataOf } from '../plain-data.ts';
import { fromHost } from './host-values.ts';

const types = new Set([
  'application/x-java-object',
  'application/java',
  'application/octet-stream',
  'application/x-javascript-object',
  'unknown/unknown',
]);

const defaultDatePattern = "yyyy-MM-dd'T'HH:mm:ss.SSSZ";

/** Parameters that mean Java classes are known, so that headers which have them can be read, and without effect. */
const parameters = {
  names: [
    'dateformat',
    'outputclass',
    'type',
    'mixins',
    'polymorphictypes',
    'polymorphictypeidproperty',
    'findandregistermodules',
  ],
};

/**
 * `application/x-java-object`: values of the host, here JavaScript's. In: plain objects and arrays, `Map`, `Set`, `Date`,
 * bytes, `bigint`, texts; out: plain objects and arrays, with a `bigint` where a number would lose digits.
 */
export const javascriptFormat: Format = {
  name: 'JavaScript object',
  accepts: ({ type, subtype }) => types.has(`${type}/${subtype}`),
  readParameters: parameters,
  writeParameters: parameters,
  reads: () => true,
  read: (content, mediaType) => fromHost(content, mediaType.parameter('dateformat') ?? defaultDatePattern),
  write: (value, _mediaType, runtime) => toHost(runtime, value),
};

function toHost(runtime: Runtime, value: Value | Thunk): unknown {
  const data = dataOf(runtime, value);
  if (isExact(data)) return /^-?\d+$/.test(data.text) ? BigInt(data.text) : data.toNumber();
  if (isArray(data)) return data.map((item) => toHost(runtime, item));
  if (!isObject(data)) return data;
  const result: Record<string, unknown> = {};
  for (const [name, field] of dataEntries(runtime, data)) {
    const plain = toHost(runtime, field);
    if (name === '__proto__')
      Object.defineProperty(result, name, { value: plain, enumerable: true, configurable: true, writable: true });
    else result[name] = plain;
  }
  return result;
}
