import { json } from '../http/answer.ts';
import { paginate } from '../http/pager.ts';
import type { Router } from '../http/router.ts';
import { conflict } from '../http/web-error.ts';
import { Projector } from '../fields/projector.ts';
import { parseFields } from '../fields/field-parser.ts';
import { fieldsOf, readContext } from '../metadata/list-routes.ts';
import { mayRead } from '../security/access.ts';
import type { ServerContext } from '../server/server-context.ts';
import type { JsonObject } from '../state/json.ts';
import { aggregateRoutes } from './aggregate-routes.ts';
import { enrollmentAnalytics } from './enrollment-analytics.ts';
import { entityAnalytics } from './entity-analytics.ts';
import { eventAnalytics } from './event-analytics.ts';
import { tableJobs } from './table-jobs.ts';

const dimensionClasses: readonly (readonly [plural: string, type: string])[] = [
  ['categories', 'CATEGORY'],
  ['organisationUnitGroupSets', 'ORGANISATION_UNIT_GROUP_SET'],
  ['dataElementGroupSets', 'DATA_ELEMENT_GROUP_SET'],
  ['categoryOptionGroupSets', 'CATEGORY_OPTION_GROUP_SET'],
];

/** Everything below `/api/analytics`, the jobs that feed it, and the lists of dimensions. */
export function analyticsRoutes(router: Router, context: ServerContext): void {
  tableJobs(router, context);
  aggregateRoutes(router, context);
  eventAnalytics(router, context);
  enrollmentAnalytics(router, context);
  entityAnalytics(router, context);
  for (const path of ['outlierDetection', 'analytics/outlierDetection']) {
    router.get(path, (call) => {
      if (!call.query.has('ds') && !call.query.has('dx'))
        throw conflict('At least one data element must be specified', 'E2200');
      return json({ metadata: { count: 0, algorithm: 'Z_SCORE', threshold: 3, orderBy: 'ABS_DEV', maxResults: 500 }, outlierValues: [] });
    });
  }
  router.get('dimensions', (call) => {
    const projector = new Projector(readContext(context, call));
    const nodes = parseFields(fieldsOf(call, 'id,displayName'));
    const all = dimensionClasses.flatMap(([plural, dimensionType]) => {
      const schema = context.schemas.byPlural(plural)!;
      return [...context.metadata.all(plural)]
        .filter((object) => object['dataDimension'] !== false && object['name'] !== 'default' && mayRead(call.user, schema, object))
        .map((object): JsonObject => {
          const shown = projector.project(schema, object, nodes);
          return fieldsOf(call, '').includes('dimensionType') ? { dimensionType, ...shown } : shown;
        });
    });
    const { items, pager } = paginate(call, all);
    return json({ ...(pager ? { pager } : {}), dimensions: [...items] });
  });
}
