import type { Answer } from '../http/answer.ts';
import { json, jsonWithCharset, ok, webMessage } from '../http/answer.ts';
import type { Call } from '../http/call.ts';
import { bodyText, contentType, requireMediaType } from '../http/call.ts';
import type { Router } from '../http/router.ts';
import { badRequest, containerRefusal, forbidden, notFound, notFoundObject } from '../http/web-error.ts';
import type { ServerContext } from '../server/server-context.ts';
import { generateUid } from '../state/identifiers.ts';
import type { JsonObject } from '../state/json.ts';
import { isObject, textAt } from '../state/json.ts';
import { timestamp } from '../state/clock.ts';
import { jacksonMessage } from '../metadata/jackson-message.ts';
import { csvEvents } from './event-csv.ts';
import { importTracker } from './import-tracker.ts';
import { mayAccessOwner } from './tracker-access.ts';
import { shownTrackerParams, trackerParams } from './tracker-params.ts';
import { flattenPayload } from './tracker-payload.ts';
import type { TrackerReport } from './tracker-report.ts';
import { trackerReportJson } from './tracker-report.ts';
import type { TrackerStore } from './tracker-store.ts';

const noStore = { 'cache-control': 'no-cache, no-store, max-age=0, must-revalidate' };

/** `POST /api/tracker`, its jobs, notes and ownership. */
export function trackerImportRoutes(router: Router, context: ServerContext, store: TrackerStore): void {
  router.post('tracker', (call) => postTracker(context, store, call));
  router.get('tracker/jobs/{id}', (call) => json(context.jobs.notifications(call.params['id']!), 200, noStore));
  router.get('tracker/jobs/{id}/report', (call) => {
    const summary = context.jobs.summary(call.params['id']!);
    if (!summary) {
      const message = `Summary for job ${call.params['id']} does not exist`;
      return webMessage(404, 'ERROR', { message, errorCode: 'E1005' }, noStore);
    }
    return json(summary, 200, noStore);
  });
  router.post('tracker/events/{uid}/note', (call) => addNote(context, store, call, 'events'));
  router.post('tracker/enrollments/{uid}/note', (call) => addNote(context, store, call, 'enrollments'));
  router.post('tracker/ownership/override', (call) => overrideOwner(context, store, call));
  router.put('tracker/ownership/transfer', (call) => transferOwner(context, store, call));
}

function readBody(call: Call): JsonObject {
  if (contentType(call) !== 'application/json') return csvEvents(bodyText(call));
  const text = bodyText(call);
  try {
    const body: unknown = JSON.parse(text);
    return isObject(body) ? body : {};
  } catch {
    throw badRequest(
      `JSON parse error: ${text.trim() === '' ? 'No content to map due to end-of-input' : trackerSyntax(text)}`,
    );
  }
}

