import { Router } from '../http/router.ts';
import { postDataValueSets } from '../data-values/import-route.ts';
import { getDataValueSets } from '../data-values/export-route.ts';
import { taskRoutes } from '../jobs/task-routes.ts';
import { crudRoutes } from '../metadata/crud-routes.ts';
import { metadataRoutes } from '../metadata/metadata-routes.ts';
import type { ApiTokens } from '../security/api-tokens.ts';
import { loginRoutes } from '../security/login-routes.ts';
import { meRoutes } from '../security/me-routes.ts';
import type { Sessions } from '../security/sessions.ts';
import { settingRoutes } from '../system/setting-routes.ts';
import { systemRoutes } from '../system/system-routes.ts';
import { trackerRoutes } from '../tracker/tracker-routes.ts';
import type { ServerContext } from './server-context.ts';

const valueTypes = ['application/json', 'application/xml', 'application/adx+xml', 'application/csv', 'text/csv'];

/** Every endpoint of the server, registered by its resource. */
export function allRoutes(context: ServerContext, sessions: Sessions, tokens: ApiTokens): Router {
  const router = new Router();
  systemRoutes(router, context);
  settingRoutes(router, context);
  loginRoutes(router, context, sessions, tokens);
  meRoutes(router, context);
  taskRoutes(router, context);
  metadataRoutes(router, context);
  trackerRoutes(router, context);
  crudRoutes(router, context);
  router.post('dataValueSets', (call) => postDataValueSets(context, call), valueTypes);
  router.get('dataValueSets', (call) => getDataValueSets(context, call), valueTypes);
  return router;
}
