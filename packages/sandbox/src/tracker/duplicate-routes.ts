import { empty, json } from '../http/answer.ts';
import type { Router } from '../http/router.ts';
import { conflict, notFoundObject, parseBody } from '../http/web-error.ts';
import { userReference } from '../security/user.ts';
import type { ServerContext } from '../server/server-context.ts';
import { timestamp } from '../state/clock.ts';
import { generateUid } from '../state/identifiers.ts';
import type { JsonObject } from '../state/json.ts';
import { isObject, textAt } from '../state/json.ts';
import { trackerPage } from './tracker-query.ts';
import type { TrackerStore } from './tracker-store.ts';

/** `/api/potentialDuplicates`: pairs of persons that may be one. */
export function duplicateRoutes(router: Router, context: ServerContext, store: TrackerStore): void {
  const table = context.tables.table<JsonObject>('potentialDuplicates');
  router.post('potentialDuplicates', (call) => {
    const body = parseBody(call.body.toString('utf8'));
    const original = isObject(body) ? textAt(body, 'original') : undefined;
    const duplicate = isObject(body) ? textAt(body, 'duplicate') : undefined;
    for (const id of [original, duplicate]) {
      if (id === undefined) throw conflict('Missing required property: original or duplicate');
      const entity = store.trackedEntities.get(id);
      if (!entity) throw notFoundObject('TrackedEntity', id);
      entity.potentialDuplicate = true;
      store.trackedEntities.touch(id);
    }
    const id = generateUid();
    const now = timestamp(context.clock.now());
    table.set(id, { created: now, lastUpdated: now, original: original!, duplicate: duplicate!, status: 'OPEN', id });
    const user = userReference(call.user);
    const since43 = context.profile.minor >= 43;
    return json({
      created: now,
      lastUpdated: now,
      translations: [],
      ...(since43 ? {} : { createdBy: user, favorites: [], lastUpdatedBy: user }),
      sharing: since43
        ? { users: {}, userGroups: {} }
        : { owner: call.user.id, external: false, users: {}, userGroups: {}, public: '--------' },
      original: original!,
      duplicate: duplicate!,
      lastUpdatedByUserName: call.user.username,
      createdByUserName: call.user.username,
      status: 'OPEN',
      ...(since43 ? {} : { user, favorite: false }),
      id,
      attributeValues: [],
    });
  });
  router.get('potentialDuplicates', (call) => {
    const status = call.query.get('status') ?? 'OPEN';
    const all = [...table.values()].filter((row) => status === 'ALL' || row['status'] === status);
    const { items, pager } = trackerPage(call, all);
    return json({ ...(pager ? { pager } : {}), potentialDuplicates: items });
  });
  router.post('potentialDuplicates/{uid}/merge', (call) => {
    const row = table.get(call.params['uid']!);
    if (!row) throw notFoundObject('PotentialDuplicate', call.params['uid']!);
    const original = store.trackedEntities.get(textAt(row, 'original')!);
    const duplicate = store.trackedEntities.get(textAt(row, 'duplicate')!);
    if (!original || !duplicate) throw conflict('Merging conflict: original or duplicate does not exist');
    for (const [id, value] of Object.entries(duplicate.attributes)) original.attributes[id] ??= value;
    duplicate.deleted = true;
    store.trackedEntities.touch(original.trackedEntity);
    store.trackedEntities.touch(duplicate.trackedEntity);
    row['status'] = 'MERGED';
    table.touch(call.params['uid']!);
    return empty(200);
  });
}
