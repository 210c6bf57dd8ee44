import type { Answer } from '../http/answer.ts';
import { json, jsonWithCharset } from '../http/answer.ts';
import type { Call } from '../http/call.ts';
import { flag } from '../http/call.ts';
import { paginate } from '../http/pager.ts';
import { forbidden, notFoundObject } from '../http/web-error.ts';
import { parseFields } from '../fields/field-parser.ts';
import { Projector } from '../fields/projector.ts';
import type { ReadContext } from '../fields/derived-properties.ts';
import type { Schema } from '../schema/schema-catalog.ts';
import { shortName } from '../schema/schema-catalog.ts';
import { mayRead, mayReadClass } from '../security/access.ts';
import type { ServerContext } from '../server/server-context.ts';
import type { JsonObject } from '../state/json.ts';
import { csvOf } from './list-csv.ts';
import { compileFilter } from './filter.ts';
import type { MetadataObject } from './metadata-store.ts';
import { orderBy } from './ordering.ts';
import { narrowOrgUnits, orgUnitRelatives } from './org-unit-scope.ts';

const noCache = { 'cache-control': 'no-cache, private' };

/** What a call reads metadata with. */
export function readContext(context: ServerContext, call: Call): ReadContext {
  return {
    metadata: context.metadata,
    tree: context.tree,
    user: call.user,
    baseUrl: call.baseUrl,
    minor: context.profile.minor,
    now: context.clock.now(),
    locale: flag(call, 'translate', false) ? (call.query.get('locale') ?? 'en') : undefined,
  };
}

/** The objects of a class that a call selects: readable, filtered, in order. */
export function selectObjects(
  context: ServerContext,
  call: Call,
  schema: Schema,
  projector: Projector,
): MetadataObject[] {
  let objects = [...context.metadata.tableOf(schema).values()].filter((object) => mayRead(call.user, schema, object));
  if (schema.singular === 'organisationUnit') objects = narrowOrgUnits(context, call, objects);
  if (call.query.get('defaults') === 'EXCLUDE') objects = objects.filter((object) => !isDefault(object));
  const predicates = call.query
    .getAll('filter')
    .map((text) => compileFilter(context.metadata, projector, schema, text));
  const query = call.query.get('query');
  if (query !== null && query !== '')
    predicates.push(compileFilter(context.metadata, projector, schema, `identifiable:token:${query}`));
  if (predicates.length > 0) {
    const any = call.query.get('rootJunction') === 'OR';
    objects = objects.filter((object) =>
      any ? predicates.some((p) => p(object)) : predicates.every((p) => p(object)),
    );
  }
  return objects.toSorted(orderBy(context.metadata, projector, schema, call.query.getAll('order')));
}

/** `GET /api/{plural}`. */
export function listObjects(context: ServerContext, schema: Schema, call: Call): Answer {
  if (!mayReadClass(call.user, schema))
    throw forbidden("You don't have the proper permissions to read objects of this type.");
  const projector = new Projector(readContext(context, call));
  const { items, pager } = paginate(call, selectObjects(context, call, schema, projector));
  const nodes = parseFields(fieldsOf(call, 'id,displayName'));
  if (call.suffix === 'csv')
    return csvOf(
      items.map((object) => projector.project(schema, object, nodes)),
      nodes,
    );
  const body: JsonObject = pager ? { pager } : {};
  body[schema.plural] = items.map((object) => projector.project(schema, object, nodes));
  return jsonWithCharset(body, 200, noCache);
}

/** `GET /api/{plural}/{uid}`. */
export function readObject(context: ServerContext, schema: Schema, call: Call): Answer {
  const object = requireReadable(context, schema, call, call.params['uid']!);
  const projector = new Projector(readContext(context, call));
  if (schema.singular === 'organisationUnit') {
    const relatives = orgUnitRelatives(context, call, object.id);
    if (relatives) return listRelatives(schema, call, projector, relatives);
  }
  return jsonWithCharset(projector.project(schema, object, parseFields(fieldsOf(call, '*'))), 200, noCache);
}

function listRelatives(schema: Schema, call: Call, projector: Projector, relatives: readonly MetadataObject[]): Answer {
  const { items, pager } = paginate(call, relatives);
  const nodes = parseFields(fieldsOf(call, 'id,displayName'));
  const body: JsonObject = pager ? { pager } : {};
  body[schema.plural] = items.map((object) => projector.project(schema, object, nodes));
  return json(body, 200, noCache);
}

/** The object of a call, refused when it is not there or not to be seen. */
export function requireReadable(context: ServerContext, schema: Schema, call: Call, id: string): MetadataObject {
  const object = context.metadata.tableOf(schema).get(id);
  if (!object || !mayRead(call.user, schema, object)) throw notFoundObject(shortName(schema.klass), id);
  return object;
}

/** The `fields` of a call, several joined, or the fallback. */
export function fieldsOf(call: Call, fallback: string): string {
  const all = call.query.getAll('fields').filter((text) => text !== '');
  return all.length > 0 ? all.join(',') : fallback;
}

/** Whether an object is one of the `default` category objects that each server has. */
export function isDefault(object: MetadataObject): boolean {
  return object['name'] === 'default' && object['code'] === 'default';
}
