import type { SourceRange } from '../source/source-text.ts';
import type { DatasonnetError } from './datasonnet-errors.ts';

/** A range as data: lines and columns from 1, columns in UTF-16 units, the end exclusive. */
export interface RangeReport {
  /** The file, when it has a name. */
  readonly file?: string;
  readonly start: { readonly line: number; readonly column: number };
  readonly end: { readonly line: number; readonly column: number };
}

/** An error as data, for other programs. */
export interface ErrorReport {
  readonly code: string;
  readonly message: string;
  readonly range?: RangeReport;
  /** Innermost first. */
  readonly callStack: readonly (RangeReport & { readonly name?: string })[];
}

export function rangeReport({ source, start, end }: SourceRange): RangeReport {
  return {
    ...(source.name === '' ? {} : { file: source.name }),
    start: source.positionAt(start),
    end: source.positionAt(end),
  };
}

export function errorReport(error: DatasonnetError): ErrorReport {
  return {
    code: error.code,
    message: error.message,
    ...(error.range ? { range: rangeReport(error.range) } : {}),
    callStack: error.callStack.map(({ name, range }) => ({
      ...(name === undefined ? {} : { name }),
      ...rangeReport(range),
    })),
  };
}

/**
 * An error as people read it: code and message, place, the line of the mapping with a mark under the expression, and how the
 * evaluation got there.
 */
export function formatError(error: DatasonnetError): string {
  const lines = [`${error.code}: ${error.message}`];
  if (error.range) lines.push(...excerpt(error.range));
  for (const { name, range } of error.callStack) {
    if (error.range && range.start === error.range.start && range.source === error.range.source) continue;
    lines.push(`  in ${name ?? 'a function'}, called at ${place(range)}`);
  }
  return lines.join('\n');
}

function place({ source, start }: SourceRange): string {
  const { line, column } = source.positionAt(start);
  return `${source.name === '' ? 'line ' : `${source.name}:`}${line}:${column}`;
}

/** How much of a long line is shown around the mark. */
const shownBefore = 60;
const shownAfter = 60;

function excerpt(range: SourceRange): string[] {
  const { source, start, end } = range;
  const from = source.positionAt(start);
  const to = source.positionAt(Math.max(start, end));
  const whole = source.lineAt(from.line);
  const cutStart = Math.max(0, from.column - 1 - shownBefore);
  const text = whole.slice(cutStart, from.column - 1 + shownAfter).replaceAll('\t', ' ');
  const last = to.line === from.line ? to.column : whole.length + 1;
  const marks = '^'.repeat(Math.max(1, Math.min(last - from.column, text.length - (from.column - 1 - cutStart))));
  const number = String(from.line);
  const margin = ' '.repeat(number.length);
  return [
    `  at ${place(range)}`,
    `  ${margin} |`,
    `  ${number} | ${cutStart > 0 ? '…' : ''}${text}`,
    `  ${margin} | ${' '.repeat(from.column - 1 - cutStart + (cutStart > 0 ? 1 : 0))}${marks}`,
  ];
}
