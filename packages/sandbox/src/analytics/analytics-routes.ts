import type { Router } from '../http/router.ts';
import type { ServerContext } from '../server/server-context.ts';
import { dataRoutes } from './aggregate/data-routes.ts';
import { dimensionRoutes } from './dimensions/dimension-routes.ts';
import { eventRoutes } from './events/event-routes.ts';
import { outlierRoutes } from './outliers/outlier-routes.ts';
import { repeatAbortedRun, startResourceTables, startRun } from './tables/analytics-run.ts';
import { outputPeriodTypeRoutes } from './tables/output-period-types.ts';

/** Analytics: the runs that make its tables, and the queries that read them. */
export function analyticsRoutes(router: Router, context: ServerContext): void {
  for (const method of ['POST', 'PUT']) {
    router.on(method, 'resourceTables/analytics', (call) => startRun(context, call));
    router.on(method, 'resourceTables', (call) => startResourceTables(context, call));
  }
  outputPeriodTypeRoutes(router, context, () => repeatAbortedRun(context));
  dataRoutes(router, context);
  eventRoutes(router, context);
  dimensionRoutes(router, context);
  outlierRoutes(router, context);
}
