import { convertTo } from '../convert/convert.ts';
import { NamedException } from '../error-handling/exception-types.ts';
import type { Exchange } from '../exchange/exchange.ts';

/** There is no text to cut: its class says where it was looked for. */
export function nothingToCut(options: Readonly<Record<string, unknown>>, exchange: Exchange): Error {
  const source = options['source'];
  const [, name] = typeof source === 'string' ? source.split(/^header:/) : [];
  if (name !== undefined) {
    const type = 'org.apache.camel.NoSuchHeaderException';
    const cause = new NamedException(type, `No '${name}' header available. ${String(exchange)}`);
    return new NamedException('org.apache.camel.RuntimeCamelException', `${type}: ${cause.message}`, { cause });
  }
  if (options['xml'] !== true && options['endToken'] === undefined)
    return new NamedException('java.lang.NullPointerException', 'source');
  const message = `No body available of type: java.io.InputStream on: Message. ${String(exchange)}`;
  return new NamedException('org.apache.camel.InvalidPayloadException', message);
}

/** How many parts make one; `written` is the option. */
export function groupSize(value: unknown, written: string, exchange: Exchange): number {
  if (value !== null && value !== undefined && value !== '') return Number(convertTo(value, 'java.lang.Integer'));
  const what = 'Group evaluated as null, must be evaluated as a positive Integer value from expression';
  const message = `${what}: ${written} on the exchange: ${String(exchange)}`;
  throw new NamedException('org.apache.camel.RuntimeExchangeException', message);
}
