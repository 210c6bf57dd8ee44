import type { Router } from '../http/router.ts';
import type { ServerContext } from '../server/server-context.ts';
import { dataStoreRoutes } from './data-store-routes.ts';
import { deliverEventHooks } from './event-hooks.ts';
import { exchangeRoutes } from './exchange-routes.ts';
import { fileResourceRoutes } from './file-resource-routes.ts';
import { formRoutes } from './form-routes.ts';
import { messageRoutes } from './message-routes.ts';
import { referenceRoutes } from './reference-routes.ts';
import { routeRoutes } from './route-routes.ts';
import { smsRoutes } from './sms-routes.ts';
import { sqlViewRoutes } from './sql-view-routes.ts';

/** All that connects a server with others, and the stores beside its metadata and data. */
export function integrationRoutes(router: Router, context: ServerContext): void {
  routeRoutes(router, context);
  deliverEventHooks(context);
  dataStoreRoutes(router, context);
  fileResourceRoutes(router, context);
  messageRoutes(router, context);
  smsRoutes(router, context);
  exchangeRoutes(router, context);
  sqlViewRoutes(router, context);
  referenceRoutes(router, context);
  formRoutes(router, context);
}
