import type { Compiler } from '../engine/compiler.ts';
import type { ExchangeUnitOfWork } from '../engine/exchange-unit-of-work.ts';
import type { RouteHost } from '../engine/route-host.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { asPart, type PartWorker } from './part-runner.ts';
import type { Processor } from './processor.ts';
import { thenRun } from './then-run.ts';

/**
 * Runs the parts of one split one after the other. What {@link asPart} makes for each, a unit of work and its place among
 * those in flight, serves all parts that neither wait nor leave anything to do; and the end of one part is the beginning of
 * the next by the clock.
 */
export class PartsInTurn implements PartWorker {
  readonly #process: Processor;
  readonly #alone: Processor;
  readonly #host: RouteHost;
  readonly #routeId: string;
  readonly #parent: ExchangeUnitOfWork | undefined;
  #unit: ExchangeUnitOfWork | undefined = undefined;

  constructor(process: Processor, compiler: Compiler, parent: ExchangeUnitOfWork | undefined) {
    this.#process = process;
    this.#alone = asPart(process, compiler, parent);
    this.#host = compiler.host;
    this.#routeId = compiler.routeId;
    this.#parent = parent;
  }

  process(exchange: Exchange, _index: number, signal: AbortSignal): void | Promise<void> {
    const host = this.#host;
    // Somebody wants to hear of each part, or the message as it came in.
    if (host.keepOriginal || host.events.active || this.#parent?.original) return this.#alone(exchange, signal);
    const transaction = exchange.unitOfWork?.transaction;
    const unit = (exchange.unitOfWork = this.#unit ?? this.#begin(exchange));
    unit.exchange = exchange;
    unit.startedAt = host.time.last;
    unit.begun = true;
    unit.transaction = transaction;
    const waiting = this.#process(exchange, signal);
    if (waiting === undefined && unit.isEmpty) {
      unit.begun = false;
      exchange.unitOfWork = undefined;
      this.#unit = unit;
      return;
    }
    this.#unit = undefined;
    return waiting === undefined ? host.endUnitOfWork(exchange, unit) : this.#endLater(waiting, exchange, unit);
  }

  /** Runs what runs the parts; when it has ended, whichever way, nothing of them is in flight. */
  around(work: () => void | Promise<void>): void | Promise<void> {
    let waiting: void | Promise<void>;
    try {
      waiting = work();
    } catch (error) {
      this.#close();
      throw error;
    }
    return thenRun(waiting, () => this.#close());
  }

  #close(): void {
    if (this.#unit !== undefined) this.#host.inflight.remove(this.#unit);
  }

  async #endLater(waiting: Promise<void>, exchange: Exchange, unit: ExchangeUnitOfWork): Promise<void> {
    await waiting;
    const ending = this.#host.endUnitOfWork(exchange, unit);
    if (ending !== undefined) await ending;
  }

  #begin(exchange: Exchange): ExchangeUnitOfWork {
    const host = this.#host;
    exchange.unitOfWork = undefined;
    const unit = host.beginUnitOfWork(exchange, this.#parent, host.time.last);
    unit.routes = [this.#routeId];
    return unit;
  }
}
