import { textOf } from '../convert/java-text.ts';
import type { Compiler } from '../engine/compiler.ts';
import { mayContinue } from '../engine/pipeline.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { copyResults } from '../exchange/copy-results.ts';
import { redeliveryHeaders } from '../error-handling/redelivery-headers.ts';
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
  const target = computedTarget(compiler, { ignoreInvalid, allowedSchemes, isListed: true });
  return async (uri, exchange, signal) => {
    const to = target(uri);
    if (to === undefined) return true;
    const isFirst = exchange.property('CamelSlipEndpoint') === undefined;
    const hop = exchange.copy();
    hop.toEndpoint = to.uri;
    // In Camel a hop asks for the id; from then on messages show it.
    hop.idShown = exchange.idShown = true;
    hop.properties.set('CamelSlipEndpoint', to.uri);
    await compiler.guard(to.send, to.uri)(hop, signal);
    const counted = redeliveryHeaders.map((name) => exchange.header(name));
    copyResults(exchange, hop);
    if (hop.exception !== undefined) {
      // As in Camel, the slip as a whole is a step that failed, too: its error handler takes the failure up once more.
      exchange.failureHandled = exchange.redeliveryExhausted = false;
      // Only the first hop works on the message itself: what error handlers counted on copies of it is not the step's.
      if (!isFirst) redeliveryHeaders.forEach((name, index) => setOrRemove(exchange, name, counted[index]));
    }
    return mayContinue(exchange);
  };
}

function setOrRemove(exchange: Exchange, name: string, value: unknown): void {
  if (value !== undefined) exchange.headers.set(name, value);
  else if (exchange.hasHeaders) exchange.headers.delete(name);
}
