import type { Call } from '../../http/call.ts';
import { dayFromText } from '../../periods/days.ts';
import type { ServerContext } from '../../server/server-context.ts';
import type { Enrollment } from '../../tracker/tracker-store.ts';
import type { Grid, GridHeader } from '../grid/grid.ts';
import { dimensionHeader, numberHeader } from '../grid/grid.ts';
import type { AnalyticsSnapshot } from '../tables/analytics-tables.ts';
import type { QueryItem } from './query-item.ts';
import { itemHeader, meetsConditions, shownValue } from './query-item.ts';
import { askedOrder, tableOrder } from './row-order.ts';
import { actorName, placeCells, placeColumn, sqlMoment, textColumn, timeColumn, unitCells } from './tracker-columns.ts';
import { trackerDimensions, trackerNames, trackerPager } from './tracker-metadata.ts';
import type { TimeField, TrackerQuery } from './tracker-query.ts';
import { inTime } from './tracker-query.ts';

type ValueReader = (enrollment: Enrollment, item: QueryItem) => string | undefined;

/** The enrollments of a programme, one row each. */
export function enrollmentQueryGrid(
  context: ServerContext,
  call: Call,
  snapshot: AnalyticsSnapshot,
  query: TrackerQuery,
): Grid {
  const read = valueReader(snapshot);
  const columns = enrollmentColumns(context, query, read);
  const headers = columns.map(([header]) => header);
  const ordered = tableOrder(selectEnrollments(context, snapshot, query, read), 'enrollment', context.profile.minor);
  const asked = askedOrder(headers, call.query);
  const all = ordered.map((enrollment) => columns.map(([, cell]) => cell(enrollment)));
  const from = (query.page - 1) * query.pageSize;
  const sorted = asked ? all.toSorted(asked) : all;
  const rows = query.paging ? sorted.slice(from, from + query.pageSize) : sorted;
  const counted = call.query.get('totalPages') === 'true';
  const metaData = query.skipMeta
    ? {}
    : {
        ...(query.paging ? { pager: trackerPager(query, all.length, counted) } : {}),
        items: trackerNames(context, query, 'query'),
        dimensions: trackerDimensions(context, query, 'query'),
      };
  return { headers, rows, metaData };
}

/** How many enrollments there are by unit and period. */
export function enrollmentAggregateGrid(
  context: ServerContext,
  snapshot: AnalyticsSnapshot,
  query: TrackerQuery,
): Grid {
  const found = selectEnrollments(context, snapshot, query, valueReader(snapshot));
  const byPeriod = query.periodsAsked === 'dimension';
  const periods = byPeriod ? query.periods : [undefined];
  const rows: string[][] = [];
  for (const unit of query.units.items) {
    for (const item of periods) {
      const count = found.filter((enrollment) => {
        const day = dayFromText(enrollment.enrolledAt) ?? Number.NaN;
        const inPeriod = !item || (item.period!.start <= day && day <= item.period!.end);
        return inPeriod && context.tree.isWithin(enrollment.orgUnit, [unit.id]);
      }).length;
      if (count > 0) rows.push([String(count), unit.id, ...(item ? [item.id] : [])]);
    }
  }
  const items = { ...trackerNames(context, query, 'aggregate'), ...(query.periodsAsked ? { pe: {} } : {}) };
  const metaData = {
    pager: trackerPager(query, rows.length, false),
    items,
    dimensions: trackerDimensions(context, query, 'aggregate'),
  };
  const headers = [
    numberHeader('value', 'Value'),
    dimensionHeader('ou', 'Organisation unit'),
    ...(byPeriod ? [dimensionHeader('pe', 'Period')] : []),
  ];
  return { headers, rows, metaData };
}

function selectEnrollments(
  { tree }: ServerContext,
  snapshot: AnalyticsSnapshot,
  query: TrackerQuery,
  read: ValueReader,
): Enrollment[] {
  const units = query.units.items.map((item) => item.id);
  return snapshot.enrollments.filter((enrollment) => {
    if (enrollment.program !== query.program?.id || !tree.isWithin(enrollment.orgUnit, units)) return false;
    if (query.programStatuses.length > 0 && !query.programStatuses.includes(enrollment.status)) return false;
    if (!inTime(query, (field) => enrollmentDay(enrollment, field))) return false;
    return [...query.items, ...query.filters].every((item) => meetsConditions(item, read(enrollment, item)));
  });
}

