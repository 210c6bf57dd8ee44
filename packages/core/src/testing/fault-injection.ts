import type { Channel } from '../engine/channel.ts';
import type { DhowContext } from '../engine/dhow-context.ts';
import { nearestHint } from '../errors/nearest-name.ts';
import { RouteError } from '../errors/route-error.ts';

/** Makes steps of a running context fail, slow or hang, by their ids. */
export class FaultInjection {
  readonly #context: DhowContext;
  readonly #restore: (() => void)[] = [];

  constructor(context: DhowContext) {
    this.#context = context;
  }

  /** The step fails instead of running, for the next `times` messages or for all. */
  fail(stepId: string, error: unknown, times = Number.POSITIVE_INFINITY): void {
    let left = times;
    this.#stand(stepId, (inner) => (exchange, signal) => {
      if (left-- > 0) throw error;
      return inner(exchange, signal);
    });
  }

  /** The step waits before it runs, by the context's clock. */
  slow(stepId: string, ms: number): void {
    const { clock } = this.#context.core;
    this.#stand(stepId, (inner) => async (exchange, signal) => {
      await clock.sleep(ms, signal);
      return inner(exchange, signal);
    });
  }

  /** The step does not end until its message is aborted. */
  hang(stepId: string): void {
    this.#stand(
      stepId,
      () => (_exchange, signal) =>
        new Promise((_, reject) => {
          const abort = () => reject(signal.reason as Error);
          if (signal.aborted) abort();
          else signal.addEventListener('abort', abort, { once: true });
        }),
    );
  }

  /** Takes all faults away. */
  clear(): void {
    for (const restore of this.#restore.splice(0).toReversed()) restore();
  }

  #stand(stepId: string, around: (inner: Channel['process']) => Channel['process']): void {
    const channels = this.#context.routes.list().flatMap((route) => route.channels);
    const channel = channels.find(({ id }) => id === stepId);
    if (!channel) {
      const nearest = nearestHint(
        stepId,
        channels.map(({ id }) => id),
      );
      throw new RouteError('ROUTE_EXPECTATION_FAILED', { reason: `There is no step "${stepId}".${nearest}` });
    }
    const before = channel.process;
    channel.process = around(before);
    this.#restore.push(() => {
      channel.process = before;
    });
  }
}
