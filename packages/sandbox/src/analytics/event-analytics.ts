import type { Call } from '../http/call.ts';
import { json } from '../http/answer.ts';
import type { Router } from '../http/router.ts';
import { dayFromText } from '../periods/days.ts';
import type { ServerContext } from '../server/server-context.ts';
import { textAt } from '../state/json.ts';
import type { TrackerEvent } from '../tracker/tracker-store.ts';
import { TrackerStore } from '../tracker/tracker-store.ts';
import { addTo, tallied } from './aggregate-values.ts';
import type { Tally } from './aggregate-values.ts';
import { requireTables, shownNumber } from './aggregate-routes.ts';
import type { Grid, GridHeader } from './grid.ts';
import { analyticsHeaders, dateHeader, gridAnswer, numberHeader, textHeader } from './grid.ts';
import { actorName, itemHeader, shownValue, sqlMoment, unitColumns } from './tracker-columns.ts';
import type { TrackerQuery } from './tracker-query.ts';
import { stagesOf, trackerDimensions, trackerNames, trackerQuery } from './tracker-query.ts';

const formats = ['application/json', 'application/csv', 'application/xml', 'text/html'];

/** `/api/analytics/events/…`. */
export function eventAnalytics(router: Router, context: ServerContext): void {
  const store = new TrackerStore(context.tables);
  const prepared = (call: Call): TrackerQuery => {
    const query = trackerQuery(context, call, call.params['program']!);
    requireTables(context, `analytics_event_${call.params['program']!.toLowerCase()}`, 246);
    return query;
  };
  router.get('analytics/events/query/{program}', (call) => gridAnswer(queryGrid(context, store, call, prepared(call)), call.suffix, 'events'), formats);
  router.get('analytics/events/aggregate/{program}', (call) =>
    gridAnswer(aggregateGrid(context, store, call, prepared(call)), call.suffix, 'events'),
  formats);
  router.get('analytics/events/count/{program}', (call) => {
    const events = eventsOf(context, store, call, prepared(call));
    const count = call.query.get('coordinatesOnly') === 'true' ? events.filter((e) => e.geometry).length : events.length;
    return json({ count }, 200, analyticsHeaders);
  });
}

function eventsOf(context: ServerContext, store: TrackerStore, call: Call, query: TrackerQuery): TrackerEvent[] {
  const stage = call.query.get('stage');
  return [...store.events.values()].filter((event) => {
    const day = dayFromText(event.occurredAt);
    if (event.deleted || event.program !== query.program || day === undefined || !query.inTime(day)) return false;
    if (stage !== null && event.programStage !== stage) return false;
    return !query.hasUnits || context.tree.isWithin(event.orgUnit, query.units.ids);
  });
}

