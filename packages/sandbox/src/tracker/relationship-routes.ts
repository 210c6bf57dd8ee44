import { json } from '../http/answer.ts';
import type { Call } from '../http/call.ts';
import { flag } from '../http/call.ts';
import type { Router } from '../http/router.ts';
import { badRequest, notFoundObject } from '../http/web-error.ts';
import type { ServerContext } from '../server/server-context.ts';
import { trackerFields } from './tracker-fields.ts';
import { trackerPage } from './tracker-query.ts';
import type { TrackerStore } from './tracker-store.ts';
import { TrackerView } from './tracker-view.ts';

const ends = 'trackedEntity[trackedEntity],enrollment[enrollment],event[event]';
const defaults = `relationship,relationshipType,from[${ends}],to[${ends}]`;

/** `GET /api/tracker/relationships`: those of a person, an enrollment or an event. */
export function relationshipRoutes(router: Router, context: ServerContext, store: TrackerStore): void {
  const viewOf = (call: Call): TrackerView =>
    new TrackerView(context, store, { includeDeleted: flag(call, 'includeDeleted'), schemes: call.query });
  router.get('tracker/relationships', (call) => {
    const kind = (['trackedEntity', 'enrollment', 'event'] as const).find((name) => call.query.has(name));
    if (!kind) throw badRequest("Missing required parameter 'trackedEntity', 'enrollment' or 'event'.", 'E1003');
    const uid = call.query.get(kind)!;
    const all = [...store.relationships.values()].filter(
      (r) => (!r.deleted || flag(call, 'includeDeleted')) && (r.from[kind] === uid || r.to[kind] === uid),
    );
    const { items, pager } = trackerPage(
      call,
      all.toSorted((a, b) => b.serial - a.serial),
    );
    const [view, fields] = [viewOf(call), trackerFields(call, defaults)];
    return json({ ...(pager ? { pager } : {}), relationships: items.map((r) => view.relationship(r, fields)) });
  });
  router.get('tracker/relationships/{uid}', (call) => {
    const relationship = store.relationships.get(call.params['uid']!);
    if (!relationship || relationship.deleted) throw notFoundObject('Relationship', call.params['uid']!);
    return json(viewOf(call).relationship(relationship, trackerFields(call, defaults)));
  });
}
