import { gzipSync } from 'node:zlib';
import type { Answer } from '../http/answer.ts';
import { json } from '../http/answer.ts';
import type { Call } from '../http/call.ts';
import { flag } from '../http/call.ts';
import type { Router } from '../http/router.ts';
import { badRequest, conflict, containerRefusal, notFoundObject } from '../http/web-error.ts';
import type { ServerContext } from '../server/server-context.ts';
import type { JsonObject } from '../state/json.ts';
import { entityCsv, eventCsv } from './tracker-csv.ts';
import { selectEnrollments, selectEntities, selectEvents } from './tracker-selection.ts';
import { mayAccessOwner, maySearch } from './tracker-access.ts';
import { TrackerFields } from './tracker-fields.ts';
import { queryProgram, trackerPage } from './tracker-query.ts';
import type { TrackerStore } from './tracker-store.ts';
import { TrackerView } from './tracker-view.ts';

const defaults = {
  entity: '*,!relationships,!enrollments,!events,!programOwners',
  enrollment: '*,!relationships,!events,!attributes',
  event: '*,!relationships',
} as const;
const types = [
  'application/json',
  'text/csv',
  'application/csv',
  'application/csv+zip',
  'application/csv+gzip',
  'application/json+zip',
  'application/json+gzip',
];

/** `GET /api/tracker/trackedEntities`, `enrollments`, `events`, `relationships`. */
export function trackerExportRoutes(router: Router, context: ServerContext, store: TrackerStore): void {
  const viewOf = (call: Call, program?: string): TrackerView =>
    new TrackerView(context, store, { program, includeDeleted: flag(call, 'includeDeleted'), schemes: call.query });
  const fieldsOf = (call: Call, fallback: string): TrackerFields => {
    const given = call.query.getAll('fields').filter((text) => text !== '');
    return TrackerFields.parse(given.length > 0 ? given.join(',') : fallback);
  };
  router.get(
    'tracker/trackedEntities',
    (call) =>
      listEntities(
        context,
        store,
        call,
        viewOf(call, queryProgram(context, call)?.id),
        fieldsOf(call, defaults.entity),
      ),
    types,
  );
  router.get(
    'tracker/trackedEntities/{uid}',
    (call) => {
      const program = queryProgram(context, call);
      const entity = store.trackedEntities.get(call.params['uid']!);
      const visible =
        entity &&
        !entity.deleted &&
        (program
          ? mayAccessOwner(context, store, call.user, entity.trackedEntity, program, entity.orgUnit)
          : maySearch(context, call.user, entity.orgUnit));
      if (!visible) throw notFoundObject('TrackedEntity', call.params['uid']!);
      return json(viewOf(call, program?.id).entity(entity, fieldsOf(call, defaults.entity)));
    },
    types,
  );
  router.get(
    'tracker/enrollments',
    (call) => {
      if (context.profile.minor >= 43 && !call.query.get('program')) throw badRequest('Program is mandatory', 'E1003');
      const program = queryProgram(context, call);
      const { items, pager } = trackerPage(call, selectEnrollments(context, store, call, program));
      const view = viewOf(call, program?.id);
      const fields = fieldsOf(call, defaults.enrollment);
      return paged(
        pager,
        'enrollments',
        items.map((e) => view.enrollment(e, fields)),
      );
    },
    types,
  );
  router.get(
    'tracker/enrollments/{uid}',
    (call) => {
      const enrollment = store.enrollments.get(call.params['uid']!);
      if (!enrollment || enrollment.deleted || !maySearch(context, call.user, enrollment.orgUnit))
        throw notFoundObject('Enrollment', call.params['uid']!);
      return json(viewOf(call).enrollment(enrollment, fieldsOf(call, defaults.enrollment)));
    },
    types,
  );
  router.get(
    'tracker/events',
    (call) => listEvents(context, store, call, viewOf(call), fieldsOf(call, defaults.event)),
    types,
  );
  router.get(
    'tracker/events/{uid}',
    (call) => {
      const event = store.events.get(call.params['uid']!);
      if (!event || event.deleted || !maySearch(context, call.user, event.orgUnit))
        throw notFoundObject('Event', call.params['uid']!);
      return json(viewOf(call).event(event, fieldsOf(call, defaults.event)));
    },
    types,
  );
  router.get('tracker/relationships', (call) => {
    const kind = (['trackedEntity', 'enrollment', 'event'] as const).find((name) => call.query.has(name));
    if (!kind) throw badRequest("Missing required parameter 'trackedEntity', 'enrollment' or 'event'.", 'E1003');
    const uid = call.query.get(kind)!;
    const all = [...store.relationships.values()].filter(
      (r) => !r.deleted && (r.from[kind] === uid || r.to[kind] === uid),
    );
    const { items, pager } = trackerPage(
      call,
      all.toSorted((a, b) => b.serial - a.serial),
    );
    return paged(
      pager,
      'relationships',
      items.map((r) => viewOf(call).relationship(r)),
    );
  });
  router.get('tracker/relationships/{uid}', (call) => {
    const relationship = store.relationships.get(call.params['uid']!);
    if (!relationship || relationship.deleted) throw notFoundObject('Relationship', call.params['uid']!);
    return json(viewOf(call).relationship(relationship));
  });
  for (const [plural, key] of [
    ['trackedEntities', 'trackedEntity'],
    ['events', 'event'],
  ] as const) {
    router.get(`tracker/${plural}/{uid}/changeLogs`, (call) => {
      const uid = call.params['uid']!;
      const logs = keepsLog(context, store, key, uid) ? (store.logs.get(`${key}/${uid}`) ?? []) : [];
      const { items, pager } = trackerPage(call, logs);
      return paged(pager, 'changeLogs', items);
    });
  }
}

