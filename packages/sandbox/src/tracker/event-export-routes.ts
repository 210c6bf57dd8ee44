import type { Answer } from '../http/answer.ts';
import { json } from '../http/answer.ts';
import type { Call } from '../http/call.ts';
import { flag } from '../http/call.ts';
import type { Router } from '../http/router.ts';
import { badRequest, containerRefusal, notFoundObject } from '../http/web-error.ts';
import { fileContent } from '../integration/file-resource-routes.ts';
import { namesFile } from '../data-values/file-values.ts';
import type { ServerContext } from '../server/server-context.ts';
import { textAt } from '../state/json.ts';
import { isWithoutRegistration } from './event-checks.ts';
import { maySearch } from './tracker-access.ts';
import { eventCsv } from './tracker-csv.ts';
import { csvAnswer, exportTypes, wantsCsv } from './tracker-export-formats.ts';
import { trackerFields } from './tracker-fields.ts';
import { queryProgram, trackerPage } from './tracker-query.ts';
import { selectEvents } from './tracker-selection.ts';
import type { TrackerEvent, TrackerStore } from './tracker-store.ts';
import { TrackerView } from './tracker-view.ts';

/** `GET /api/tracker/events`; from 2.43 on also `trackerEvents` and `singleEvents`, those with and without a person. */
export function eventExportRoutes(router: Router, context: ServerContext, store: TrackerStore): void {
  eventRoutes(router, context, store, 'events', () => true);
  if (context.profile.minor < 43) return;
  eventRoutes(router, context, store, 'trackerEvents', (event) => event.enrollment !== undefined);
  eventRoutes(router, context, store, 'singleEvents', (event) => event.enrollment === undefined);
}

function eventRoutes(
  router: Router,
  context: ServerContext,
  store: TrackerStore,
  plural: 'events' | 'trackerEvents' | 'singleEvents',
  belongs: (event: TrackerEvent) => boolean,
): void {
  const viewOf = (call: Call): TrackerView =>
    new TrackerView(context, store, { includeDeleted: flag(call, 'includeDeleted'), schemes: call.query });
  const fieldsOf = (call: Call) => trackerFields(call, '*,!relationships');
  const find = (call: Call, uid: string): TrackerEvent => {
    const event = store.events.get(uid);
    if (!event || event.deleted || !belongs(event) || !maySearch(context, call.user, event.orgUnit))
      throw notFoundObject('Event', uid);
    return event;
  };
  router.get(
    `tracker/${plural}`,
    (call) => {
      if (context.profile.minor >= 43 && !call.query.get('program'))
        throw containerRefusal(400, "Required parameter 'program' is not present.");
      const program = queryProgram(context, call);
      if (program && plural !== 'events' && isWithoutRegistration(program) !== (plural === 'singleEvents')) {
        const kind = plural === 'singleEvents' ? 'an event' : 'a tracker';
        throw badRequest(`Program ${program.id} is not ${kind} program.`, 'E1003');
      }
      const all = selectEvents(context, store, call, program).filter(belongs);
      if (wantsCsv(call)) return csvAnswer(call, eventCsv(all), plural);
      const { items, pager } = trackerPage(call, all);
      const [view, fields] = [viewOf(call), fieldsOf(call)];
      return json({ ...(pager ? { pager } : {}), [plural]: items.map((event) => view.event(event, fields)) });
    },
    exportTypes,
  );
  router.get(
    `tracker/${plural}/{uid}`,
    (call) => json(viewOf(call).event(find(call, call.params['uid']!), fieldsOf(call))),
    exportTypes,
  );
  for (const kind of ['file', 'image']) {
    router.get(
      `tracker/${plural}/{uid}/dataValues/{element}/${kind}`,
      (call) => valueFile(context, find(call, call.params['uid']!), call.params['element']!),
      [],
    );
  }
}

/** The file that a data value of an event names. */
function valueFile(context: ServerContext, event: TrackerEvent, element: string): Answer {
  const value = event.dataValues[element];
  const type = textAt(context.metadata.get('dataElements', element), 'valueType') ?? '';
  if (!value || !namesFile(type)) throw notFoundObject('DataElement', element);
  const file = context.metadata.get('fileResources', value.value);
  if (!file) throw notFoundObject('FileResource', value.value);
  return fileContent(context, file);
}
