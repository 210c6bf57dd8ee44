/**
 * Ten million messages through choice, split, aggregate and error handling, and whether the heap stays as it is.
 * `node --expose-gc --conditions=@dhow/source packages/core/test/programs/soak.ts [millions] [seconds]`: ends after that
 * many messages (10) or seconds (90), and with exit code 1 when the heap grew by more than 20 MB from the first interval
 * to the last one.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { createContext, route, type Exchange } from '../../src/index.ts';
import { loopback } from '../../src/testing/loopback-component.ts';
import { silentLog } from '../../src/log/silent-log.ts';

const total = Number(process.argv[2] ?? 10) * 1_000_000;
const seconds = Number(process.argv[3] ?? 90);
const intervals = 10;
const allowedGrowth = 20_000_000;
const itemsOfBatch = 3;
const collect = (globalThis as { gc?: () => void }).gc;
if (!collect) throw new Error('Start it with --expose-gc');

/** What came through: parts, groups and failures dealt with, to see that nothing was lost. */
const seen = { parts: 0, grouped: 0, failed: 0, plain: 0 };

const soak = route('soak')
  .from('loopback:soak')
  .castBody<readonly number[] | number>()
  .onException(['java.io.IOException'], { handled: true }, (steps) => steps.process(() => void seen.failed++))
  .choice((branches) =>
    branches
      .when(
        ({ body }) => Array.isArray(body),
        (batch) =>
          batch.split((part) =>
            part
              .process(() => void seen.parts++)
              .aggregate(
                ({ exchange }) => Number(exchange.body) % 7,
                {
                  completionSize: 5,
                  aggregationStrategy: (old: Exchange | undefined, next: Exchange) => {
                    next.setHidden('size', Number(old?.property('size') ?? 0) + 1);
                    return next;
                  },
                },
                (group) => group.process(({ exchange }) => void (seen.grouped += Number(exchange.property('size')))),
              ),
          ),
      )
      .when(
        ({ body }) => body === -1,
        (bad) => bad.throwException('java.io.IOException', 'refused'),
      )
      .otherwise((plain) => plain.process(() => void seen.plain++)),
  );

const context = createContext({ components: [loopback()], log: silentLog });
await context.addRoutes(soak);
await context.start();

const startedAt = performance.now();
const elapsed = () => (performance.now() - startedAt) / 1000;
const heaps: number[] = [];
let sent = 0;
/** Messages that went through the route or are parts of such. */
let exchanges = 0;

async function measure(): Promise<void> {
  await nextTurn();
  collect!();
  const { heapUsed } = process.memoryUsage();
  heaps.push(heapUsed);
  const rate = Math.round(exchanges / elapsed() / 1000);
  process.stdout.write(
    `${exchanges} exchanges, ${elapsed().toFixed(1)} s, ${rate}k/s, heap ${(heapUsed / 1e6).toFixed(1)} MB\n`,
  );
}

for (let interval = 1; interval <= intervals && elapsed() < seconds; interval++) {
  const until = Math.min((total / intervals) * interval, total);
  const endOfTime = (seconds / intervals) * interval;
  while (exchanges < until && elapsed() < endOfTime) {
    for (let n = 0; n < 1000; n++, sent++) {
      const kind = sent % 10;
      const body = kind < 4 ? [sent, sent + 1, sent + 2] : kind === 4 && sent % 100 === 4 ? -1 : sent;
      await context.send('loopback:soak', body);
      exchanges += Array.isArray(body) ? 1 + itemsOfBatch : 1;
    }
    await nextTurn();
  }
  await measure();
}
await context.stop();

const growth = heaps.at(-1)! - heaps[0]!;
const open = seen.parts - seen.grouped;
const lost = exchanges - (Math.round(seen.parts / itemsOfBatch) + seen.parts + seen.failed + seen.plain);
process.stdout.write(
  `parts ${seen.parts}, in open groups ${open}, failures handled ${seen.failed}, plain ${seen.plain}, lost ${lost}\n` +
    `growth from the first interval to the last: ${(growth / 1e6).toFixed(1)} MB\n`,
);
// Seven keys, with fewer than five messages each.
process.exitCode = growth > allowedGrowth || lost !== 0 || open > 28 ? 1 : 0;
