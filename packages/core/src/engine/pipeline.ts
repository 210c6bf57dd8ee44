import { thrown } from '../errors/thrown.ts';
import type { Processor } from '../eip/processor.ts';
import type { ClockReading } from '../clock/clock-reading.ts';
import type { Exchange } from '../exchange/exchange.ts';
import type { UnitOfWork } from '../exchange/unit-of-work.ts';
import type { EngineEvents } from '../management/engine-events.ts';
import type { Channel } from './channel.ts';
import { keepInput, type MessageSnapshot } from './message-snapshot.ts';
import type { ObserverSlot, StepObserver } from './step-observer.ts';
import { wasRedelivered } from './was-redelivered.ts';

/** What all pipelines of a route share. */
export interface PipelineSetting {
  readonly routeId: string;
  readonly time: ClockReading;
  readonly slot: ObserverSlot;
  readonly events: EngineEvents;
  /** Whoever runs it has just read the clock. */
  readonly outermost?: boolean;
}

/** False once the exchange failed, was stopped, marked for rollback, or a failure of it was handled. */
export function mayContinue(exchange: Exchange): boolean {
  return exchange.exception === undefined && !exchange.ended;
}

/** A failure that no error handler has dealt with yet. */
export function isNewFailure(exchange: Exchange): boolean {
  return exchange.exception !== undefined && !exchange.failureHandled && !exchange.redeliveryExhausted;
}

/**
 * Steps one after the other. Never throws or rejects: the failure is in the exchange. Stays synchronous until a step
 * waits; reads the clock once at each boundary between steps, so that every message is timed at every step.
 */
