import { textOf, type Exchange, type ResolvedOptions } from '@dhow/core/component';
import type { logOptions } from './log-spec.ts';

export type ExchangeFormat = ResolvedOptions<typeof logOptions>;

/** Turns values into the text that the engine would convert them to, and names their types. */
export interface ValueText {
  text(value: unknown): string;
  type(value: unknown): string;
  /** Class of an exception, as routes match it. */
  exceptionType(value: unknown): string;
  routeGroup(routeId: string): string | undefined;
}

/** The line of an exchange, in Camel's shape: `Exchange[Headers: {h=1}, BodyType: String, Body: Hi]`. */
export function formatExchange(exchange: Exchange, format: ExchangeFormat, values: ValueText): string {
  if (format.plain) return cut(bodyText(exchange.body, format, values), format);
  const pieces = [...exchangePieces(exchange, format, values)].map(([label, text]) => styled(label, text, format));
  const line = format.multiline
    ? `Exchange[${pieces.map((piece) => `\n${piece}`).join('')}\n]`
    : `Exchange[${pieces.join(format.style === 'Default' ? ', ' : '')}]`;
  return cut(line, format);
}

function cut(line: string, { maxChars }: ExchangeFormat): string {
  return maxChars > 0 && line.length > maxChars ? `${line.slice(0, maxChars)}...` : line;
}

function styled(label: string, text: string, { style, multiline }: ExchangeFormat): string {
  if (style === 'Tab') return `\t${label}: ${text}`;
  if (style === 'Fixed') return `\t${label.padEnd(20)}${text}`;
  return `${multiline ? '  ' : ''}${label}: ${text}`;
}

function* exchangePieces(
  exchange: Exchange,
  format: ExchangeFormat,
  values: ValueText,
): Generator<readonly [label: string, text: string]> {
  const all = format.showAll;
  const routeId = exchange.fromRouteId ?? '';
  if (all || format.showExchangeId) yield ['Id', exchange.id];
  if (all || format.showRouteGroup) yield ['RouteGroup', values.routeGroup(routeId) ?? ''];
  if (all || format.showRouteId) yield ['RouteId', routeId];
  if (all || format.showExchangePattern) yield ['ExchangePattern', exchange.pattern];
  if (all || format.showAllProperties) yield ['Properties', mapText(exchange.properties, values)];
  else if (format.showProperties) yield ['Properties', mapText(ownProperties(exchange), values)];
  if (all || format.showVariables) yield ['Variables', mapText(exchange.variables, values)];
  if (all || format.showHeaders) yield ['Headers', mapText(exchange.headers, values)];
  if (all || format.showBodyType) yield ['BodyType', values.type(exchange.body)];
  if (all || format.showBody) yield ['Body', bodyText(exchange.body, format, values)];
  if (all || format.showException || format.showCaughtException) yield* exceptionPieces(exchange, format, values);
}

/** The exception that the message fails with, or else the one that was caught. */
function* exceptionPieces(
  exchange: Exchange,
  { showAll, showCaughtException, showStackTrace }: ExchangeFormat,
  values: ValueText,
): Generator<readonly [label: string, text: string]> {
  const caught = showAll || showCaughtException ? exchange.property('CamelExceptionCaught') : undefined;
  const failed = exchange.exception ?? caught;
  if (failed === undefined || failed === null) return;
  const prefix = exchange.exception === undefined ? 'CaughtException' : 'Exception';
  yield [`${prefix}Type`, values.exceptionType(failed)];
  yield [`${prefix}Message`, failed instanceof Error ? failed.message : textOf(failed)];
  if ((showAll || showStackTrace) && failed instanceof Error && failed.stack !== undefined)
    yield ['StackTrace', failed.stack];
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
