import { textOf } from '../convert/java-text.ts';
import type { Compiler } from '../engine/compiler.ts';
import { mayContinue } from '../engine/pipeline.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { copyResults } from '../exchange/copy-results.ts';
import { computedTarget } from './computed-target.ts';
import { allParts, partsOfValue } from './parts-of-value.ts';

/** The URIs of a slip: items of a list, or of a text by its delimiter. */
export async function slipUris(value: unknown, delimiter: string): Promise<string[]> {
  if (value === null || value === undefined) return [];
  const parts =
    typeof value === 'string' && delimiter !== ','
      ? value.split(delimiter)
      : await allParts(partsOfValue(value, delimiter));
  return parts.map((uri) => textOf(uri).trim()).filter((uri) => uri !== '');
}

/** One hop, with the route's error handler around it; false when the slip is to end there. */
export function slipHop(
  compiler: Compiler,
  ignoreInvalid: boolean,
  allowedSchemes: string | undefined,
): (uri: string, exchange: Exchange, signal: AbortSignal) => Promise<boolean> {
  const target = computedTarget(compiler, { ignoreInvalid, allowedSchemes, schemesAsList: true });
  return async (uri, exchange, signal) => {
    const to = target(uri);
    if (to === undefined) return true;
    const isFirst = exchange.property('CamelSlipEndpoint') === undefined;
    const hop = exchange.copy();
    hop.toEndpoint = to.uri;
    hop.properties.set('CamelSlipEndpoint', to.uri);
    await compiler.guard(to.send, to.uri)(hop, signal);
    if (hop.exception === undefined) copyResults(exchange, hop);
    else {
      // As in Camel, the slip as a whole is a step that failed, too: with the message as the hop got it.
      for (const [name, value] of hop.properties) exchange.properties.set(name, value);
      // The first hop works on the message itself: what its error handler counted there counts on.
      if (isFirst && hop.hasHeaders) exchange.headers = hop.headers;
      exchange.toEndpoint = hop.toEndpoint;
      exchange.exception = hop.exception;
    }
    return mayContinue(exchange);
  };
}
