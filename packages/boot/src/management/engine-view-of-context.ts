import {
  exceptionTypeOf,
  type Channel,
  type DhowContext,
  type PerformanceCounter,
  type RouteRuntime,
} from '@dhow/core';
import { ErrorRegistry } from '@dhow/core/management';
import { Throughput } from './throughput.ts';
import { maskedUri } from './masked-uri.ts';
import type { EndpointHealthView, EngineView, RouteView, StatisticsView, StepView } from './engine-view.ts';

/** The management's view of a context. */
export function engineViewOf(context: DhowContext): EngineView {
  const { clock } = context.core;
  /** Counters keep moments of the monotonic clock. */
  const toDate = (elapsed: number) => (elapsed === 0 ? undefined : Math.round(clock.now() - clock.elapsed() + elapsed));
  const startedAt = clock.now();
  const beganAt = clock.elapsed();
  const errors = new ErrorRegistry(context);
  const throughputs = new Map<string, Throughput>();
  /** Routes that somebody stopped here are not missed; those that somebody started are, whatever their autoStartup says. */
  const wanted = new Map<string, boolean>();
  return {
    name: context.name,
    get isStarted() {
      return context.phase === 'started';
    },
    get uptimeMillis() {
      return clock.now() - startedAt;
    },
    statistics: () => statisticsOf(context.core.counter, toDate),
    routes: () => {
      const oldest = oldestByRoute(context);
      return context.routes.list().map((runtime) => {
        const { routeId } = runtime;
        let throughput = throughputs.get(routeId);
        if (!throughput) throughputs.set(routeId, (throughput = new Throughput(beganAt)));
        return {
          ...routeOf(runtime, wanted, clock.now(), toDate),
          throughput: micro(throughput.sample(runtime.counter.total, clock.elapsed())),
          oldestInflightMillis: oldest.get(routeId),
        };
      });
    },
    inflight: () =>
      Array.from(context.inflight, ({ exchange, routes, startedAt: since, waitsIn, waitsSince }) => ({
        exchangeId: exchange.id,
        routeId: routes.at(-1),
        fromRouteId: exchange.fromRouteId,
        durationMillis: Math.round(clock.elapsed() - since),
        waitsIn,
        waitingMillis: waitsIn === undefined ? undefined : Math.round(clock.elapsed() - waitsSince),
      })),
    errors: () => errors.entries,
    checkEndpoints: (signal) => checkEndpoints(context, signal),
    async control(routeId, action, delayMs) {
      if (action === 'restart') await context.routes.restart(routeId, delayMs);
      else await context.routes[action](routeId);
      if (action !== 'reset') wanted.set(routeId, action !== 'stop' && action !== 'suspend');
    },
  };
}

function routeOf(
  runtime: RouteRuntime,
  wanted: ReadonlyMap<string, boolean>,
  now: number,
  toDate: (elapsed: number) => number | undefined,
): Omit<RouteView, 'throughput' | 'oldestInflightMillis'> {
  const { model, settings, counter, channels } = runtime;
  return {
    id: runtime.routeId,
    group: model.group,
    description: model.description,
    endpointUri: maskedUri(model.from.uri),
    sourceLocation: locationOf(model),
    state: runtime.state,
    shouldRun: wanted.get(runtime.routeId) ?? settings.autoStartup,
    uptimeMillis: runtime.startedAt === undefined ? 0 : now - runtime.startedAt,
    lastError: runtime.lastError === undefined ? undefined : nameOf(runtime.lastError),
    statistics: statisticsOf(counter, toDate),
    steps: channels.map((channel) => stepOf(channel, toDate)),
  };
}

function oldestByRoute(context: DhowContext): ReadonlyMap<string, number> {
  const now = context.core.clock.elapsed();
  const oldest = new Map<string, number>();
  for (const { routes, startedAt } of context.inflight) {
    const age = Math.round(now - startedAt);
    for (const id of routes) oldest.set(id, Math.max(age, oldest.get(id) ?? 0));
  }
  return oldest;
}

function stepOf({ id, step, counter }: Channel, toDate: (elapsed: number) => number | undefined): StepView {
  return { id, kind: step.kind, sourceLocation: locationOf(step), statistics: statisticsOf(counter, toDate) };
}

/** Milliseconds as exact as the clock is. */
const micro = (ms: number): number => Math.round(ms * 1000) / 1000;

function statisticsOf(counter: PerformanceCounter, toDate: (elapsed: number) => number | undefined): StatisticsView {
  return {
    exchangesTotal: counter.total,
    exchangesCompleted: counter.completed,
    exchangesFailed: counter.failed,
    exchangesInflight: counter.inflight,
    failuresHandled: counter.failuresHandled,
    redeliveries: counter.redeliveries,
    externalRedeliveries: counter.externalRedeliveries,
    minProcessingTime: micro(counter.minTime),
    meanProcessingTime: micro(counter.meanTime),
    maxProcessingTime: micro(counter.maxTime),
    lastProcessingTime: micro(Math.max(0, counter.lastTime)),
    totalProcessingTime: micro(counter.totalTime),
    lastExchangeCompletedTimestamp: toDate(counter.lastCompletedAt),
    lastExchangeFailureTimestamp: toDate(counter.lastFailureAt),
  };
}

async function checkEndpoints(context: DhowContext, signal: AbortSignal): Promise<readonly EndpointHealthView[]> {
  const checks = context.core.endpoints.endpoints().flatMap((endpoint) => {
    if (!endpoint.checkHealth) return [];
    const uri = maskedUri(endpoint.uri);
    return [
      endpoint.checkHealth(signal).then(
        (result): EndpointHealthView => ({ uri, ...result }),
        (error: unknown): EndpointHealthView => ({ uri, status: 'DOWN', details: { error: nameOf(error) } }),
      ),
    ];
  });
  return Promise.all(checks);
}

/** Code or class of an error: its text may name data. */
function nameOf(error: unknown): string {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === 'string' ? code : exceptionTypeOf(error);
}

function locationOf({ source }: { readonly source?: { file: string; line: number } | undefined }): string | undefined {
  return source && `${source.file}:${source.line}`;
}
