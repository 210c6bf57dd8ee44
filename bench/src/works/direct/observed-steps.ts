import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '@dhow/core/component';
import { BacklogTracer, recordHistory } from '@dhow/core/management';
import { memoryStateStore, MessageHistoryStore } from '@dhow/core/state';
import { startDroppingTracing, traceRoutes } from '@dhow/opentelemetry';
import { begin, end } from '../../report.ts';
import { startFiveSteps, type FiveStepRoute } from './five-step-route.ts';

/** The route of five steps while somebody looks: `node observed-steps.ts WAY`. */
const way = process.argv[2] ?? 'plain';
const count = 100_000;

const ways: Readonly<Record<string, (observed: FiveStepRoute) => void | Promise<void>>> = {
  plain: () => undefined,
  // What remains of the statistics without reading the clock.
  'still-clock': () => undefined,
  history: ({ context }) =>
    void recordHistory(context, new MessageHistoryStore(memoryStateStore()), () => ({ payload: 'metadata' })),
  tracer: ({ context }) => new BacklogTracer(context).enable(),
  // One span a message and, with `steps`, one more for each step; an exporter takes them and drops them.
  spans: ({ context }) => void traceRoutes(context, startDroppingTracing()),
  'spans-of-steps': ({ context }) => void traceRoutes(context, { ...startDroppingTracing(), traceProcessors: true }),
};

const stillClock: Clock = {
  now: () => Date.now(),
  elapsed: () => 0,
  schedule(ms, callback) {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
  sleep: (ms) => sleep(ms),
};

const observed = await startFiveSteps(way === 'still-clock' ? stillClock : undefined);
await ways[way]!(observed);

async function run(): Promise<void> {
  // In thousands, so that what is kept beside the route does not pile up: no source sends 100,000 in one go.
  for (let sent = 0; sent < count; sent += 1000) {
    await observed.run(1000);
    await observed.context.core.asideDone();
  }
}

await run();
observed.takeSum();
begin();
await run();
end(observed.takeSum(), count);
await observed.context.stop();
