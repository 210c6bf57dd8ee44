import type { Exchange } from '../exchange/exchange.ts';

/**
 * One step as the engine runs it. It changes the exchange in place and reports failure by throwing, rejecting, or setting
 * `exchange.exception`. Returning without a promise keeps the engine's loop synchronous, which costs no promise:
 * return one only when the step really waits.
 *
 * `signal` aborts when the message should stop being worked on (time-out, circuit breaker, forced shutdown); a step that
 * waits hands it on.
 */
export type Processor = (exchange: Exchange, signal: AbortSignal) => void | Promise<void>;
