import { exceptionTypeOf } from '../error-handling/exception-types.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { dropHolds } from '../stream-cache/keep-readable.ts';
import type { AggregatorParts } from './aggregator-parts.ts';
import type { CompletedBy } from './completion-rules.ts';
import { GroupDeadlines } from './group-deadlines.ts';
import type { GroupTurns } from './group-turns.ts';
import { noteCompletion } from './joined-note.ts';

/** Reading all open groups is not for each look: with the usual interval this is once a minute. */
const looksPerMinute = 12;

/** The end of groups: by a message, by the clock, by hand, at a stop; and groups that an earlier run left behind. */
export class GroupCompletion {
  readonly #parts: AggregatorParts;
  readonly #turns: GroupTurns;
  readonly #deadlines: GroupDeadlines;
  #timers: (() => void)[] = [];
  #looks = 0;
  #toldOpen = 0;

  constructor(parts: AggregatorParts, turns: GroupTurns) {
    this.#parts = parts;
    this.#turns = turns;
    this.#deadlines = new GroupDeadlines(parts.clock, (key) => this.#expired(key));
  }

  async start(intervalMs: number | undefined): Promise<void> {
    const { groups } = this.#parts;
    this.#looks = 0;
    await this.#takeUp();
    // What was over while nobody was here stands in line before the first message that comes now.
    this.#deadlines.resume();
    this.#every(intervalMs, () => this.#turns.run(() => this.completeAll('interval')));
    this.#every(groups.recoveryIntervalMs, () => this.#takeUp());
  }

  /** `complete`: what is still open is sent on. */
  async stop(complete: boolean): Promise<void> {
    const { groups, outlet, closedKeys } = this.#parts;
    for (const cancel of this.#timers.splice(0)) cancel();
    this.#deadlines.pause();
    if (complete) await this.#turns.run(() => this.completeAll('force'));
    else this.#tellOpen();
    await this.#turns.done();
    await outlet.done();
    await groups.leave?.();
    closedKeys?.clear();
  }

  /** Groups in memory end with the route's time in this process: that is not to go unnoticed. */
  #tellOpen(): void {
    const { groups, log, routeId } = this.#parts;
    const keys = groups.keys();
    if (keys instanceof Promise) return;
    const { length } = keys;
    if (length > 0 && length !== this.#toldOpen)
      log.warn(
        `Route ${routeId} stops with open groups: ${length}. They are lost unless the same route goes on. Write completeAllOnStop: true to have them sent, or aggregationRepository: "#state" to keep them.`,
      );
    this.#toldOpen = length;
  }

  /** Time for more messages of a group. */
  renew(key: string, timeoutMs: number): void {
    this.#deadlines.set(key, timeoutMs);
  }

  complete(key: string, by: CompletedBy): void | Promise<void> {
    const group = this.#parts.groups.get(key);
    if (group instanceof Promise) return this.#completeStored(key, group, by);
    if (group !== undefined) return this.finish(key, group, by);
  }

  completeAll(by: CompletedBy): void | Promise<void> {
    const keys = this.#parts.groups.keys();
    return keys instanceof Promise
      ? keys.then((settled) => this.#completeEach(settled, by))
      : this.#completeEach(keys, by);
  }

  finish(key: string, group: Exchange, by: CompletedBy): void | Promise<void> {
    const { groups, strategy, discardOnTimeout } = this.#parts;
    noteCompletion(group, key, by);
    if (by === 'timeout') {
      strategy.timeout?.(group, -1, -1, Number(group.property('CamelAggregatedTimeout') ?? -1));
      if (discardOnTimeout) return this.drop(key, group);
    }
    // What it makes of the group is what is kept until the group was delivered; and should it fail, nothing is lost.
    strategy.onCompletion?.(group);
    const completing = groups.complete(key, group);
    if (completing instanceof Promise) return completing.then(() => this.#finished(key, group));
    return this.#finished(key, group);
  }

  /** Forgets a group that is not to be sent. */
  drop(key: string, group: Exchange | undefined): void | Promise<void> {
    const dropped = () => {
      this.#deadlines.remove(key);
      this.#parts.closedKeys?.add(key);
      if (group !== undefined) dropHolds(group);
    };
    const removing = this.#parts.groups.remove(key);
    return removing instanceof Promise ? removing.then(dropped) : dropped();
  }

  #finished(key: string, group: Exchange): void | Promise<void> {
    this.#deadlines.remove(key);
    this.#parts.closedKeys?.add(key);
    return this.#send(group);
  }

  /** Another process may be faster: then what is left of the group is looked at again. */
  async #completeStored(key: string, first: Promise<Exchange | undefined>, by: CompletedBy): Promise<void> {
    const { groups } = this.#parts;
    let group = await first;
    for (let attempt = 1; group !== undefined; attempt++) {
      const leftMs = by === 'timeout' ? groups.leftMs?.(key) : undefined;
      // A message that came to another process has put the end off.
      if (leftMs !== undefined && leftMs > 0) return this.#deadlines.set(key, leftMs);
      try {
        return await this.finish(key, group, by);
      } catch (error) {
        if (!groups.isConflict?.(error) || !(await groups.backOff!(attempt))) throw error;
      }
      group = await groups.get(key);
    }
  }

  /** One that cannot be completed does not keep the others from it. */
  async #completeEach(keys: readonly string[], by: CompletedBy): Promise<void> {
    const failures: unknown[] = [];
    for (const key of keys) {
      try {
        await this.complete(key, by);
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  }

  /** Complete groups that are on nobody's way; now and then also the times of open groups whose process is gone. */
  async #takeUp(): Promise<void> {
    const { groups, timeoutMs, timeoutExpression } = this.#parts;
    for (const group of (await groups.recover?.()) ?? []) void this.#send(group);
    const isTimed = timeoutMs > 0 || timeoutExpression !== undefined;
    if (!isTimed || this.#looks++ % looksPerMinute !== 0) return;
    for (const [key, leftMs] of (await groups.deadlines?.()) ?? []) this.#deadlines.set(key, leftMs);
  }

  #send(group: Exchange): void | Promise<void> {
    const { groups, outlet } = this.#parts;
    return outlet.send(group, (failed) => (failed ? groups.failed?.(group) : groups.confirm(group)));
  }

  #expired(key: string): void {
    const work = () => this.#turns.run(() => this.complete(key, 'timeout'));
    this.#byClock(work, () => this.#deadlines.set(key, Math.max(1, this.#parts.retryMs)));
  }

  #every(intervalMs: number | undefined, work: () => void | Promise<void>): void {
    if (intervalMs === undefined || intervalMs <= 0) return;
    const at = this.#timers.length;
    const tick = () => {
      this.#timers[at] = this.#parts.clock.schedule(intervalMs, tick);
      this.#byClock(work);
    };
    this.#timers.push(this.#parts.clock.schedule(intervalMs, tick));
  }

  /** Nobody waits for what a timer does: what fails is told in the log, and done again later. */
  #byClock(work: () => void | Promise<void>, again?: () => void): void {
    const failed = (error: unknown) => {
      const { log, routeId } = this.#parts;
      log.warn(`Groups of route ${routeId} could not be completed: ${exceptionTypeOf(error)}. They stay.`, { error });
      again?.();
    };
    try {
      const working = work();
      if (working instanceof Promise) working.catch(failed);
    } catch (error) {
      failed(error);
    }
  }
}
