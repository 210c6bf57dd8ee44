/** Writes lines of the engine. Messages never hold payloads, credentials or identifiers of persons. */
export interface Logger {
  trace(message: string, fields?: LogFields): void;
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

export type LogLevel = 'TRACE' | 'DEBUG' | 'INFO' | 'WARN' | 'ERROR' | 'OFF';

/** The method that writes a line of a level; lines of level OFF are not written. */
export const levelMethods = {
  TRACE: 'trace',
  DEBUG: 'debug',
  INFO: 'info',
  WARN: 'warn',
  ERROR: 'error',
} as const satisfies Record<Exclude<LogLevel, 'OFF'>, keyof Logger>;

/** Structured details; an `error` field is an Error whose stack the sink may print. */
export type LogFields = Readonly<Record<string, unknown>>;

/** Where loggers come from: one for each name (a route id, a connector). */
export type LoggerFactory = (name: string) => Logger;
