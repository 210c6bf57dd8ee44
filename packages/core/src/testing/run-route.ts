import type { RouteBuilder } from '../engine/route-source.ts';
import type { SendOptions } from '../engine/exchange-sender.ts';
import { RouteError } from '../errors/route-error.ts';
import type { Exchange } from '../exchange/exchange.ts';
import type { RoutesModel } from '../model/route-model.ts';
import type { Mocks } from './mock-components.ts';
import { advise } from './route-advice.ts';
import type { RouteCoverage } from './route-coverage.ts';
import type { StepSnapshot } from './step-snapshots.ts';
import { createTestContext, type TestContext, type TestContextOptions } from './test-context.ts';

export interface RunRouteOptions extends TestContextOptions, Omit<SendOptions, 'properties'> {
  /** The route that gets the message; the first one when absent. */
  readonly routeId?: string;
  readonly exchangeProperties?: Readonly<Record<string, unknown>>;
  /** Called before the message is sent: replies of mocks, faults. */
  readonly prepare?: (context: TestContext) => void | Promise<void>;
}

export interface RouteRun {
  readonly exchange: Exchange;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly exception: unknown;
  readonly mocks: Mocks;
  /** What each step did, in the order in which the steps ended. */
  readonly steps: readonly StepSnapshot[];
  readonly coverage: RouteCoverage;
}

/**
 * Sends one message through a route whose source is left out, in a context of its own with virtual time, and answers all
 * that can be seen. Waits of the route pass at once.
 *
 * @example
 * ```ts
 * import { route } from '@dhow/core';
 * import { runRoute } from '@dhow/core/testing';
 *
 * const report = route('report').from('file:inbox').to('http:api.example.org/reports');
 * const run = await runRoute(report, 'a,b', { mock: ['http'], headers: { unit: 'DiszpKrYNg8' } });
 * console.log(run.mocks.get('http:api.example.org/reports').bodies); // ['a,b']
 * ```
 */
export async function runRoute(
  source: RoutesModel | RouteBuilder,
  body: unknown,
  options: RunRouteOptions = {},
): Promise<RouteRun> {
  const { routeId, headers, variables, pattern, signal, exchangeProperties, prepare, ...rest } = options;
  const model = 'toRoutes' in source ? await source.toRoutes() : source;
  const id = routeId ?? model.routes[0]?.id;
  if (model.routes.length === 0)
    throw new RouteError('ROUTE_EXPECTATION_FAILED', { reason: 'There is no route to run.' });
  const context = createTestContext(rest);
  const advised = model.routes.map((route) =>
    route.id === id ? advise(route).replaceFrom('loopback:run-route').route : route,
  );
  await context.addRoutes({ ...model, routes: advised });
  await context.start();
  try {
    await prepare?.(context);
    const sending = { headers, variables, signal, properties: exchangeProperties, pattern: pattern ?? 'InOut' };
    const exchange = await context.clock.runUntil(context.send('loopback:run-route', body, sending));
    return {
      exchange,
      body: exchange.body,
      headers: exchange.headers.toObject(),
      exception: exchange.exception,
      mocks: context.mocks,
      steps: context.snapshots.all,
      coverage: context.coverage(),
    };
  } finally {
    const stopping = context.stop();
    await context.clock.runUntil(stopping);
  }
}
