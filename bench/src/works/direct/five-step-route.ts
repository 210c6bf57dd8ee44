import { createContext, noRoutes, type DhowContext, type Exchange } from '@dhow/core';
import type { Clock, Component, ConsumerRoute } from '@dhow/core/component';

/** A started route of five steps, driven by a source of its own as any consumer drives its route. */
export interface FiveStepRoute {
  readonly context: DhowContext;
  readonly route: ConsumerRoute;
  /** Sends so many messages through, one after the other. */
  run(count: number): Promise<void>;
  /** Over all messages since it was taken last. */
  takeSum(): number;
}

export async function startFiveSteps(clock?: Clock): Promise<FiveStepRoute> {
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
  const context = createContext({ components: [bench], ...(clock && { clock }) });
  await context.addRoutes({
    ...noRoutes,
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
  });
  await context.start();
  const route = source!;
  return {
    context,
    route,
    async run(count) {
      for (let i = 0; i < count; i++) {
        const exchange = route.createExchange(i);
        const waiting = route.process(exchange);
        if (waiting) await waiting;
        if (exchange.exception) throw exchange.exception;
      }
    },
    takeSum() {
      const taken = sum;
      sum = 0;
      return taken;
    },
  };
}
