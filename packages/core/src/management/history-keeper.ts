import type { Clock } from '../clock/clock.ts';
import type { Channel } from '../engine/channel.ts';
import type { StepObserver } from '../engine/step-observer.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { messageHistoryOf, rememberStep, type PassedStep } from '../exchange/message-history.ts';

/** Keeps the steps that messages take with them: `messageHistory` of a route. */
export class HistoryKeeper implements StepObserver {
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  before(exchange: Exchange, { id, step }: Channel, routeId: string): void {
    const place = step.source && `${step.source.file}:${step.source.line}`;
    rememberStep(exchange, {
      routeId,
      stepId: id,
      kind: step.kind,
      place,
      elapsedMs: undefined,
      at: this.#clock.elapsed(),
    });
  }

  after(exchange: Exchange, { id }: Channel, _routeId: string, durationMs: number): void {
    // Steps inside of this one came after it.
    let at = messageHistoryOf(exchange);
    while (at !== undefined && !isRunning(at.step, id)) at = at.before;
    if (at !== undefined) at.step.elapsedMs = durationMs;
  }
}

function isRunning({ stepId, elapsedMs }: PassedStep, id: string): boolean {
  return elapsedMs === undefined && stepId === id;
}
