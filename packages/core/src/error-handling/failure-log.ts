import type { Exchange } from '../exchange/exchange.ts';
import { messageHistoryOf, messageHistoryText } from '../exchange/message-history.ts';
import { levelMethods, type Logger } from '../log/logger.ts';
import { loggerFor } from '../log/message-logger.ts';
import { exceptionTypeOf } from './exception-types.ts';
import type { RedeliveryPolicy } from './redelivery-policy.ts';

/** The lines that an error handler writes. They name exception types, not messages, which may hold payload. */
export class FailureLog {
  readonly #log: Logger;

  constructor(log: Logger) {
    this.#log = log;
  }

  attempt(exchange: Exchange, exception: unknown, attempt: number, policy: RedeliveryPolicy): void {
    if (!policy.logRetryAttempted || exchange.failureHandled) return;
    if (attempt > 0 && policy.retryAttemptedLogInterval > 1 && attempt % policy.retryAttemptedLogInterval !== 0) return;
    const text = `Failed delivery for (ExchangeId: ${exchange.id}). On delivery attempt: ${attempt} caught: ${exceptionTypeOf(exception)}`;
    this.#write(exchange, policy.retryAttemptedLogLevel, text, policy.logRetryStackTrace ? exception : undefined);
  }

  exhausted(
    exchange: Exchange,
    exception: unknown,
    attempt: number,
    policy: RedeliveryPolicy,
    outcome: { handled: boolean; continued: boolean; deadLetterUri: string | undefined },
  ): void {
    if (!policy.logExhausted) return;
    if (outcome.continued ? !policy.logContinued : outcome.handled && !policy.logHandled) return;
    const to = outcome.deadLetterUri === undefined ? '' : `. Handled by DeadLetterChannel: [${outcome.deadLetterUri}]`;
    const text = `Failed delivery for (ExchangeId: ${exchange.id}). Exhausted after delivery attempt: ${attempt} caught: ${exceptionTypeOf(exception)}${to}${historyFor(exchange, policy)}`;
    this.#write(exchange, policy.retriesExhaustedLogLevel, text, policy.logStackTrace ? exception : undefined);
  }

  newException(exchange: Exchange, exception: unknown, policy: RedeliveryPolicy): void {
    if (!policy.logNewException) return;
    const text = `New exception while dead-lettering (ExchangeId: ${exchange.id}): ${exceptionTypeOf(exception)}`;
    this.#write(exchange, 'WARN', text, policy.logStackTrace ? exception : undefined);
  }

  hookFailed(exchange: Exchange, hook: string, error: unknown): void {
    loggerFor(exchange, this.#log).warn(
      `${hook} failed (ExchangeId: ${exchange.id}): ${exceptionTypeOf(error)}. It is ignored.`,
      { error },
    );
  }

  delay(exchange: Exchange, ms: number): void {
    loggerFor(exchange, this.#log).debug(`Redelivery delay calculated as ${ms} (ExchangeId: ${exchange.id})`);
  }

  #write(exchange: Exchange, level: RedeliveryPolicy['retriesExhaustedLogLevel'], text: string, error: unknown): void {
    const fields = error === undefined ? undefined : { error };
    if (level === 'OFF') return;
    loggerFor(exchange, this.#log)[levelMethods[level]](text, fields);
  }
}

/** The way of the message, where its route keeps it. */
function historyFor(exchange: Exchange, { logExhaustedMessageHistory }: RedeliveryPolicy): string {
  if (logExhaustedMessageHistory === false || messageHistoryOf(exchange) === undefined) return '';
  return `\n${messageHistoryText(exchange)}`;
}
