import type { Call } from '../http/call.ts';
import type { Router } from '../http/router.ts';
import { dayFromText } from '../periods/days.ts';
import { parsePeriod } from '../periods/period.ts';
import type { ServerContext } from '../server/server-context.ts';
import type { Enrollment } from '../tracker/tracker-store.ts';
import { TrackerStore } from '../tracker/tracker-store.ts';
import { requireTables } from './aggregate-routes.ts';
import type { Grid, GridHeader } from './grid.ts';
import { dateHeader, gridAnswer, numberHeader, textHeader } from './grid.ts';
import { actorName, itemHeader, shownValue, sqlMoment, unitColumns } from './tracker-columns.ts';
import type { TrackerQuery } from './tracker-query.ts';
import { trackerDimensions, trackerNames, trackerQuery } from './tracker-query.ts';

/** `/api/analytics/enrollments/…`. */
export function enrollmentAnalytics(router: Router, context: ServerContext): void {
  const store = new TrackerStore(context.tables);
  const prepared = (call: Call): TrackerQuery => {
    const query = trackerQuery(context, call, call.params['program']!);
    requireTables(context, `analytics_enrollment_${call.params['program']!.toLowerCase()}`, 246);
    return query;
  };
  router.get('analytics/enrollments/query/{program}', (call) =>
    gridAnswer(queryGrid(context, store, prepared(call)), call.suffix, 'enrollments'),
  );
  router.get('analytics/enrollments/aggregate/{program}', (call) =>
    gridAnswer(aggregateGrid(context, store, prepared(call)), call.suffix, 'enrollments'),
  );
}

function enrollmentsOf({ tree }: ServerContext, store: TrackerStore, query: TrackerQuery): Enrollment[] {
  return [...store.enrollments.values()].filter((enrollment) => {
    const day = dayFromText(enrollment.enrolledAt);
    if (enrollment.deleted || enrollment.program !== query.program || day === undefined) return false;
    return query.inTime(day) && (!query.hasUnits || tree.isWithin(enrollment.orgUnit, query.units.ids));
  });
}

function queryGrid(context: ServerContext, store: TrackerStore, query: TrackerQuery): Grid {
  const items = query.items.toSorted();
  const headers: GridHeader[] = [
    textHeader('pi', 'Enrollment'),
    textHeader('tei', 'Tracked entity'),
    dateHeader('enrollmentdate', 'Enrollment date'),
    dateHeader('incidentdate', 'Incident date'),
    textHeader('storedby', 'Stored by'),
    textHeader('createdbydisplayname', 'Created by'),
    textHeader('lastupdatedbydisplayname', 'Last updated by'),
    dateHeader('lastupdated', 'Last updated on'),
    textHeader('geometry', 'Geometry'),
    numberHeader('longitude', 'Longitude', true),
    numberHeader('latitude', 'Latitude', true),
    textHeader('ouname', 'Organisation unit name'),
    textHeader('ounamehierarchy', 'Organisation unit name hierarchy'),
    textHeader('oucode', 'Organisation unit code'),
    textHeader('programstatus', 'Program status'),
    ...(query.hasUnits ? [textHeader('ou', 'Organisation unit')] : []),
    ...items.map((id) => itemHeader(context, id)),
  ];
  const all = enrollmentsOf(context, store, query);
  const from = (query.page - 1) * query.pageSize;
  const rows = all.slice(from, from + query.pageSize).map((enrollment) => {
    const [name, hierarchy, code] = unitColumns(context, enrollment.orgUnit);
    const person = store.trackedEntities.get(enrollment.trackedEntity);
    const events = store.eventsOf(enrollment.enrollment);
    return [
      enrollment.enrollment,
      enrollment.trackedEntity,
      sqlMoment(enrollment.enrolledAt),
      sqlMoment(enrollment.occurredAt ?? enrollment.enrolledAt),
      '',
      actorName(enrollment.createdBy),
      actorName(enrollment.updatedBy),
      sqlMoment(enrollment.updatedAt),
      '',
      '',
      '',
      name,
      hierarchy,
      code,
      enrollment.status,
      ...(query.hasUnits ? [enrollment.orgUnit] : []),
      ...items.map((id) => {
        const [stage, element] = id.includes('.') ? id.split('.') : [undefined, id];
        const event = stage === undefined ? undefined : events.find((e) => e.programStage === stage);
        return shownValue(context, id, event?.dataValues[element!]?.value ?? person?.attributes[element!]?.value);
      }),
    ];
  });
  const isLastPage = from + query.pageSize >= all.length;
  const metaData = {
    pager: { page: query.page, pageSize: query.pageSize, isLastPage },
    items: trackerNames(context, query, 'all'),
    dimensions: trackerDimensions(query),
  };
  return { headers, metaData, rows };
}

function aggregateGrid(context: ServerContext, store: TrackerStore, query: TrackerQuery): Grid {
  const all = enrollmentsOf(context, store, query);
  const rows: string[][] = [];
  for (const unit of query.units.ids) {
    for (const iso of query.periods) {
      const period = parsePeriod(iso)!;
      const count = all.filter((enrollment) => {
        const day = dayFromText(enrollment.enrolledAt) ?? 0;
        return period.start <= day && day <= period.end && context.tree.isWithin(enrollment.orgUnit, [unit]);
      }).length;
      if (count > 0) rows.push([String(count), unit, iso]);
    }
  }
  const items = { ...trackerNames(context, query, 'all'), pe: {} };
  return {
    headers: [numberHeader('value', 'Value'), textHeader('ou', 'Organisation unit'), textHeader('pe', 'Period')],
    metaData: {
      pager: { page: query.page, pageSize: query.pageSize, isLastPage: rows.length <= query.pageSize },
      items,
      dimensions: trackerDimensions(query),
    },
    rows,
  };
}
