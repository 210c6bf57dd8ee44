import type { Answer } from '../http/answer.ts';
import { json } from '../http/answer.ts';
import type { Call } from '../http/call.ts';
import { flag } from '../http/call.ts';
import type { Router } from '../http/router.ts';
import { badRequest, conflict, notFoundObject } from '../http/web-error.ts';
import type { ServerContext } from '../server/server-context.ts';
import type { JsonObject } from '../state/json.ts';
import { entityCsv } from './tracker-csv.ts';
import { csvAnswer, exportTypes, wantsCsv } from './tracker-export-formats.ts';
import { selectEnrollments, selectEntities } from './tracker-selection.ts';
import { mayAccessOwner, maySearch } from './tracker-access.ts';
import { trackerFields } from './tracker-fields.ts';
import type { TrackerFields } from './tracker-fields.ts';
import { queryProgram, trackerPage } from './tracker-query.ts';
import type { TrackerStore } from './tracker-store.ts';
import { TrackerView } from './tracker-view.ts';

const defaults = {
  entity: '*,!relationships,!enrollments,!events,!programOwners',
  enrollment: '*,!relationships,!events,!attributes',
} as const;
/** `GET /api/tracker/trackedEntities` and `enrollments`, and the change logs of persons and events. */
export function trackerExportRoutes(router: Router, context: ServerContext, store: TrackerStore): void {
  const viewOf = (call: Call, program?: string): TrackerView =>
    new TrackerView(context, store, { program, includeDeleted: flag(call, 'includeDeleted'), schemes: call.query });
  router.get(
    'tracker/trackedEntities',
    (call) =>
      listEntities(
        context,
        store,
        call,
        viewOf(call, queryProgram(context, call)?.id),
        trackerFields(call, defaults.entity),
      ),
    exportTypes,
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
      return json(viewOf(call, program?.id).entity(entity, trackerFields(call, defaults.entity)));
    },
    exportTypes,
  );
  router.get(
    'tracker/enrollments',
    (call) => {
      if (context.profile.minor >= 43 && !call.query.get('program')) throw badRequest('Program is mandatory', 'E1003');
      const program = queryProgram(context, call);
      const { items, pager } = trackerPage(call, selectEnrollments(context, store, call, program));
      const view = viewOf(call, program?.id);
      const fields = trackerFields(call, defaults.enrollment);
      return paged(
        pager,
        'enrollments',
        items.map((e) => view.enrollment(e, fields)),
      );
    },
    exportTypes,
  );
  router.get(
    'tracker/enrollments/{uid}',
    (call) => {
      const enrollment = store.enrollments.get(call.params['uid']!);
      if (!enrollment || enrollment.deleted || !maySearch(context, call.user, enrollment.orgUnit))
        throw notFoundObject('Enrollment', call.params['uid']!);
      return json(viewOf(call).enrollment(enrollment, trackerFields(call, defaults.enrollment)));
    },
    exportTypes,
  );
  for (const [plural, key] of [
    ['trackedEntities', 'trackedEntity'],
    ['events', 'event'],
    ...(context.profile.minor >= 43
      ? ([
          ['trackerEvents', 'event'],
          ['singleEvents', 'event'],
        ] as const)
      : []),
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
