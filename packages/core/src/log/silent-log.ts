import type { Logger, LoggerFactory } from './logger.ts';

const silent: Logger = {
  trace: () => undefined,
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/** Writes nothing: the default of contexts, whose program decides where lines go. */
export const silentLog: LoggerFactory = () => silent;
