import type { Call } from '../../http/call.ts';
import type { ServerContext } from '../../server/server-context.ts';
import { textAt } from '../../state/json.ts';
import type { Grid, GridHeader } from '../grid/grid.ts';
import type { AnalyticsSnapshot } from '../tables/analytics-tables.ts';
import type { EventRow } from './event-selection.ts';
import { eventValue, selectEvents } from './event-selection.ts';
import { itemHeader, shownValue } from './query-item.ts';
import { askedOrder, tableOrder } from './row-order.ts';
import { actorName, placeCells, placeColumn, sqlMoment, textColumn, timeColumn, unitCells } from './tracker-columns.ts';
import { trackerDimensions, trackerNames, trackerPager } from './tracker-metadata.ts';
import type { TrackerQuery } from './tracker-query.ts';

/** The most rows that a query without paging gives. */
const maxRows = 50_000;

type Cells = readonly (readonly [header: GridHeader, cell: (row: EventRow) => string])[];

/** The events of a programme, one row each. */
export function eventQueryGrid(
  context: ServerContext,
  call: Call,
  snapshot: AnalyticsSnapshot,
  query: TrackerQuery,
): Grid {
  const columns = eventColumns(context, query);
  const headers = columns.map(([header]) => header);
  const found = selectEvents(context, snapshot, query);
  const byEvent = new Map(found.map((row) => [row.event, row]));
  const registered = isRegistered(query);
  const ordered = tableOrder([...byEvent.keys()], registered ? 'registered' : 'single', context.profile.minor);
  const asked = askedOrder(headers, call.query);
  const make = (event: (typeof ordered)[number]): string[] => columns.map(([, cell]) => cell(byEvent.get(event)!));
  const from = (query.page - 1) * query.pageSize;
  const cut = <T>(list: readonly T[]): readonly T[] =>
    query.paging ? list.slice(from, from + query.pageSize) : list.slice(0, maxRows);
  const rows = asked ? cut(ordered.map(make).toSorted(asked)) : cut(ordered).map(make);
  if (query.skipMeta) return { headers, rows, metaData: {} };
  const pager = trackerPager(query, found.length, query.totalPages);
  const metaData = {
    ...(query.paging ? { pager } : {}),
    items: trackerNames(context, query, 'query'),
    dimensions: trackerDimensions(context, query, 'query'),
  };
  return { headers, rows, metaData };
}

function isRegistered(query: TrackerQuery): boolean {
  return textAt(query.program, 'programType') !== 'WITHOUT_REGISTRATION';
}

function eventColumns(context: ServerContext, query: TrackerQuery): Cells {
  const newer = context.profile.minor >= 43;
  const registered = isRegistered(query);
  const programStatus = (row: EventRow): string => row.enrollment?.status ?? (newer ? '' : 'ACTIVE');
  const columns: (readonly [GridHeader, (row: EventRow) => string])[] = [
    [textColumn('psi', 'Event'), ({ event }) => event.event],
    [textColumn('ps', 'Program stage'), ({ event }) => event.programStage],
    [timeColumn('eventdate', 'Event date'), ({ event }) => sqlMoment(event.occurredAt)],
    [textColumn('storedby', 'Stored by'), ({ event }) => (newer ? event.createdBy.username : '')],
    [textColumn('createdbydisplayname', 'Created by'), ({ event }) => actorName(event.createdBy)],
    [textColumn('lastupdatedbydisplayname', 'Last updated by'), ({ event }) => actorName(event.updatedBy)],
    [timeColumn('lastupdated', 'Last updated on'), ({ event }) => sqlMoment(event.updatedAt)],
  ];
  if (newer) {
    columns.push([timeColumn('created', 'Created on'), ({ event }) => sqlMoment(event.createdAt)]);
    columns.push([timeColumn('completed', 'Completed on'), ({ event }) => sqlMoment(event.completedAt)]);
  }
  columns.push([timeColumn('scheduleddate', 'Scheduled date'), ({ event }) => sqlMoment(event.scheduledAt)]);
  if (registered) {
    columns.push(
      [timeColumn('enrollmentdate', 'Enrollment date'), ({ enrollment }) => sqlMoment(enrollment?.enrolledAt)],
      [timeColumn('incidentdate', 'Incident date'), ({ enrollment }) => sqlMoment(enrollment?.occurredAt)],
      [textColumn('tei', 'Tracked entity'), ({ enrollment }) => enrollment?.trackedEntity ?? ''],
      [textColumn('pi', 'Program instance'), ({ event }) => event.enrollment ?? ''],
    );
  }
  const place =
    (index: 0 | 1 | 2) =>
    ({ event }: EventRow) =>
      placeCells(event.geometry, '0.0')[index];
  columns.push([textColumn('geometry', 'Geometry'), place(0)]);
  if (newer) {
    const geometry = ({ enrollment }: EventRow): string => placeCells(enrollment?.geometry, '')[0];
    columns.push([textColumn('enrollmentgeometry', 'Enrollment geometry'), geometry]);
  }
  columns.push(
    [placeColumn('longitude', 'Longitude'), place(1)],
    [placeColumn('latitude', 'Latitude'), place(2)],
    [textColumn('ouname', 'Organisation unit name'), ({ event }) => unitCells(context, event.orgUnit).name],
    [
      textColumn('ounamehierarchy', 'Organisation unit name hierarchy'),
      ({ event }) => unitCells(context, event.orgUnit).hierarchy,
    ],
    [textColumn('oucode', 'Organisation unit code'), ({ event }) => unitCells(context, event.orgUnit).code],
    [textColumn('programstatus', 'Program status'), programStatus],
    [textColumn('eventstatus', 'Event status'), ({ event }) => event.status],
  );
  if (query.unitsAsked === 'dimension')
    columns.push([textColumn('ou', 'Organisation unit'), ({ event }) => event.orgUnit]);
  for (const item of query.items)
    columns.push([itemHeader(item), (row) => shownValue(item.object, eventValue(row, item), context.profile.minor)]);
  return columns;
}
