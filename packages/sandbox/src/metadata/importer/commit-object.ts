import type { Schema } from '../../schema/schema-catalog.ts';
import { jsonName } from '../../schema/schema-catalog.ts';
import type { User } from '../../security/user.ts';
import { userReference } from '../../security/user.ts';
import type { ServerContext } from '../../server/server-context.ts';
import { timestamp } from '../../state/clock.ts';
import { generateUid } from '../../state/identifiers.ts';
import type { JsonObject } from '../../state/json.ts';
import { isObject, objectsAt, refAt, refsAt, textAt } from '../../state/json.ts';
import type { MetadataObject } from '../metadata-store.ts';
import type { ImportParams } from './import-params.ts';

/** Kinds that cannot be shared and still show sharing, an empty one. */
const sharedByNobody: ReadonlySet<string> = new Set(['user', 'jobConfiguration']);

/** Stores a checked object: stamps it, gives it its sharing and its place in what it belongs to. */
export function commitObject(
  context: ServerContext,
  user: User,
  schema: Schema,
  object: MetadataObject,
  existing: MetadataObject | undefined,
  params: ImportParams,
): void {
  const now = timestamp(context.clock.now());
  const stored: MetadataObject = { ...object };
  delete stored['displayName'];
  stored['created'] = existing?.['created'] ?? now;
  stored['lastUpdated'] = now;
  if (schema.singular !== 'jobConfiguration' && schema.properties.some((p) => p.name === 'createdBy'))
    stored['createdBy'] = existing?.['createdBy'] ?? userReference(user);
  stored['lastUpdatedBy'] = userReference(user);
  stored['sharing'] = sharingOf(context, user, schema, object, existing, params);
  if (params.skipTranslation && existing?.['translations']) stored['translations'] = existing['translations'];
  if (schema.singular === 'user') keepUserSecrets(context, stored, existing);
  if (!schema.shareable && !sharedByNobody.has(schema.singular)) delete stored['sharing'];
  if (!schema.properties.some((p) => p.name === 'lastUpdatedBy')) delete stored['lastUpdatedBy'];
  identifyEmbedded(context, schema, stored);
  context.metadata.tableOf(schema).set(stored.id, stored);
  linkBothSides(context, schema, stored);
  context.changes.publish({ op: existing ? 'update' : 'create', singular: schema.singular, object: stored });
}

function sharingOf(
  context: ServerContext,
  user: User,
  schema: Schema,
  object: MetadataObject,
  existing: MetadataObject | undefined,
  params: ImportParams,
): JsonObject {
  const given = object['sharing'];
  const before = existing?.['sharing'];
  if (params.skipSharing && isObject(before)) return before;
  const external = context.profile.minor >= 43 ? {} : { external: false };
  if (sharedByNobody.has(schema.singular)) return { ...external, users: {}, userGroups: {} };
  const owner = isObject(before) && typeof before['owner'] === 'string' ? before['owner'] : user.id;
  if (isObject(given) && !params.skipSharing) {
    const kept: JsonObject = { owner, ...external, users: {}, userGroups: {}, ...given };
    if (context.profile.minor >= 43) delete kept['external'];
    if (kept['owner'] === null || kept['owner'] === undefined) kept['owner'] = owner;
    return kept;
  }
  if (isObject(before)) return before;
  return {
    owner,
    ...external,
    users: {},
    userGroups: {},
    public: schema.singular === 'route' ? '--------' : 'rw------',
  };
}

function keepUserSecrets(context: ServerContext, stored: MetadataObject, existing: MetadataObject | undefined): void {
  const password = textAt(stored, 'password');
  delete stored['password'];
  if (password !== undefined) {
    context.directory.setPassword(stored.id, password);
    stored['passwordLastUpdated'] = timestamp(context.clock.now());
  } else if (existing?.['passwordLastUpdated']) stored['passwordLastUpdated'] = existing['passwordLastUpdated'];
  if (existing?.['lastLogin'] && !stored['lastLogin']) stored['lastLogin'] = existing['lastLogin'];
  delete stored['name'];
}

/** Gives the parts of an object that have uids of their own (legends, stage elements) what they lack. */
function identifyEmbedded(context: ServerContext, schema: Schema, stored: MetadataObject): void {
  const now = timestamp(context.clock.now());
  for (const property of schema.properties) {
    if (!property.collection || !property.embeddedObject || !property.identifiableObject) continue;
    for (const item of objectsAt(stored, jsonName(property))) {
      item['id'] ??= generateUid();
      item['created'] ??= now;
      item['lastUpdated'] = now;
    }
  }
  if (schema.singular === 'dataSet') {
    for (const element of objectsAt(stored, 'dataSetElements')) element['dataSet'] = { id: stored.id };
  }
}

/** The properties that say the same thing from two sides: a list in the whole, a reference in the part. */
const twoSided: readonly { whole: string; list: string; part: string; reference: string }[] = [
  { whole: 'optionSets', list: 'options', part: 'options', reference: 'optionSet' },
  { whole: 'programs', list: 'programStages', part: 'programStages', reference: 'program' },
  { whole: 'programs', list: 'programSections', part: 'programSections', reference: 'program' },
  { whole: 'programStages', list: 'programStageSections', part: 'programStageSections', reference: 'programStage' },
  { whole: 'programRules', list: 'programRuleActions', part: 'programRuleActions', reference: 'programRule' },
];

function linkBothSides({ metadata }: ServerContext, schema: Schema, stored: MetadataObject): void {
  for (const { whole, list, part, reference } of twoSided) {
    if (schema.plural === whole) {
      for (const id of refsAt(stored, list)) {
        const child = metadata.get(part, id);
        if (!child || refAt(child, reference) === stored.id) continue;
        child[reference] = { id: stored.id };
        metadata.table(part).touch(id);
      }
    }
    if (schema.plural === part) {
      const parentId = refAt(stored, reference);
      const parent = metadata.get(whole, parentId);
      if (!parent || refsAt(parent, list).includes(stored.id)) continue;
      parent[list] = [...objectsAt(parent, list), { id: stored.id }];
      metadata.table(whole).touch(parent.id);
    }
  }
  if (schema.plural === 'programStages') return;
  if (schema.plural === 'optionSets' || schema.plural === 'programs') relinkParts(metadata, schema.plural, stored);
}

/** Adds the parts that were stored before their whole and name it. */
function relinkParts(metadata: ServerContext['metadata'], plural: string, stored: MetadataObject): void {
  for (const { whole, list, part, reference } of twoSided) {
    if (whole !== plural) continue;
    const known = new Set(refsAt(stored, list));
    const missing = metadata.referrers(part, reference, stored.id).filter((id) => !known.has(id));
    if (missing.length > 0) stored[list] = [...objectsAt(stored, list), ...missing.map((id) => ({ id }))];
  }
}
