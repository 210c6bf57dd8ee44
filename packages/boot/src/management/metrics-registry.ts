import { DeadLetterStore } from '@dhow/core/state';
import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';
import type { RouteView, StatisticsView } from './engine-view.ts';
import type { ManagementServices } from './management-services.ts';

type Labels = Record<string, string>;

interface Measure {
  readonly labels: Labels;
  readonly value: number;
}

/**
 * The numbers of the engine under the names that Camel's Micrometer metrics have in Prometheus (`camel.exchanges.failed` is
 * `camel_exchanges_failed_total`), read at each scrape, beside those of the process.
 */
export function createMetricsRegistry({ engine, state }: ManagementServices): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const camelContext = engine.name;
  const letters = new DeadLetterStore(state);

  const ofContextAndRoutes = (read: (statistics: StatisticsView) => number) => (): Measure[] => [
    {
      labels: { camelContext, eventType: 'context', kind: 'CamelContext', routeId: '' },
      value: read(engine.statistics()),
    },
    ...engine
      .routes()
      .map(({ id, statistics }) => ({ labels: routeLabels(camelContext, id), value: read(statistics) })),
  ];
  const ofRoutes = (read: (route: RouteView) => number) => (): Measure[] =>
    engine.routes().map((route) => ({ labels: routeLabels(camelContext, route.id), value: read(route) }));
  const ofSteps = (read: (statistics: StatisticsView) => number) => (): Measure[] =>
    engine.routes().flatMap(({ id: routeId, steps }) =>
      steps.map(({ id: nodeId, statistics }) => ({
        labels: { camelContext, routeId, nodeId },
        value: read(statistics),
      })),
    );
  const single = (read: () => number | Promise<number>) => async (): Promise<Measure[]> => [
    { labels: { camelContext }, value: await read() },
  ];
  const counter = (name: string, help: string, labelNames: string[], measures: () => Measure[]) =>
    new Counter({
      name,
      help,
      labelNames,
      registers: [registry],
      collect() {
        this.reset();
        for (const { labels, value } of measures()) this.inc(labels, value);
      },
    });
  const gauge = (name: string, help: string, labelNames: string[], measures: () => Measure[] | Promise<Measure[]>) =>
    new Gauge({
      name,
      help,
      labelNames,
      registers: [registry],
      async collect() {
        const read = await measures();
        this.reset();
        for (const { labels, value } of read) this.set(labels, value);
      },
    });

  const byRoute = ['camelContext', 'eventType', 'kind', 'routeId'];
  const byStep = ['camelContext', 'routeId', 'nodeId'];
  const byContext = ['camelContext'];
  counter(
    'camel_exchanges_total',
    'Exchanges',
    byRoute,
    ofContextAndRoutes((s) => s.exchangesTotal),
  );
  counter(
    'camel_exchanges_succeeded_total',
    'Completed exchanges',
    byRoute,
    ofContextAndRoutes((s) => s.exchangesCompleted),
  );
  counter(
    'camel_exchanges_failed_total',
    'Failed exchanges',
    byRoute,
    ofContextAndRoutes((s) => s.exchangesFailed),
  );
  counter(
    'camel_exchanges_failures_handled_total',
    'Failures handled',
    byRoute,
    ofContextAndRoutes((s) => s.failuresHandled),
  );
  counter(
    'camel_exchanges_external_redeliveries_total',
    'Exchanges that their source delivered again',
    byRoute,
    ofContextAndRoutes((s) => s.externalRedeliveries),
  );
  gauge(
    'camel_exchanges_inflight',
    'Exchanges under way',
    byRoute,
    ofContextAndRoutes((s) => s.exchangesInflight),
  );
  gauge(
    'camel_routes_added_routes',
    'Routes',
    byContext,
    single(() => engine.routes().length),
  );
  gauge(
    'camel_routes_running_routes',
    'Routes that run',
    byContext,
    single(() => running(engine.routes())),
  );
  counter(
    'camel_route_policy_seconds_count',
    'Exchanges of a route',
    byRoute,
    ofRoutes((r) => r.statistics.exchangesTotal),
  );
  counter(
    'camel_route_policy_seconds_sum',
    'Time in a route',
    byRoute,
    ofRoutes((r) => seconds(r.statistics.totalProcessingTime)),
  );
  gauge(
    'camel_route_policy_seconds_max',
    'Longest time in a route',
    byRoute,
    ofRoutes((r) => seconds(r.statistics.maxProcessingTime)),
  );
  counter(
    'camel_message_history_seconds_count',
    'Exchanges of a step',
    byStep,
    ofSteps((s) => s.exchangesTotal),
  );
  counter(
    'camel_message_history_seconds_sum',
    'Time in a step',
    byStep,
    ofSteps((s) => seconds(s.totalProcessingTime)),
  );
  gauge(
    'camel_message_history_seconds_max',
    'Longest time in a step',
    byStep,
    ofSteps((s) => seconds(s.maxProcessingTime)),
  );
  gauge(
    'dhow_dead_letters_waiting',
    'Dead letters that wait',
    byContext,
    single(() => letters.count({ status: 'waiting' })),
  );
  return registry;
}

function routeLabels(camelContext: string, routeId: string): Labels {
  return { camelContext, eventType: 'route', kind: 'CamelRoute', routeId };
}

function running(routes: readonly RouteView[]): number {
  return routes.filter(({ state }) => state === 'Started').length;
}

function seconds(milliseconds: number): number {
  return milliseconds / 1000;
}