/** From 2.43 on changes are logged only where the type of the person, or the program of the event, says so. */
function keepsLog(context: ServerContext, store: TrackerStore, key: 'trackedEntity' | 'event', uid: string): boolean {
  const { metadata, profile } = context;
  if (profile.minor < 43) return true;
  const holder =
    key === 'event'
      ? metadata.get('programs', store.events.get(uid)?.program)
      : metadata.get('trackedEntityTypes', store.trackedEntities.get(uid)?.trackedEntityType);
  return holder?.['enableChangeLog'] === true;
}

function paged(pager: JsonObject | undefined, name: string, items: readonly unknown[]): Answer {
  return json({ ...(pager ? { pager } : {}), [name]: items });
}

function listEntities(
  context: ServerContext,
  store: TrackerStore,
  call: Call,
  view: TrackerView,
  fields: TrackerFields,
): Answer {
  if (call.query.get('orgUnitMode') === 'CHILDREN') {
    throw conflict('could not initialize proxy [org.hisp.dhis.organisationunit.OrganisationUnit#85] - no Session');
  }
  const program = queryProgram(context, call);
  const all = selectEntities(context, store, call, program);
  // CSV lists everything: the server pages JSON only.
  if (wantsCsv(call)) return csvAnswer(call, entityCsv(view, all, program?.id), 'trackedEntities');
  const { items, pager } = trackerPage(call, all);

  return paged(
    pager,
    'trackedEntities',
    items.map((entity) => view.entity(entity, fields, true)),
  );
}

function listEvents(
  context: ServerContext,
  store: TrackerStore,
  call: Call,
  view: TrackerView,
  fields: TrackerFields,
): Answer {
  if (context.profile.minor >= 43 && !call.query.get('program'))
    throw containerRefusal(400, "Required parameter 'program' is not present.");
  const all = selectEvents(context, store, call, queryProgram(context, call));
  if (wantsCsv(call)) return csvAnswer(call, eventCsv(all), 'events');
  const { items, pager } = trackerPage(call, all);

  return paged(
    pager,
    'events',
    items.map((event) => view.event(event, fields)),
  );
}

function wantsCsv(call: Call): boolean {
  return call.suffix?.startsWith('csv') === true || (call.headers['accept'] ?? '').includes('csv');
}

function csvAnswer(call: Call, body: string, name: string): Answer {
  const packed = call.suffix === 'csv.gz';
  const headers = {
    'content-type': `application/csv${packed ? '+gzip' : ''};charset=UTF-8`,
    'content-disposition': `attachment; filename=${name}.csv${packed ? '.gz' : ''}`,
  };
  return { status: 200, headers, body: packed ? gzipSync(body) : body };
}
