import type { MetadataObject } from '../../metadata/metadata-store.ts';
import type { ServerContext } from '../../server/server-context.ts';
import { objectsAt, refAt } from '../../state/json.ts';
import type { TrackedEntity } from '../../tracker/tracker-store.ts';
import type { Grid, GridHeader } from '../grid/grid.ts';
import type { AnalyticsSnapshot } from '../tables/analytics-tables.ts';
import { itemHeader, shownValue } from './query-item.ts';
import { actorName, placeCells, placeColumn, sqlMoment, textColumn, timeColumn, unitCells } from './tracker-columns.ts';
import { trackerDimensions, trackerNames, trackerPager } from './tracker-metadata.ts';
import type { TrackerQuery } from './tracker-query.ts';
import { nameOf } from './tracker-query.ts';

/** The tracked entities of a type, one row each, with all attributes of the type and of the programme. */
export function entityQueryGrid(
  context: ServerContext,
  snapshot: AnalyticsSnapshot,
  type: MetadataObject,
  query: TrackerQuery,
): Grid {
  const attributes = attributesOf(context, type, query);
  const newer = context.profile.minor >= 43;
  const columns: (readonly [GridHeader, (entity: TrackedEntity) => string])[] = [
    [textColumn('trackedentity', 'Tracked entity'), (e) => e.trackedEntity],
    [timeColumn('lastupdated', 'Last updated'), (e) => sqlMoment(e.updatedAt)],
    [textColumn('lastupdatedbydisplayname', 'Last updated by'), (e) => actorName(e.updatedBy)],
    [timeColumn('created', 'Created'), (e) => sqlMoment(e.createdAt)],
    [textColumn('createdbydisplayname', 'Created by'), (e) => actorName(e.createdBy)],
    [textColumn('storedby', 'Stored by'), (e) => (newer ? e.createdBy.username : '')],
    [textColumn('geometry', 'Geometry'), (e) => placeCells(e.geometry, '')[0]],
    [placeColumn('longitude', 'Longitude'), (e) => placeCells(e.geometry, '')[1]],
    [placeColumn('latitude', 'Latitude'), (e) => placeCells(e.geometry, '')[2]],
    [textColumn('ouname', 'Organisation unit name'), (e) => unitCells(context, e.orgUnit).name],
    [textColumn('oucode', 'Organisation unit code'), (e) => unitCells(context, e.orgUnit).code],
    [textColumn('ounamehierarchy', 'Organisation unit hierarchy'), (e) => unitCells(context, e.orgUnit).hierarchy],
    ...attributes.map((object): readonly [GridHeader, (entity: TrackedEntity) => string] => [
      itemHeader({ id: object.id, object }),
      (e) => shownValue(object, e.attributes[object.id]?.value, context.profile.minor),
    ]),
  ];
  const found = selectEntities(context, snapshot, type, query);
  const from = (query.page - 1) * query.pageSize;
  const shown = query.paging ? found.slice(from, from + query.pageSize) : found;
  const items = trackerNames(context, query, 'query');
  const dimensions = trackerDimensions(context, query, 'query');
  for (const attribute of attributes) {
    items[attribute.id] = { name: nameOf(attribute) };
    dimensions[attribute.id] = [];
  }
  const metaData = { ...(query.paging ? { pager: trackerPager(query, found.length, false) } : {}), items, dimensions };
  const rows = shown.map((entity) => columns.map(([, cell]) => cell(entity)));
  return { headers: columns.map(([header]) => header), rows, metaData: query.skipMeta ? {} : metaData };
}

function attributesOf({ metadata }: ServerContext, type: MetadataObject, query: TrackerQuery): MetadataObject[] {
  const links = [
    ...objectsAt(type, 'trackedEntityTypeAttributes'),
    ...objectsAt(query.program, 'programTrackedEntityAttributes'),
  ];
  const ids = new Set(links.flatMap((link) => refAt(link, 'trackedEntityAttribute') ?? []));
  return [...ids].toSorted().flatMap((id) => metadata.get('trackedEntityAttributes', id) ?? []);
}

function selectEntities(
  { tree }: ServerContext,
  snapshot: AnalyticsSnapshot,
  type: MetadataObject,
  query: TrackerQuery,
): TrackedEntity[] {
  const units = query.units.items.map((item) => item.id);
  const enrolled = new Set(
    snapshot.enrollments.filter((e) => e.program === query.program?.id).map((e) => e.trackedEntity),
  );
  return [...snapshot.trackedEntities.values()]
    .filter((entity) => entity.trackedEntityType === type.id && tree.isWithin(entity.orgUnit, units))
    .filter((entity) => !query.program || enrolled.has(entity.trackedEntity))
    .toSorted((a, b) => b.serial - a.serial);
}
