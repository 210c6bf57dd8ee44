import { setOrder } from '../fields/set-order.ts';
import type { Property, Schema } from '../schema/schema-catalog.ts';
import { jsonName, shortName } from '../schema/schema-catalog.ts';
import type { User } from '../security/user.ts';
import type { ServerContext } from '../server/server-context.ts';
import { timestamp } from '../state/clock.ts';
import { objectsAt, refAt, refsAt, textAt, asText } from '../state/json.ts';
import type { JsonObject } from '../state/json.ts';
import type { MetadataObject } from './metadata-store.ts';

/** References that stand in the way of a deletion: class and property that refer to the class deleted. */
const vetoes: Readonly<Record<string, readonly (readonly [plural: string, property: string, listed: boolean])[]>> = {
  organisationUnit: [['organisationUnits', 'parent', true]],
  optionSet: [
    ['dataElements', 'optionSet', false],
    ['trackedEntityAttributes', 'optionSet', false],
  ],
  indicatorType: [['indicators', 'indicatorType', true]],
  dataElement: [['programStages', 'programStageDataElements', false]],
  trackedEntityType: [['programs', 'trackedEntityType', false]],
  trackedEntityAttribute: [['programs', 'programTrackedEntityAttributes', false]],
  userRole: [['users', 'userRoles', true]],
  legendSet: [['dataElements', 'legendSets', false]],
  dataApprovalLevel: [['dataApprovalWorkflows', 'dataApprovalLevels', false]],
  categoryOption: [['categories', 'categoryOptions', false]],
  category: [['categoryCombos', 'categories', false]],
};

/** Why an object may not be deleted: the class (and names) that hold on to it; undefined when it may. */
export function deletionVeto(context: ServerContext, schema: Schema, object: MetadataObject): string | undefined {
  const { metadata } = context;
  for (const [plural, property, listed] of vetoes[schema.singular] ?? []) {
    const ids = embedsReference(plural, property)
      ? embeddedReferrers(context, plural, property, object.id)
      : metadata.referrers(plural, property, object.id);
    if (ids.length === 0) continue;
    const klass = shortName(context.schemas.byPlural(plural)!.klass);
    const holders = ids.map((id) => metadata.get(plural, id)!);
    const ordered = setOrder(context.schemas.byPlural(plural)!, holders, context.profile.minor, schema.singular);
    const names = ordered.map((holder) => asText(holder['name'] ?? holder.id)).join(',');
    return listed ? `${klass} (${names})` : klass;
  }
  if (schema.singular === 'dataElement' && context.values.usesElement(object.id)) return 'DataValue';
  if (schema.singular === 'organisationUnit' && context.values.usesOrgUnit(object.id)) return 'DataValue';
  return undefined;
}

function embedsReference(plural: string, property: string): boolean {
  return (plural === 'programStages' && property.endsWith('Elements')) || property === 'programTrackedEntityAttributes';
}

function embeddedReferrers({ metadata }: ServerContext, plural: string, property: string, id: string): string[] {
  const found: string[] = [];
  for (const object of metadata.all(plural)) {
    const holds = objectsAt(object, property).some(
      (item) => refAt(item, 'dataElement') === id || refAt(item, 'trackedEntityAttribute') === id,
    );
    if (holds) found.push(object.id);
  }
  return found;
}

/** Removes an object, what belongs to it alone, and the references to it. */
export function deleteObject(context: ServerContext, user: User, schema: Schema, object: MetadataObject): void {
  const parts = partsOf(context, schema, object);
  context.metadata.tableOf(schema).delete(object.id);
  for (const [plural, id] of parts) {
    const part = context.metadata.get(plural, id);
    if (part) deleteObject(context, user, context.schemas.byPlural(plural)!, part);
  }
  const code = textAt(object, 'code');
  context.tables.table('deletedObjects').set(`${schema.singular}/${object.id}`, {
    uid: object.id,
    deletedAt: timestamp(context.clock.now()),
    ...(code === undefined ? {} : { code }),
    klass: shortName(schema.klass),
    deletedBy: user.username,
  });
  dropReferences(context, schema, object.id);
  context.changes.publish({ op: 'delete', singular: schema.singular, object });
}

/** What goes with an object: the option combos of a combo, the options of a set, the stages of a program. */
function partsOf(
  { metadata, schemas, profile }: ServerContext,
  schema: Schema,
  object: MetadataObject,
): (readonly [string, string])[] {
  const of = (plural: string, property: string): (readonly [string, string])[] =>
    setOrder(
      schemas.byPlural(plural)!,
      metadata.referrers(plural, property, object.id).map((id) => metadata.get(plural, id)!),
      profile.minor,
      schema.singular,
    ).map(({ id }) => [plural, id] as const);
  switch (schema.singular) {
    case 'categoryCombo':
      return of('categoryOptionCombos', 'categoryCombo');
    case 'optionSet':
      return of('options', 'optionSet');
    case 'dataSet':
      return of('sections', 'dataSet');
    case 'program':
      return [
        ...of('programStages', 'program'),
        ...of('programRules', 'program'),
        ...of('programRuleVariables', 'program'),
        ...of('programIndicators', 'program'),
      ];
    case 'programRule':
      return refsAt(object, 'programRuleActions').map((id) => ['programRuleActions', id] as const);
  }
  return [];
}

function dropReferences({ metadata, schemas }: ServerContext, target: Schema, id: string): void {
  for (const schema of schemas.metadataSchemas) {
    const properties = schema.properties.filter(
      (p) => p.owner && (p.collection ? p.itemKlass : p.klass) === target.klass,
    );
    const embedded = schema.properties.filter((p) => p.collection && p.embeddedObject);
    if (properties.length === 0 && embedded.length === 0) continue;
    for (const object of metadata.tableOf(schema).values()) {
      let touched = dropFrom(object, properties, id, target);
      for (const property of embedded) touched = dropEmbedded(object, jsonName(property), id) || touched;
      if (touched) metadata.tableOf(schema).touch(object.id);
    }
  }
}

function dropFrom(object: JsonObject, properties: readonly Property[], id: string, target: Schema): boolean {
  let touched = false;
  for (const property of properties) {
    const name = jsonName(property);
    if (property.collection) {
      const list = objectsAt(object, name);
      const kept = list.filter((item) => item['id'] !== id);
      if (kept.length < list.length) {
        object[name] = kept;
        touched = true;
      }
    } else if (refAt(object, name) === id) {
      // A category combo is never missing: whoever used the deleted one falls back to the default.
      if (target.singular === 'categoryCombo') object[name] = { id: 'bjDvmb4bfuf' };
      else delete object[name];
      touched = true;
    }
  }
  return touched;
}

function dropEmbedded(object: JsonObject, name: string, id: string): boolean {
  const list = objectsAt(object, name);
  const kept = list.filter((item) => refAt(item, 'dataElement') !== id && refAt(item, 'trackedEntityAttribute') !== id);
  if (kept.length === list.length) return false;
  object[name] = kept;
  return true;
}
