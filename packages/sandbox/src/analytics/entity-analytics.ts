import type { Router } from '../http/router.ts';
import { conflict } from '../http/web-error.ts';
import type { ServerContext } from '../server/server-context.ts';
import { objectsAt, refAt, textAt } from '../state/json.ts';
import { TrackerStore } from '../tracker/tracker-store.ts';
import type { Grid, GridHeader } from './grid.ts';
import { dateHeader, gridAnswer, numberHeader, textHeader } from './grid.ts';
import { actorName, itemHeader, shownValue, sqlMoment, unitColumns } from './tracker-columns.ts';
import type { TrackerQuery } from './tracker-query.ts';
import { programAttributes, trackerDimensions, trackerNames, trackerQuery } from './tracker-query.ts';

/** `/api/analytics/trackedEntities/query/{type}`. */
export function entityAnalytics(router: Router, context: ServerContext): void {
  const store = new TrackerStore(context.tables);
  router.get('analytics/trackedEntities/query/{type}', (call) => {
    const type = call.params['type']!;
    if (!context.metadata.get('trackedEntityTypes', type))
      throw conflict(`Dimension identifier does not reference any dimension: \`${type}\``, 'E7125');
    const query = trackerQuery(context, call, call.query.get('program') ?? undefined);
    const answer = gridAnswer(entityGrid(context, store, type, query), call.suffix, 'trackedEntities');
    const { 'cache-control': _cache, ...headers } = answer.headers;
    return { ...answer, headers };
  });
}

function entityGrid(context: ServerContext, store: TrackerStore, type: string, query: TrackerQuery): Grid {
  const { metadata, tree } = context;
  const ofType = objectsAt(metadata.get('trackedEntityTypes', type), 'trackedEntityTypeAttributes')
    .map((link) => refAt(link, 'trackedEntityAttribute'))
    .filter((id) => id !== undefined);
  const attributes = [...new Set([...ofType, ...programAttributes(context, query.program)])].toSorted();
  const headers: GridHeader[] = [
    textHeader('trackedentity', 'Tracked entity'),
    dateHeader('lastupdated', 'Last updated'),
    textHeader('lastupdatedbydisplayname', 'Last updated by'),
    dateHeader('created', 'Created'),
    textHeader('createdbydisplayname', 'Created by'),
    textHeader('storedby', 'Stored by'),
    textHeader('geometry', 'Geometry'),
    numberHeader('longitude', 'Longitude', true),
    numberHeader('latitude', 'Latitude', true),
    textHeader('ouname', 'Organisation unit name'),
    textHeader('oucode', 'Organisation unit code'),
    textHeader('ounamehierarchy', 'Organisation unit hierarchy'),
    ...attributes.map((id) => itemHeader(context, id)),
  ];
  const enrolled = new Set(
    [...store.enrollments.values()].filter((e) => e.program === query.program && !e.deleted).map((e) => e.trackedEntity),
  );
  const all = [...store.trackedEntities.values()]
    .filter((entity) => !entity.deleted && entity.trackedEntityType === type)
    .filter((entity) => query.program === '' || enrolled.has(entity.trackedEntity))
    .filter((entity) => !query.hasUnits || tree.isWithin(entity.orgUnit, query.units.ids))
    .toSorted((a, b) => b.serial - a.serial);
  const from = (query.page - 1) * query.pageSize;
  const rows = all.slice(from, from + query.pageSize).map((entity) => {
    const [name, hierarchy, code] = unitColumns(context, entity.orgUnit);
    return [
      entity.trackedEntity,
      sqlMoment(entity.updatedAt),
      actorName(entity.updatedBy),
      sqlMoment(entity.createdAt),
      actorName(entity.createdBy),
      '',
      '',
      '',
      '',
      name,
      code,
      hierarchy,
      ...attributes.map((id) => shownValue(context, id, entity.attributes[id]?.value)),
    ];
  });
  const items = trackerNames(context, query, 'all');
  const dimensions = trackerDimensions(query);
  for (const id of attributes) {
    items[id] = { name: textAt(metadata.get('trackedEntityAttributes', id), 'name') ?? id };
    dimensions[id] = [];
  }
  const isLastPage = from + query.pageSize >= all.length;
  return { headers, metaData: { pager: { page: query.page, pageSize: query.pageSize, isLastPage }, items, dimensions }, rows };
}
