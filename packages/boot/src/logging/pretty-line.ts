/** A log line as pino gives it. */
export interface LogLine {
  readonly time: number;
  readonly level: string;
  readonly name?: string;
  readonly msg?: string;
  readonly [field: string]: unknown;
}

const colours: Readonly<Record<string, string>> = {
  TRACE: '\u001B[90m',
  DEBUG: '\u001B[90m',
  INFO: '\u001B[32m',
  WARN: '\u001B[33m',
  ERROR: '\u001B[31m',
};
const dim = '\u001B[2m';
const reset = '\u001B[0m';

/** One line for people: time, level, logger, message, fields; the stack of an error below. */
export function prettyLine(line: LogLine, useColour: boolean): string {
  const { time, level, name = '', msg = '', error, ...fields } = line;
  const paint = (text: string, code: string) => (useColour ? code + text + reset : text);
  const clock = new Date(time).toTimeString().slice(0, 8);
  const shown = Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
  const details = shown.length > 0 ? ` ${paint(shown.join(' '), dim)}` : '';
  const head = `${paint(clock, dim)} ${paint(level.padEnd(5), colours[level] ?? '')} ${paint(name, dim)} ${msg}${details}\n`;
  const stack = (error as { stack?: unknown } | undefined)?.stack;
  return typeof stack === 'string' ? head + paint(indent(stack), dim) : head;
}

function indent(stack: string): string {
  return `${stack.replace(/^/gm, '  ')}\n`;
}
