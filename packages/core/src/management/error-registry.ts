import type { DhowContext } from '../engine/dhow-context.ts';
import { exceptionTypeOf } from '../error-handling/exception-types.ts';
import type { EngineFailure } from './engine-events.ts';

/** One failure, without the message or the text of the error: either may hold data of persons. */
export interface RegisteredError {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly exchangeId: string;
  readonly routeId: string | undefined;
  readonly stepId: string | undefined;
  /** Camel's class of the error, and Dhow's code where it has one. */
  readonly exceptionType: string;
  readonly code: string | undefined;
  /** An error handler took it up in the end: handled, continued or dead-lettered. */
  readonly handled: boolean;
  readonly redeliveries: number;
}

export interface ErrorRegistryOptions {
  /** The oldest go; 100 when absent. */
  readonly maximumEntries?: number;
  /** Seconds; 300 when absent. */
  readonly timeToLiveSeconds?: number;
}

/**
 * Keeps the last failures of a context in memory, handled ones too, and those of parts of a split. For a look at what goes
 * wrong now; the messages themselves are in the dead-letter store.
 *
 * @example
 * ```ts
 * import { createContext } from '@dhow/core';
 * import { ErrorRegistry } from '@dhow/core/management';
 *
 * const context = createContext({ components: [] });
 * const errors = new ErrorRegistry(context, { maximumEntries: 20 });
 * console.log(errors.entries.length);
 * errors.close();
 * ```
 */
export class ErrorRegistry {
  readonly #context: DhowContext;
  readonly #maximumEntries: number;
  readonly #timeToLiveMs: number;
  readonly #close: () => void;
  #entries: { readonly error: unknown; entry: RegisteredError }[] = [];

  constructor(context: DhowContext, { maximumEntries = 100, timeToLiveSeconds = 300 }: ErrorRegistryOptions = {}) {
    this.#context = context;
    this.#maximumEntries = maximumEntries;
    this.#timeToLiveMs = timeToLiveSeconds * 1000;
    this.#close = context.events.listenToFailures((failure) => this.#add(failure));
  }

  /** Newest first. */
  get entries(): readonly RegisteredError[] {
    this.#dropOld();
    return this.#entries.map(({ entry }) => entry).toReversed();
  }

  clear(): void {
    this.#entries = [];
  }

  /** Ends it. */
  close(): void {
    this.#close();
  }

  #add(failure: EngineFailure): void {
    const { error, exchange, routeId, stepId, handled } = failure;
    // The failure of a part is that of its message, too; what the message makes of it counts.
    const known = this.#entries.find((each) => each.error === error);
    if (known) {
      known.entry = { ...known.entry, handled };
      return;
    }
    const { code } = (error ?? {}) as { code?: unknown };
    this.#entries.push({
      error,
      entry: {
        at: Math.round(this.#context.core.clock.now()),
        exchangeId: exchange.id,
        routeId,
        stepId,
        exceptionType: exceptionTypeOf(error),
        code: typeof code === 'string' ? code : undefined,
        handled,
        redeliveries: Number(exchange.header('CamelRedeliveryCounter') ?? 0),
      },
    });
    this.#dropOld();
  }

  #dropOld(): void {
    const oldest = this.#context.core.clock.now() - this.#timeToLiveMs;
    const first = this.#entries.findIndex(({ entry }) => entry.at >= oldest);
    const kept = first < 0 ? [] : this.#entries.slice(first);
    this.#entries = kept.slice(-this.#maximumEntries);
  }
}
