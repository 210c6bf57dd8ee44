import { createContext, groupedBody, route, type RouteSteps } from '@dhow/core';
import { direct, directComponent } from '@dhow/components/direct';
import { seda, sedaComponent } from '@dhow/components/seda';
import { measureWarm } from '../../report.ts';

/** One pattern as a route, driven by a program: `node routes.ts NAME`. */
const [name] = process.argv.slice(2);
let sum = 0;
let count = 0;
let finished: (() => void) | undefined;
const add = (value: number) => {
  sum = (sum + value) % 1_000_000_007;
};
const lines = () => Array.from({ length: 100_000 }, (_, i) => `line ${i}`).join('\n');

interface Pattern {
  readonly routes: readonly RouteSteps<never, never>[];
  readonly units: number;
  run(send: (body: unknown) => Promise<unknown>): Promise<void>;
}

const each = (units: number) => async (send: (body: unknown) => Promise<unknown>) => {
  for (let i = 0; i < units; i++) await send(i);
};

/** What happens beside the sender (complete groups, queues) must end too. */
async function untilFinished(work: () => Promise<unknown>): Promise<void> {
  const done = new Promise<void>((resolve) => {
    finished = resolve;
  });
  await work();
  await done;
}

const patterns: Readonly<Record<string, () => Pattern>> = {
  'split-aggregate': () => ({
    units: 100_000,
    routes: [
      route('split')
        .from(direct<string>('start'))
        .split(
          ({ body }) => body.split('\n'),
          (steps) =>
            steps.aggregate(
              () => true,
              { completionSize: 100, aggregationStrategy: groupedBody() },
              (group) =>
                group.castBody<string[]>().process(({ body }) => {
                  for (const line of body) add(line.length);
                  if (++count === 1_000) finished?.();
                }),
            ),
          { streaming: true },
        ) as never,
    ],
    run: (send) => untilFinished(() => send(lines())),
  }),
  'aggregate-groups': () => ({
    units: 100_000,
    routes: [
      route('groups')
        .from(direct<number>('start'))
        .aggregate(
          ({ body }) => body % 1_000,
          { completionSize: 100, aggregationStrategy: groupedBody() },
          (group) =>
            group.castBody<number[]>().process(({ body }) => {
              for (const n of body) add(n);
              if (++count === 1_000) finished?.();
            }),
        ) as never,
    ],
    run: (send) => untilFinished(() => each(100_000)(send)),
  }),
  router: () => ({
    units: 200_000,
    routes: [
      route('router')
        .from(direct<number>('start'))
        .choice((branches) => {
          let all = branches;
          for (let k = 0; k < 20; k++) {
            all = all.when(
              ({ body }) => body % 20 === k,
              (steps) =>
                steps.process(({ body }) => {
                  count++;
                  add(body * k);
                }),
            ) as never;
          }
          return all;
        }) as never,
    ],
    run: each(200_000),
  }),
  seda: () => ({
    units: 200_000,
    routes: [
      route('sender')
        .from(direct<number>('start'))
        .to(seda<number>('queue', { size: 1_000 })) as never,
      route('receiver')
        .from(seda<number>('queue', { size: 1_000 }))
        .process(({ body }) => {
          add(body);
          if (++count === 200_000) finished?.();
        }) as never,
    ],
    run: (send) => untilFinished(() => each(200_000)(send)),
  }),
  'circuit-breaker': () => ({
    units: 200_000,
    routes: [
      route('guarded')
        .from(direct<number>('start'))
        .circuitBreaker((steps) =>
          steps.process(({ body }) => {
            count++;
            add(body);
          }),
        ) as never,
    ],
    run: each(200_000),
  }),
};

const pattern = patterns[name!]!();
const context = createContext({ components: [directComponent(), sedaComponent()] });
for (const each of pattern.routes) await context.addRoutes(each);
await context.start();
const send = async (body: unknown) => {
  const exchange = await context.send('direct:start', body);
  if (exchange.exception) throw exchange.exception;
};
await measureWarm(
  () => {
    sum = count = 0;
    return pattern.run(send);
  },
  () => `${count}:${sum}`,
  () => pattern.units,
);
await context.stop();
