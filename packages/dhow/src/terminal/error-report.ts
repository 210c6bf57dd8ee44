import { readFileSync } from 'node:fs';
import { UsageError } from '../command-line/usage-error.ts';
import { styleOf } from './style.ts';
import type { Terminal } from './terminal.ts';

interface Located {
  readonly code?: unknown;
  readonly source?: { readonly file: string; readonly line: number; readonly column: number } | undefined;
  readonly errors?: readonly unknown[];
  readonly cause?: unknown;
}

/**
 * Writes an error for a person: the place with the line it is in, what was found, what to write instead. A bug of Dhow's own
 * (an error without a code) shows its stack.
 */
export function reportError(error: unknown, terminal: Terminal, isVerbose = false): void {
  const { red, dim, cyan } = styleOf(terminal.useColour && terminal.errIsTerminal);
  if (error instanceof AggregateError && error.errors.length > 0) {
    for (const one of error.errors) reportError(one, terminal, isVerbose);
    return;
  }
  if (error instanceof UsageError) {
    terminal.err(`${red('dhow:')} ${error.message}\n      ${dim(`see: ${error.hint}`)}\n`);
    return;
  }
  const { code, source, cause } = (error ?? {}) as Located;
  const message = error instanceof Error ? error.message : String(error);
  const head = typeof code === 'string' && !message.startsWith(code) ? `${code}: ${message}` : message;
  terminal.err(`${red('dhow:')} ${head}\n`);
  const excerpt = source && excerptOf(source);
  if (excerpt) terminal.err(`${dim(excerpt.line)}\n${cyan(excerpt.mark)}\n`);
  if (typeof code !== 'string' || isVerbose) {
    if (error instanceof Error && error.stack) terminal.err(`${dim(error.stack)}\n`);
  }
  const causeMessage = cause instanceof Error ? cause.message : undefined;
  if (isVerbose && causeMessage && !message.includes(causeMessage))
    terminal.err(`${dim(`caused by: ${causeMessage}`)}\n`);
}

/** The line that a place is in and a mark below the column; undefined when the file cannot be read any more. */
function excerptOf(source: { file: string; line: number; column: number }): { line: string; mark: string } | undefined {
  let text: string | undefined;
  try {
    text = readFileSync(source.file, 'utf8').split(/\r?\n/)[source.line - 1];
  } catch {
    return undefined;
  }
  if (text === undefined) return undefined;
  const number = String(source.line).padStart(5);
  return { line: `${number} | ${text}`, mark: `${' '.repeat(5)} | ${' '.repeat(Math.max(0, source.column - 1))}^` };
}