function enrollmentDay(enrollment: Enrollment, field: TimeField): number | undefined {
  switch (field) {
    case 'incidentdate':
      return dayFromText(enrollment.occurredAt);
    case 'lastupdated':
      return dayFromText(enrollment.updatedAt);
    case 'created':
      return dayFromText(enrollment.createdAt);
    default:
      return dayFromText(enrollment.enrolledAt);
  }
}

/** Reads the value of an item: the person's attribute, or the last event's of the item's stage. */
function valueReader(snapshot: AnalyticsSnapshot): ValueReader {
  const events = Map.groupBy(snapshot.events, (event) => event.enrollment);
  return (enrollment, item) => {
    if (item.kind === 'attribute')
      return snapshot.trackedEntities.get(enrollment.trackedEntity)?.attributes[item.uid]?.value;
    const ofStage = (events.get(enrollment.enrollment) ?? []).filter(
      (event) => item.stage === undefined || event.programStage === item.stage,
    );
    const latest = ofStage.toSorted((a, b) => ((a.occurredAt ?? '') < (b.occurredAt ?? '') ? 1 : -1));
    return latest.find((event) => event.dataValues[item.uid])?.dataValues[item.uid]?.value;
  };
}

function enrollmentColumns(
  context: ServerContext,
  query: TrackerQuery,
  read: ValueReader,
): (readonly [GridHeader, (enrollment: Enrollment) => string])[] {
  const newer = context.profile.minor >= 43;
  const columns: (readonly [GridHeader, (enrollment: Enrollment) => string])[] = [
    [textColumn('pi', 'Enrollment'), (e) => e.enrollment],
    [textColumn('tei', 'Tracked entity'), (e) => e.trackedEntity],
    [timeColumn('enrollmentdate', 'Enrollment date'), (e) => sqlMoment(e.enrolledAt)],
    [timeColumn('incidentdate', 'Incident date'), (e) => sqlMoment(e.occurredAt)],
    [textColumn('storedby', 'Stored by'), (e) => (newer ? e.createdBy.username : '')],
    [textColumn('createdbydisplayname', 'Created by'), (e) => actorName(e.createdBy)],
    [textColumn('lastupdatedbydisplayname', 'Last updated by'), (e) => actorName(e.updatedBy)],
    [timeColumn('lastupdated', 'Last updated on'), (e) => sqlMoment(e.updatedAt)],
  ];
  if (newer) {
    columns.push([timeColumn('created', 'Created on'), (e) => sqlMoment(e.createdAt)]);
    columns.push([timeColumn('completed', 'Completed on'), (e) => sqlMoment(e.completedAt)]);
  }
  columns.push(
    [textColumn('geometry', 'Geometry'), (e) => placeCells(e.geometry, '')[0]],
    [placeColumn('longitude', 'Longitude'), (e) => placeCells(e.geometry, '')[1]],
    [placeColumn('latitude', 'Latitude'), (e) => placeCells(e.geometry, '')[2]],
    [textColumn('ouname', 'Organisation unit name'), (e) => unitCells(context, e.orgUnit).name],
    [textColumn('ounamehierarchy', 'Organisation unit name hierarchy'), (e) => unitCells(context, e.orgUnit).hierarchy],
    [textColumn('oucode', 'Organisation unit code'), (e) => unitCells(context, e.orgUnit).code],
    [textColumn('programstatus', 'Program status'), (e) => e.status],
  );
  if (query.unitsAsked === 'dimension') columns.push([textColumn('ou', 'Organisation unit'), (e) => e.orgUnit]);
  for (const item of query.items)
    columns.push([itemHeader(item), (e) => shownValue(item.object, read(e, item), context.profile.minor)]);
  return columns;
}
