import type { Router } from '../http/router.ts';
import type { ServerContext } from '../server/server-context.ts';
import { approvalRoutes } from './approval-routes.ts';
import { auditRoutes } from './audit-routes.ts';
import { completenessRoutes } from './completeness-routes.ts';
import { entryFormRoutes } from './entry-form-routes.ts';
import { getDataValueSets } from './export-route.ts';
import { postDataValueSets } from './import-route.ts';
import { lockExceptionRoutes } from './lock-exceptions.ts';
import { minMaxRoutes } from './min-max-routes.ts';
import { singleValueRoutes } from './single-value-routes.ts';

const valueTypes = ['application/json', 'application/xml', 'application/adx+xml', 'application/csv', 'text/csv'];

/** All that deals with aggregate data. */
export function dataValueRoutes(router: Router, context: ServerContext): void {
  router.post('dataValueSets', (call) => postDataValueSets(context, call), valueTypes);
  router.get('dataValueSets', (call) => getDataValueSets(context, call), valueTypes);
  singleValueRoutes(router, context);
  completenessRoutes(router, context);
  approvalRoutes(router, context);
  minMaxRoutes(router, context);
  auditRoutes(router, context);
  lockExceptionRoutes(router, context);
  entryFormRoutes(router, context);
}