export function createPipeline(channels: readonly Channel[], setting: PipelineSetting): Processor {
  const { time, slot, routeId } = setting;
  const count = channels.length;

  function run(exchange: Exchange, signal: AbortSignal, first: number): void | Promise<void> {
    let at = first === 0 && setting.outermost ? time.last : time.read();
    for (let i = first; i < count; i++) {
      const channel = channels[i]!;
      if (slot.observer !== undefined) return runObserved(exchange, signal, i);
      const { counter } = channel;
      counter.inflight++;
      const input = channel.keepsBody ? keepInput(exchange, channel.keepsInput, channel.cachesBody) : undefined;
      try {
        const waiting = channel.process(exchange, signal);
        if (waiting !== undefined) return runLater(exchange, signal, i, at, waiting, input);
      } catch (error) {
        exchange.exception = error ?? new Error(`The step ${channel.id} threw nothing`);
      }
      if (exchange.exception !== undefined) {
        time.read();
        return failed(exchange, signal, i, at, input);
      }
      const now = time.read();
      counter.complete(now, now - at, exchange.sequence);
      if (exchange.failureHandled) counter.failuresHandled++;
      at = now;
      if (!mayContinue(exchange)) return;
    }
  }

  async function runLater(
    exchange: Exchange,
    signal: AbortSignal,
    index: number,
    at: number,
    waiting: Promise<void>,
    input: MessageSnapshot | undefined,
  ): Promise<void> {
    const { counter, id } = channels[index]!;
    const unit = exchange.unitOfWork;
    const isInnermost = beginWait(unit, id, at);
    try {
      await waiting;
    } catch (error) {
      exchange.exception = error ?? new Error(`The step ${id} threw nothing`);
    }
    if (isInnermost) unit!.waitsIn = undefined;
    const now = time.read();
    if (exchange.exception !== undefined) return failed(exchange, signal, index, at, input);
    counter.complete(now, now - at, exchange.sequence);
    if (exchange.failureHandled) counter.failuresHandled++;
    if (index + 1 < count && mayContinue(exchange)) await run(exchange, signal, index + 1);
  }

  function failed(
    exchange: Exchange,
    signal: AbortSignal,
    index: number,
    at: number,
    input: MessageSnapshot | undefined,
  ): void | Promise<void> {
    const { counter, errorHandler } = channels[index]!;
    if (errorHandler !== undefined && isNewFailure(exchange)) return runHandled(exchange, signal, index, at, input);
    counter.fail(time.last, exchange.sequence);
    if (wasRedelivered(exchange)) counter.redeliveries++;
  }

  async function runHandled(
    exchange: Exchange,
    signal: AbortSignal,
    index: number,
    at: number,
    input: MessageSnapshot | undefined,
  ): Promise<void> {
    const channel = channels[index]!;
    await handle(channel, exchange, signal, at, input);
    if (index + 1 < count && mayContinue(exchange)) await run(exchange, signal, index + 1);
  }

  /** With redelivery each attempt counts by itself; without, a failure that was dealt with counts as done. */
  async function handle(
    channel: Channel,
    exchange: Exchange,
    signal: AbortSignal,
    at: number,
    input: MessageSnapshot | undefined,
  ): Promise<void> {
    const { counter, errorHandler, keepsInput } = channel;
    if (wasRedelivered(exchange)) counter.redeliveries++;
    if (keepsInput) counter.fail(time.last, exchange.sequence);
    const { exception: error } = exchange;
    const unit = exchange.unitOfWork;
    const isInnermost = beginWait(unit, channel.id, at);
    await errorHandler!.handle(channel, exchange, signal, input);
    if (isInnermost) unit!.waitsIn = undefined;
    const now = time.read();
    setting.events.tellFailure({
      exchange,
      error: exchange.exception ?? exchange.property('CamelExceptionCaught') ?? error,
      routeId,
      stepId: channel.id,
      handled: exchange.exception === undefined,
    });
    if (keepsInput) return;
    if (exchange.exception !== undefined) return counter.fail(now, exchange.sequence);
    counter.complete(now, now - at, exchange.sequence);
    if (exchange.failureHandled) counter.failuresHandled++;
  }

  /** The same while somebody looks: stays synchronous, too, until an observer or a step waits. */
  function runObserved(exchange: Exchange, signal: AbortSignal, first: number): void | Promise<void> {
    for (let i = first; i < count; i++) {
      const { observer } = slot;
      if (observer === undefined) return run(exchange, signal, i);
      const channel = channels[i]!;
      const held = observer.before?.(exchange, channel, routeId);
      const done =
        held === undefined
          ? observeStep(exchange, signal, channel, observer)
          : held.then(() => observeStep(exchange, signal, channel, observer));
      if (done !== undefined)
        return done.then(() =>
          i + 1 < count && mayContinue(exchange) ? runObserved(exchange, signal, i + 1) : undefined,
        );
      if (!mayContinue(exchange)) return;
    }
  }

  function observeStep(
    exchange: Exchange,
    signal: AbortSignal,
    channel: Channel,
    observer: StepObserver,
  ): void | Promise<void> {
    const at = time.read();
    channel.counter.inflight++;
    const input = channel.keepsBody ? keepInput(exchange, channel.keepsInput, channel.cachesBody) : undefined;
    const waiting = contained(channel, exchange, signal);
    if (waiting === undefined) return observed(exchange, signal, channel, observer, at, input);
    const unit = exchange.unitOfWork;
    const isInnermost = beginWait(unit, channel.id, at);
    return waiting.then(() => {
      if (isInnermost) unit!.waitsIn = undefined;
      return observed(exchange, signal, channel, observer, at, input);
    });
  }

  function observed(
    exchange: Exchange,
    signal: AbortSignal,
    channel: Channel,
    observer: StepObserver,
    at: number,
    input: MessageSnapshot | undefined,
  ): void | Promise<void> {
    const now = time.read();
    const { counter } = channel;
    if (exchange.exception === undefined) {
      counter.complete(now, now - at, exchange.sequence);
      if (exchange.failureHandled) counter.failuresHandled++;
    } else if (channel.errorHandler === undefined || !isNewFailure(exchange)) {
      counter.fail(now, exchange.sequence);
      if (wasRedelivered(exchange)) counter.redeliveries++;
    } else
      return handle(channel, exchange, signal, at, input).then(() =>
        observer.after?.(exchange, channel, routeId, time.last - at),
      );
    observer.after?.(exchange, channel, routeId, now - at);
  }

  return (exchange, signal) => run(exchange, signal, 0);
}

/** Notes where a message waits, for who looks at those under way. Of steps within steps the innermost counts: it comes first. */
function beginWait(unit: UnitOfWork | undefined, stepId: string, at: number): boolean {
  if (unit === undefined || unit.waitsIn !== undefined) return false;
  unit.waitsIn = stepId;
  unit.waitsSince = at;
  return true;
}

/** Runs a step; its failure is in the exchange afterwards. */
function contained({ id, process }: Channel, exchange: Exchange, signal: AbortSignal): void | Promise<void> {
  const failed = (error: unknown) => {
    exchange.exception = error ?? new Error(`The step ${id} threw nothing`);
  };
  try {
    return process(exchange, signal)?.catch(failed);
  } catch (error) {
    failed(error);
  }
}

/** A processor whose failures go into the exchange instead of out of the call. */
export function contain(processor: Processor): Processor {
  return (exchange, signal) => {
    try {
      const waiting = processor(exchange, signal);
      if (waiting === undefined) return;
      return waiting.catch((error: unknown) => {
        exchange.exception = thrown(error);
      });
    } catch (error) {
      exchange.exception = thrown(error);
    }
  };
}
