import type { LogFields, Logger, LoggerFactory, LogLevel } from '../log/logger.ts';

export interface LoggedLine {
  readonly logger: string;
  readonly level: LogLevel;
  readonly message: string;
  readonly fields: LogFields | undefined;
}

/** Keeps the lines that are logged, for tests to look at. */
export class RecordedLog {
  readonly lines: LoggedLine[] = [];

  readonly factory: LoggerFactory = (logger): Logger => {
    const write =
      (level: LogLevel) =>
      (message: string, fields?: LogFields): void =>
        void this.lines.push({ logger, level, message, fields });
    return {
      trace: write('TRACE'),
      debug: write('DEBUG'),
      info: write('INFO'),
      warn: write('WARN'),
      error: write('ERROR'),
    };
  };

  /** The messages of a level, of one logger or all. */
  messages(level: LogLevel, logger?: string): string[] {
    return this.lines
      .filter((line) => line.level === level && (logger === undefined || line.logger === logger))
      .map(({ message }) => message);
  }
}
