import type { RouteBuilder } from '../engine/route-source.ts';
import type { SendOptions } from '../engine/exchange-sender.ts';
import { nearestHint } from '../errors/nearest-name.ts';
import { RouteError } from '../errors/route-error.ts';
import type { Exchange } from '../exchange/exchange.ts';
import type { RouteModel, RoutesModel } from '../model/route-model.ts';
import type { Mocks } from './mock-components.ts';
import { advise, type RouteAdvice } from './route-advice.ts';
import type { RouteCoverage } from './route-coverage.ts';
import type { StepSnapshot } from './step-snapshots.ts';
import { createTestContext, type TestContext, type TestContextOptions } from './test-context.ts';

export interface RunRouteOptions extends TestContextOptions, Omit<SendOptions, 'properties'> {
  /** The route that gets the message; the first one when absent. */
  readonly routeId?: string;
  readonly exchangeProperties?: Readonly<Record<string, unknown>>;
  /** Changes the route that gets the message; what its file has besides stays. */
  readonly advise?: (advice: RouteAdvice) => RouteAdvice;
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
  const {
    routeId,
    headers,
    variables,
    pattern,
    signal,
    exchangeProperties,
    prepare,
    advise: change,
    ...rest
  } = options;
  const model = 'toRoutes' in source ? await source.toRoutes() : source;
  const context = createTestContext(rest);
  await context.addRoutes(withoutSource(model, routeId, change));
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

const start = 'loopback:run-route';

/** The model with another source for the route of that id, or for the first one: its own, or one made of a template. */
function withoutSource(
  model: RoutesModel,
  routeId: string | undefined,
  change: (advice: RouteAdvice) => RouteAdvice = (advice) => advice,
): RoutesModel {
  const { routes, templatedRoutes, routeTemplates } = model;
  const advised = (route: RouteModel) => change(advise(route)).replaceFrom(start).route;
  const chosen = routes.find(({ id }) => routeId === undefined || id === routeId);
  if (chosen !== undefined)
    return { ...model, routes: routes.map((route) => (route === chosen ? advised(route) : route)) };
  const use = templatedRoutes.find((each) => routeId === undefined || each.routeId === routeId);
  if (use !== undefined) {
    const templates = routeTemplates.map((each) =>
      each.id === use.routeTemplateRef ? { ...each, route: advised(each.route) } : each,
    );
    return { ...model, routeTemplates: templates, templatedRoutes: [use] };
  }
  const ids = [...routes.map(({ id }) => id), ...templatedRoutes.map((each) => each.routeId)].filter(
    (id) => id !== undefined,
  );
  if (routeId !== undefined && ids.length > 0)
    throw new RouteError('ROUTE_NO_SUCH_ROUTE', { found: routeId, nearest: nearestHint(routeId, ids) });
  throw new RouteError('ROUTE_EXPECTATION_FAILED', { reason: 'There is no route to run.' });
}
