import { Router } from '../http/router.ts';
import { postDataValueSets } from '../data-values/import-route.ts';
import { getDataValueSets } from '../data-values/export-route.ts';
import { taskRoutes } from '../jobs/task-routes.ts';
import { crudRoutes } from '../metadata/crud-routes.ts';
import { collectionRoutes } from '../metadata/collection-routes.ts';
import { gistRoutes } from '../metadata/gist-routes.ts';
import { mergeRoutes } from '../metadata/merge-routes.ts';
import { metadataRoutes } from '../metadata/metadata-routes.ts';
import { objectActionRoutes } from '../metadata/object-action-routes.ts';
import { orgUnitRoutes } from '../metadata/org-unit-routes.ts';
import { patchRoutes } from '../metadata/patch-routes.ts';
import { sharingRoutes } from '../metadata/sharing-routes.ts';
import { translationRoutes } from '../metadata/translation-routes.ts';
import { schemaRoutes } from '../schema/schema-routes.ts';
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
  schemaRoutes(router, context);
  sharingRoutes(router, context);
  translationRoutes(router, context);
  gistRoutes(router, context);
  orgUnitRoutes(router, context);
  mergeRoutes(router, context);
  objectActionRoutes(router, context);
  crudRoutes(router, context);
  patchRoutes(router, context);
  collectionRoutes(router, context);
  router.post('dataValueSets', (call) => postDataValueSets(context, call), valueTypes);
  router.get('dataValueSets', (call) => getDataValueSets(context, call), valueTypes);
  return router;
}