function queryGrid(context: ServerContext, store: TrackerStore, call: Call, query: TrackerQuery): Grid {
  const registered = textAt(context.metadata.get('programs', query.program), 'programType') === 'WITH_REGISTRATION';
  // Attributes come before data elements of stages, and each by uid.
  const items = query.items.toSorted((a, b) => Number(a.includes('.')) - Number(b.includes('.')) || (a < b ? -1 : 1));
  const headers: GridHeader[] = [
    textHeader('psi', 'Event'),
    textHeader('ps', 'Program stage'),
    dateHeader('eventdate', 'Event date'),
    textHeader('storedby', 'Stored by'),
    textHeader('createdbydisplayname', 'Created by'),
    textHeader('lastupdatedbydisplayname', 'Last updated by'),
    dateHeader('lastupdated', 'Last updated on'),
    dateHeader('scheduleddate', 'Scheduled date'),
    ...(registered
      ? [
          dateHeader('enrollmentdate', 'Enrollment date'),
          dateHeader('incidentdate', 'Incident date'),
          textHeader('tei', 'Tracked entity'),
          textHeader('pi', 'Program instance'),
        ]
      : []),
    textHeader('geometry', 'Geometry'),
    numberHeader('longitude', 'Longitude', true),
    numberHeader('latitude', 'Latitude', true),
    textHeader('ouname', 'Organisation unit name'),
    textHeader('ounamehierarchy', 'Organisation unit name hierarchy'),
    textHeader('oucode', 'Organisation unit code'),
    textHeader('programstatus', 'Program status'),
    textHeader('eventstatus', 'Event status'),
    ...(query.hasUnits ? [textHeader('ou', 'Organisation unit')] : []),
    ...items.map((id) => itemHeader(context, id)),
  ];
  const events = eventsOf(context, store, call, query);
  const shown = query.paging ? events.slice((query.page - 1) * query.pageSize, query.page * query.pageSize) : events;
  const rows = shown.map((event) => {
    const [name, hierarchy, code] = unitColumns(context, event.orgUnit);
    const enrollment = event.enrollment === undefined ? undefined : store.enrollments.get(event.enrollment);
    const person = enrollment && store.trackedEntities.get(enrollment.trackedEntity);
    return [
      event.event,
      event.programStage,
      sqlMoment(event.occurredAt),
      '',
      actorName(event.createdBy),
      actorName(event.updatedBy),
      sqlMoment(event.updatedAt),
      sqlMoment(event.scheduledAt),
      ...(registered
        ? [
            sqlMoment(enrollment?.enrolledAt),
            sqlMoment(enrollment?.occurredAt ?? enrollment?.enrolledAt),
            enrollment?.trackedEntity ?? '',
            event.enrollment ?? '',
          ]
        : []),
      '',
      '0.0',
      '0.0',
      name,
      hierarchy,
      code,
      enrollment?.status ?? 'ACTIVE',
      event.status,
      ...(query.hasUnits ? [event.orgUnit] : []),
      ...items.map((id) => {
        const plain = id.split('.').at(-1)!;
        return shownValue(context, id, event.dataValues[plain]?.value ?? person?.attributes[plain]?.value);
      }),
    ];
  });
  const pager = {
    page: query.page,
    total: events.length,
    pageSize: query.pageSize,
    pageCount: Math.ceil(events.length / query.pageSize),
  };
  const stage = call.query.get('stage');
  const stages = registered ? (stage === null ? 'all' : [stage]) : 'all';
  const metaData = {
    ...(query.paging ? { pager } : {}),
    items: trackerNames(context, query, stages),
    dimensions: trackerDimensions(query),
  };
  return { headers, metaData, rows };
}

function aggregateGrid(context: ServerContext, store: TrackerStore, call: Call, query: TrackerQuery): Grid {
  const element = call.query.get('value');
  const type = call.query.get('aggregationType') ?? (element === null ? 'COUNT' : 'AVERAGE');
  const columns = call.query.getAll('dimension').map((text) => text.split(':')[0]!);
  const cells = new Map<string, Tally>();
  for (const event of eventsOf(context, store, call, query)) {
    const value = element === null ? 1 : Number(event.dataValues[element]?.value);
    if (Number.isNaN(value)) continue;
    for (const unit of query.units.ids) {
      if (!context.tree.isWithin(event.orgUnit, [unit])) continue;
      const keys = columns.map((id) => (id === 'ou' ? unit : id === 'pe' ? (query.periods[0] ?? '') : (event.dataValues[id]?.value ?? '')));
      addTo(cells, keys, value);
    }
  }
  const names = trackerNames(context, query, stagesOf(context, query.program));
  const object = element === null ? undefined : context.metadata.get('dataElements', element);
  if (object) {
    const code = textAt(object, 'code');
    names[object.id] = { ...(code === undefined ? {} : { code }), name: textAt(object, 'name') ?? '' };
  }
  const headers = columns.map((id) => (id === 'ou' ? textHeader('ou', 'Organisation unit') : id === 'pe' ? textHeader('pe', 'Period') : itemHeader(context, id)));
  return {
    headers: [...headers, numberHeader('value', 'Value')],
    metaData: { items: names, dimensions: trackerDimensions(query) },
    rows: [...cells.values()].map((cell) => [...cell.keys, shownNumber(tallied(cell, type))]),
  };
}
