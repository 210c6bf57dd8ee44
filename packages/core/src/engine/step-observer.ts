import type { Exchange } from '../exchange/exchange.ts';
import type { Channel } from './channel.ts';

/** Sees each step of a route: message history, tracer, debugger, step snapshots. None costs one comparison a step. */
export interface StepObserver {
  /** Before the step; a promise holds it up. */
  before?(exchange: Exchange, channel: Channel, routeId: string): void | Promise<void>;
  /** After the step and its error handler. */
  after?(exchange: Exchange, channel: Channel, routeId: string, durationMs: number): void;
}

/** The observers of a route, shared by all its pipelines; replaced while it runs. */
export interface ObserverSlot {
  observer: StepObserver | undefined;
}
