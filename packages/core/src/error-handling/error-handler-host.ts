import type { Clock } from '../clock/clock.ts';
import type { Exchange } from '../exchange/exchange.ts';
import type { FailureLog } from './failure-log.ts';

/** What an error handler asks of its surroundings. */
export interface ErrorHandlerHost {
  readonly routeId: string;
  readonly clock: Clock;
  readonly log: FailureLog;
  /** Whether the context or the route is on its way down. */
  isStopping(): boolean;
  /** Whether messages may be worked on at all; false after a forced stop. */
  isRunAllowed(): boolean;
  redelivered(exchange: Exchange, attempt: number): void;
  failureHandling(exchange: Exchange, deadLetterUri: string | undefined): void;
  failureHandled(exchange: Exchange, deadLetterUri: string | undefined): void;
}