/** The JSON reader's message as the tracker gives it: where the bracket opened, without the place of the error. */
function trackerSyntax(text: string): string {
  const open = /\[\s*$/.test(text) ? text.trimEnd().length : -1;
  if (open < 0) return jacksonMessage(text).split('\n')[0]!;
  const line = text.slice(0, open).split('\n').length;
  const column = open - text.lastIndexOf('\n', open - 1) - 1;
  return `Unexpected end-of-input: expected close marker for Array (start marker at [Source: REDACTED (\`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION\` disabled); line: ${line}, column: ${column}])`;
}

function postTracker(context: ServerContext, store: TrackerStore, call: Call): Answer {
  requireMediaType(call, 'application/json', 'text/csv', 'application/csv');
  const params = trackerParams(call);
  const payload = flattenPayload(readBody(call));
  if (!params.async) {
    const report = importTracker(context, store, call.user, params, payload);
    return json(trackerReportJson(report), report.status === 'ERROR' ? 409 : 200);
  }
  const job = context.jobs.add({
    jobType: 'TRACKER_IMPORT_JOB',
    userId: call.user.id,
    parameters: shownTrackerParams(params),
    shownParameters: { ...shownTrackerParams(params), reportMode: 'ERRORS', filename: null },
    inputSize: call.body.length,
    hangs: call.faults.has('hang-job'),
    startMessage: 'Tracker import started',
    run: (log) => {
      for (const step of [
        'Loading file resource',
        'Loading file content',
        'Running PreHeat',
        ...(context.profile.minor >= 43 ? [] : ['Calculating Payload Size']),
        'Running PreProcess',
        'Running Validation',
        'Running Rule Engine',
        'Running Rule Engine Validation',
        ...(context.profile.minor >= 43 ? ['Calculating Payload Size'] : []),
      ]) {
        log.note(step);
      }
      const report = importTracker(context, store, call.user, params, payload);
      if (report.status !== 'ERROR') for (const step of ['Commit Transaction', 'PostCommit']) log.note(step);
      const errors = report.errors.map((issue) => ({
        id: issue.uid,
        args: [...issue.args],
        code: issue.code,
        type: issue.kind,
        message: issue.message,
      }));
      return {
        message: completion(report),
        summary: trackerReportJson(report),
        failed: report.status === 'ERROR',
        ...(errors.length > 0 ? { errors, errorCodes: [...new Set(errors.map((e) => e.code))].join(' ') } : {}),
      };
    },
  });
  const response = { id: job.id, location: `${call.baseUrl}/tracker/jobs/${job.id}`, responseType: 'TrackerJob' };
  return ok('Tracker job added', response);
}

function completion({ status, stats }: TrackerReport): string {
  return `Import complete with status ${status}, ${stats.created} created, ${stats.updated} updated, ${stats.deleted} deleted, ${stats.ignored} ignored`;
}

function addNote(context: ServerContext, store: TrackerStore, call: Call, kind: 'events' | 'enrollments'): Answer {
  const uid = call.params['uid']!;
  const object = kind === 'events' ? store.events.get(uid) : store.enrollments.get(uid);
  if (!object || object.deleted) throw notFoundObject(kind === 'events' ? 'Event' : 'Enrollment', uid);
  const body: unknown = JSON.parse(bodyText(call) || '{}');
  const value = isObject(body) ? (textAt(body, 'value') ?? '') : '';
  const note = (isObject(body) ? textAt(body, 'note') : undefined) ?? generateUid();
  const { id, username, firstName, surname } = call.user;
  const createdBy = { uid: id, username, firstName, surname };
  object.notes.push({ note, value, storedAt: timestamp(context.clock.now()), storedBy: username, createdBy });
  if (kind === 'events') store.events.touch(uid);
  else store.enrollments.touch(uid);
  return jsonWithCharset({ note, value }, 200);
}

function personAndProgram(
  context: ServerContext,
  store: TrackerStore,
  call: Call,
): { entity: string; program: string; level: string } {
  const entity = call.query.get('trackedEntity') ?? '';
  const program = context.metadata.get('programs', call.query.get('program') ?? '');
  if (!store.trackedEntities.get(entity)) throw notFoundObject('TrackedEntity', entity);
  if (!program) throw notFound(`Program with id ${call.query.get('program')} could not be found.`);
  return { entity, program: program.id, level: textAt(program, 'accessLevel') ?? 'OPEN' };
}

function overrideOwner(context: ServerContext, store: TrackerStore, call: Call): Answer {
  const { entity, program, level } = personAndProgram(context, store, call);
  if (level !== 'PROTECTED') {
    throw forbidden(
      `Temporary ownership not created. Temporary ownership can only be granted to protected programs. ${program} access level is ${level}.`,
    );
  }
  store.overrides.set(`${call.user.id}/${entity}/${program}`, call.query.get('reason') ?? '');
  return ok('Temporary Ownership granted');
}

function transferOwner(context: ServerContext, store: TrackerStore, call: Call): Answer {
  const { minor } = context.profile;
  const unit = call.query.get('orgUnit') ?? (minor < 43 ? call.query.get('ou') : null);
  if (unit === null) {
    if (minor >= 43) throw containerRefusal(400, "Required parameter 'orgUnit' is not present.");
    throw badRequest("Required request parameter 'ou' is not present");
  }
  const { entity, program } = personAndProgram(context, store, call);
  const object = context.metadata.get('programs', program)!;
  if (!mayAccessOwner(context, store, call.user, entity, object, unit)) throw forbidden('Access is denied');
  store.owners.set(`${entity}/${program}`, unit);
  return ok('Ownership transferred');
}
