import { textOf, type Exchange, type ResolvedOptions } from '@dhow/core/component';
import type { logOptions } from './log-spec.ts';

export type ExchangeFormat = ResolvedOptions<typeof logOptions>;

/** Turns values into the text that the engine would convert them to, and names their types. */
export interface ValueText {
  text(value: unknown): string;
  type(value: unknown): string;
}

/** The line of an exchange, in Camel's shape: `Exchange[Headers: {h=1}, BodyType: String, Body: Hi]`. */
export function formatExchange(exchange: Exchange, format: ExchangeFormat, values: ValueText): string {
  const pieces = [...exchangePieces(exchange, format, values)];
  const line = format.multiline
    ? `Exchange[${pieces.map((piece) => `\n  ${piece}`).join('')}\n]`
    : `Exchange[${pieces.join(', ')}]`;
  return format.maxChars > 0 && line.length > format.maxChars ? `${line.slice(0, format.maxChars)}...` : line;
}

function* exchangePieces(exchange: Exchange, format: ExchangeFormat, values: ValueText): Generator<string> {
  const all = format.showAll;
  if (all || format.showExchangeId) yield `Id: ${exchange.id}`;
  if (all || format.showExchangePattern) yield `ExchangePattern: ${exchange.pattern}`;
  if (all || format.showAllProperties) yield `Properties: ${mapText(exchange.properties, values)}`;
  else if (format.showProperties) yield `Properties: ${mapText(ownProperties(exchange), values)}`;
  if (all || format.showVariables) yield `Variables: ${mapText(exchange.variables, values)}`;
  if (all || format.showHeaders) yield `Headers: ${mapText(exchange.headers, values)}`;
  if (all || format.showBodyType) yield `BodyType: ${values.type(exchange.body)}`;
  if (all || format.showBody) yield `Body: ${bodyText(exchange.body, format, values)}`;
  const caught = all || format.showCaughtException ? exchange.property('CamelExceptionCaught') : undefined;
  if (caught !== undefined)
    yield `CaughtExceptionMessage: ${caught instanceof Error ? caught.message : textOf(caught)}`;
  const failed = all || format.showException ? exchange.exception : undefined;
  if (failed !== undefined) yield `ExceptionMessage: ${failed instanceof Error ? failed.message : textOf(failed)}`;
}

function* ownProperties(exchange: Exchange): Generator<[string, unknown]> {
  for (const entry of exchange.properties) if (!entry[0].startsWith('Camel')) yield entry;
}

function bodyText(body: unknown, format: ExchangeFormat, values: ValueText): string {
  if (body === null || body === undefined) return '[Body is null]';
  const text = values.text(body);
  return format.skipBodyLineSeparator ? text.replace(/^[\r\n]+/, '') : text;
}

function mapText(entries: Iterable<[string, unknown]>, values: ValueText): string {
  return `{${Array.from(entries, ([name, value]) => `${name}=${values.text(value)}`).join(', ')}}`;
}
