import type { LogFields, Logger, LoggerFactory } from '@dhow/core/component';
import { pino, type DestinationStream, type Logger as PinoLogger } from 'pino';
import type { LevelName } from '../configuration/settings-spec.ts';
import { LogLevels, levelNames, rankOf, rootLogger } from './log-levels.ts';
import { prettyLine, type LogLine } from './pretty-line.ts';

export interface LoggersOptions {
  readonly level?: LevelName;
  readonly levels?: Readonly<Record<string, LevelName>>;
  /** `auto`: lines for people when the standard output is a terminal. */
  readonly format?: 'auto' | 'pretty' | 'json';
  /** For people's lines; as the terminal has it when absent. */
  readonly colour?: boolean;
  /** Takes finished lines; the standard output when absent. */
  readonly write?: (line: string) => void;
}

export interface LoggerState {
  readonly configuredLevel: LevelName | undefined;
  readonly effectiveLevel: LevelName;
}

/** All loggers of a process; levels may be changed while it runs. */
export interface Loggers {
  readonly factory: LoggerFactory;
  /** Every logger that was asked for or has a level, the root first, then by name. */
  list(): ReadonlyMap<string, LoggerState>;
  find(name: string): LoggerState | undefined;
  setLevel(name: string, level: LevelName | undefined): void;
  /** Details that each line has beside its own: the ids of the trace that it is written in, say. Undefined ends that. */
  setLineFields(source: LineFields | undefined): void;
}

/** Asked for each line that is written. */
export type LineFields = () => LogFields | undefined;

interface Entry {
  readonly logger: Logger;
  minimum: number;
}

/**
 * Loggers on pino: JSON lines, or lines for people. Levels go by name (see {@link LogLevels}).
 *
 * @example
 * ```ts
 * import { createLoggers } from '@dhow/boot';
 *
 * const loggers = createLoggers({ level: 'INFO', levels: { 'monthly-report': 'DEBUG' }, format: 'json' });
 * loggers.factory('monthly-report').debug('read a row', { row: 41 });
 * ```
 */
export function createLoggers(options: LoggersOptions = {}): Loggers {
  const levels = new LogLevels(options.level ?? 'INFO', options.levels);
  const root = createPino(options);
  const entries = new Map<string, Entry>();
  let lineFields: LineFields | undefined;

  const make = (name: string): Entry => {
    const child = root.child({ name });
    const entry: Entry = { minimum: rankOf(levels.effective(name)), logger: undefined as never };
    const write = (level: 'trace' | 'debug' | 'info' | 'warn' | 'error', rank: number) => {
      return (message: string, fields?: LogFields) => {
        if (rank < entry.minimum) return;
        const always = lineFields?.();
        if (always) child[level](serialised({ ...always, ...fields }), message);
        else if (fields) child[level](serialised(fields), message);
        else child[level](message);
      };
    };
    const logger: Logger = {
      trace: write('trace', 0),
      debug: write('debug', 1),
      info: write('info', 2),
      warn: write('warn', 3),
      error: write('error', 4),
    };
    return Object.assign(entry, { logger });
  };
  const state = (name: string): LoggerState => ({
    configuredLevel: levels.configured(name),
    effectiveLevel: levels.effective(name),
  });
  const names = () => new Set([...levels.names(), ...entries.keys()]);

  return {
    factory(name) {
      let entry = entries.get(name);
      if (!entry) entries.set(name, (entry = make(name)));
      return entry.logger;
    },
    list() {
      const sorted = [...names()].filter((name) => name !== rootLogger).sort();
      return new Map([rootLogger, ...sorted].map((name) => [name, state(name)]));
    },
    find: (name) => (names().has(name) ? state(name) : undefined),
    setLevel(name, level) {
      levels.set(name, level);
      for (const [entryName, entry] of entries) entry.minimum = rankOf(levels.effective(entryName));
    },
    setLineFields(source) {
      lineFields = source;
    },
  };
}

function createPino({ format = 'json', colour = hasColour(), write }: LoggersOptions): PinoLogger {
  const isPretty = format === 'pretty' || (format === 'auto' && process.stdout.isTTY);
  const stream: DestinationStream = isPretty
    ? { write: (json) => (write ?? toStandardOutput)(prettyLine(JSON.parse(json) as LogLine, colour)) }
    : write
      ? { write }
      : pino.destination({ dest: 1, sync: true });
  return pino(
    {
      level: 'trace',
      base: null,
      timestamp: () => `,"time":${Date.now()}`,
      formatters: { level: (_label, number) => ({ level: levelNames[number / 10 - 1] ?? 'INFO' }) },
    },
    stream,
  );
}

function hasColour(): boolean {
  return process.stdout.isTTY && !process.env['NO_COLOR'];
}

function toStandardOutput(line: string): void {
  process.stdout.write(line);
}

/** Errors are objects without own fields to JSON: name, code, message and stack are what readers want. */
function serialised(fields: LogFields): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(fields)) {
    if (value instanceof Error) {
      const { name, message, stack } = value;
      result[key] = { name, code: (value as { code?: unknown }).code, message, stack };
    } else result[key] = value;
  }
  return result;
}
