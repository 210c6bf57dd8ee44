import { canonical } from '../convert/conversion-error.ts';
import { convertTo } from '../convert/convert.ts';
import { isMap, javaTypeOf } from '../convert/java-type.ts';
import { NamedException } from '../error-handling/exception-types.ts';
import type { Exchange } from '../exchange/exchange.ts';

/** The failure of an expression whose `source` is a header or property that is not there; others are read as null. */
export function missingSource(source: unknown, exchange: Exchange): NamedException | undefined {
  const [, kind, name] =
    /^(header|property|exchangeProperty):(.*)$/s.exec(typeof source === 'string' ? source : '') ?? [];
  if (kind === undefined) return undefined;
  const isHeader = kind === 'header';
  const type = `org.apache.camel.${isHeader ? 'NoSuchHeaderException' : 'NoSuchPropertyException'}`;
  const what = `No '${name}' ${isHeader ? 'header' : 'exchange property'} available. ${String(exchange)}`;
  const cause = new NamedException(type, what);
  return new NamedException('org.apache.camel.RuntimeCamelException', `${type}: ${what}`, { cause });
}

/** Why a value has no text to cut, by where it was looked for; undefined for what can be cut. Pairs need a text or a stream. */
export function nothingToCut(
  value: unknown,
  options: Readonly<Record<string, unknown>>,
  exchange: Exchange,
): Error | undefined {
  const none = value === null || value === undefined;
  const inPairs = options['xml'] === true || options['endToken'] !== undefined;
  if (!none && !(inPairs && hasNoText(value))) return undefined;
  const missing = missingSource(options['source'], exchange);
  if (none && missing !== undefined) return missing;
  if (!inPairs) return new NamedException('java.lang.NullPointerException', 'source');
  const found = none ? '' : ` but has type: ${canonical(javaTypeOf(value))}`;
  const message = `No body available of type: java.io.InputStream${found} on: Message. ${String(exchange)}`;
  return new NamedException('org.apache.camel.InvalidPayloadException', message);
}

function hasNoText(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return typeof value !== 'string';
  return Array.isArray(value) || isMap(value) || value instanceof Set || value instanceof Date;
}

/** How many parts make one; `written` is the option. */
export function groupSize(value: unknown, written: string, exchange: Exchange): number {
  if (value !== null && value !== undefined && value !== '') {
    const size = Number(convertTo(value, 'java.lang.Integer'));
    if (size > 0) return size;
    const problem = `Group must be a positive number, was: ${size} on the exchange: ${String(exchange)}`;
    throw new NamedException('org.apache.camel.RuntimeExchangeException', problem);
  }
  const what = 'Group evaluated as null, must be evaluated as a positive Integer value from expression';
  const message = `${what}: ${written} on the exchange: ${String(exchange)}`;
  throw new NamedException('org.apache.camel.RuntimeExchangeException', message);
}
