import { createContext, type Exchange } from '@dhow/core';
import type { Component, ConsumerRoute } from '@dhow/core/component';
import { begin, end } from '../../report.ts';

/** A route of five steps with statistics on, driven by a source of its own as any consumer drives its route. */
let source: ConsumerRoute | undefined;
const bench: Component = {
  spec: { scheme: 'bench', title: 'Bench', description: 'Hands out its route.', options: {} },
  createEndpoint: ({ uri }) => ({
    uri,
    createConsumer(route) {
      source = route;
      return { start: () => undefined, stop: () => undefined };
    },
  }),
};

let sum = 0;
const step = (process: (exchange: Exchange<number>) => void) => ({
  kind: 'process',
  options: { ref: process as (exchange: Exchange) => void },
});

const context = createContext({ components: [bench] });
await context.addRoutes({
  routes: [
    {
      id: 'five-steps',
      from: { uri: 'bench:five' },
      steps: [
        step((exchange) => {
          exchange.body += 1;
        }),
        step((exchange) => {
          exchange.body *= 2;
        }),
        step((exchange) => {
          exchange.headers.set('kind', exchange.body % 2 === 0 ? 'even' : 'odd');
        }),
        step((exchange) => {
          exchange.body %= 1_000_003;
        }),
        step((exchange) => {
          sum = (sum + exchange.body) % 1_000_000_007;
        }),
      ],
    },
  ],
  scoped: [],
  routeConfigurations: [],
  routeTemplates: [],
  templatedRoutes: [],
  beans: [],
  dataFormats: [],
  rests: [],
});
await context.start();

async function run(count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    const exchange = source!.createExchange(i);
    const waiting = source!.process(exchange);
    if (waiting) await waiting;
    if (exchange.exception) throw exchange.exception;
  }
}

const count = Number(process.argv[2] ?? 1_000_000);
await run(100_000);
sum = 0;
begin();
await run(count);
end(sum, count);
await context.stop();
