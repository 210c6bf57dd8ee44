import { readFileSync } from 'node:fs';
import { UsageError } from '../command-line/usage-error.ts';
import { mappingPlace } from './mapping-place.ts';
import { remedyOf } from './remedy-of.ts';
import { styleOf } from './style.ts';
import type { Terminal } from './terminal.ts';

interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The line there, where it is at hand. */
  readonly text?: string;
}

interface Known {
  readonly code?: unknown;
  readonly source?: Place | undefined;
  readonly problems?: readonly { readonly message: string; readonly source: Place }[];
}

/**
 * Writes an error for a person: the place with the line it is in, what was found, what to write instead. A bug of Dhow's own
 * (an error without a code) shows its stack. Answers how many things were wrong.
 */
export function reportError(
  error: unknown,
  terminal: Terminal,
  options: { readonly isVerbose?: boolean; readonly placeOf?: (error: unknown) => Place | undefined } = {},
): number {
  const { isVerbose = false, placeOf = ownPlace } = options;
  const { red, dim } = styleOf(terminal.useColour && terminal.errIsTerminal);
  if (error instanceof AggregateError && error.errors.length > 0) {
    return error.errors.reduce<number>((count, one) => count + reportError(one, terminal, options), 0);
  }
  if (error instanceof UsageError) {
    terminal.err(`${red('dhow:')} ${error.message}\n      ${dim(`see: ${error.hint}`)}\n`);
    return 1;
  }
  const known = (error ?? {}) as Known;
  if (known.problems && known.problems.length > 0) {
    for (const { message, source } of known.problems) {
      writePlaced(`${source.file}:${source.line}:${source.column}: ${message}`, source, terminal);
    }
    return known.problems.length;
  }
  const route = placeOf(error);
  const mapping = mappingPlace(error);
  const source = mapping ?? route;
  const told = source === undefined ? error : innermost(error);
  const code = (told as Known | null | undefined)?.code ?? known.code;
  const text = onOneLine(told instanceof Error ? told.message : String(told));
  const message = source === undefined ? text : withoutPlaces(text);
  const coded = typeof code === 'string' && !message.includes(code) ? `${code}: ${message}` : message;
  const place = source && `${source.file}:${source.line}:${source.column}: `;
  writePlaced(place ? place + coded : coded, source, terminal);
  if (mapping && route) terminal.err(`      ${dim(`used at ${route.file}:${route.line}:${route.column}`)}\n`);
  const remedy = remedyOf(error);
  if (remedy !== undefined) terminal.err(`      ${dim(remedy)}\n`);
  const isOurs = typeof code === 'string';
  if ((!isOurs || isVerbose) && error instanceof Error && error.stack) terminal.err(`${dim(error.stack)}\n`);
  return 1;
}

/** Writes what is not wrong by itself and may still be a mistake, as {@link reportError} does. */
export function reportWarning(message: string, source: Place | undefined, terminal: Terminal): void {
  const place = source ? `${source.file}:${source.line}:${source.column}: ` : '';
  const { yellow } = styleOf(terminal.useColour && terminal.errIsTerminal);
  writePlaced(place + message, source, terminal, yellow('warning:'));
}

/** Errors that only say which route or endpoint another one is in: its place says so already. */
const wrappers = new Set<unknown>(['ROUTE_CREATE_FAILED', 'ROUTE_ENDPOINT_FAILED']);

function innermost(error: unknown): unknown {
  let told = error as (Known & { readonly cause?: unknown }) | null | undefined;
  while (wrappers.has(told?.code) && told?.cause instanceof Error) told = told.cause as Known;
  return told;
}

/** The places within a message are those of the whole step; the place of the option goes before it. */
function withoutPlaces(message: string): string {
  return message.replace(/(^|[\s(])[^\s:]+\.ya?ml:\d+:\d+: /g, '$1');
}

/** Without the picture of a text and the mark below it: the line of the file is shown anyway. */
function onOneLine(message: string): string {
  return message.replace(/\n[^\n]*\n[ ]*\*(?=\n|$)/, '').replace(/\n(?=\S)/g, ' ');
}

function ownPlace(error: unknown): Place | undefined {
  return (error as Known | null | undefined)?.source;
}

function writePlaced(message: string, source: Place | undefined, terminal: Terminal, label?: string): void {
  const { red, dim, cyan } = styleOf(terminal.useColour && terminal.errIsTerminal);
  terminal.err(`${label ?? red('dhow:')} ${message}\n`);
  const excerpt = source && excerptOf(source);
  if (excerpt) terminal.err(`${dim(excerpt.line)}\n${cyan(excerpt.mark)}\n`);
}

/** The line that a place is in and a mark below the column; undefined when the file cannot be read any more. */
function excerptOf(source: Place): { readonly line: string; readonly mark: string } | undefined {
  let { text } = source;
  try {
    text ??= readFileSync(source.file, 'utf8').split(/\r?\n/)[source.line - 1];
  } catch {
    return undefined;
  }
  if (text === undefined) return undefined;
  const number = String(source.line).padStart(5);
  return { line: `${number} | ${text}`, mark: `${' '.repeat(5)} | ${' '.repeat(Math.max(0, source.column - 1))}^` };
}
