import type { Router } from '../http/router.ts';
import type { ServerContext } from '../server/server-context.ts';
import { duplicateRoutes } from './duplicate-routes.ts';
import { generatedValueRoutes } from './generated-value-routes.ts';
import { eventExportRoutes } from './event-export-routes.ts';
import { relationshipRoutes } from './relationship-routes.ts';
import { trackerExportRoutes } from './tracker-export-routes.ts';
import { trackerImportRoutes } from './tracker-import-routes.ts';
import { TrackerStore } from './tracker-store.ts';

/** Everything below `/api/tracker`, potential duplicates and generated attribute values. */
export function trackerRoutes(router: Router, context: ServerContext): TrackerStore {
  const store = new TrackerStore(context.tables);
  trackerImportRoutes(router, context, store);
  trackerExportRoutes(router, context, store);
  eventExportRoutes(router, context, store);
  relationshipRoutes(router, context, store);
  duplicateRoutes(router, context, store);
  generatedValueRoutes(router, context);
  return store;
}
