import type { Answer } from '../http/answer.ts';
import { jsonWithCharset, webMessage } from '../http/answer.ts';
import type { Call } from '../http/call.ts';
import type { Router } from '../http/router.ts';
import { notFound } from '../http/web-error.ts';
import { parseFields } from '../fields/field-parser.ts';
import { Projector } from '../fields/projector.ts';
import type { Property, Schema } from '../schema/schema-catalog.ts';
import { jsonName } from '../schema/schema-catalog.ts';
import type { ServerContext } from '../server/server-context.ts';
import { timestamp } from '../state/clock.ts';
import type { JsonObject } from '../state/json.ts';
import { isObject, objectsAt, refsAt } from '../state/json.ts';
import { crudSchemas } from './crud-routes.ts';
import { fieldsOf, readContext, requireReadable } from './list-routes.ts';
import type { MetadataObject } from './metadata-store.ts';
import { jsonBody, requireUpdatable } from './write-routes.ts';

/** `/api/{plural}/{uid}/{collection}`: the members of a list, read and changed one by one or together. */
export function collectionRoutes(router: Router, context: ServerContext): void {
  for (const schema of crudSchemas(context)) {
    const at = `${schema.plural}/{uid:uid}/{collection}`;
    router.get(at, (call) => readCollection(context, schema, call));
    router.post(at, (call) => changeCollection(context, schema, call));
    router.put(at, (call) => replaceCollection(context, schema, call));
    router.delete(at, (call) => changeCollection(context, schema, call));
    router.post(`${at}/{item:uid}`, (call) => changeOne(context, schema, call, 'add'));
    router.delete(`${at}/{item:uid}`, (call) => changeOne(context, schema, call, 'remove'));
  }
}

function requireProperty(context: ServerContext, schema: Schema, call: Call): Property {
  const property = context.schemas.properties(schema).get(call.params['collection']!);
  if (!property?.collection && property?.propertyType !== 'REFERENCE') {
    throw notFound(`Property ${call.params['collection']} does not exist on ${schema.klass}`);
  }
  return property;
}

function readCollection(context: ServerContext, schema: Schema, call: Call): Answer {
  const object = requireReadable(context, schema, call, call.params['uid']!);
  const property = requireProperty(context, schema, call);
  const projector = new Projector(readContext(context, call));
  const nodes = parseFields(`${jsonName(property)}[${fieldsOf(call, ':all')}]`);
  return jsonWithCharset(projector.project(schema, object, nodes), 200, { 'cache-control': 'no-cache, private' });
}

interface Counts {
  updated: number;
  deleted: number;
}

/** The place that really holds a collection: the object itself, or the other side of an inverse property. */
class Members {
  readonly #context: ServerContext;
  readonly #schema: Schema;
  readonly #property: Property;
  readonly #object: MetadataObject;

  constructor(context: ServerContext, schema: Schema, property: Property, object: MetadataObject) {
    this.#context = context;
    this.#schema = schema;
    this.#property = property;
    this.#object = object;
  }

  add(id: string): boolean {
    const target = this.#context.schemas.byKlass(this.#property.itemKlass);
    const member = target ? this.#context.metadata.tableOf(target).get(id) : undefined;
    if (!target || !member) return false;
    if (this.#property.owner) return this.#append(this.#schema, this.#object, jsonName(this.#property), id);
    const source = this.#context.metadata.inverseSource(this.#schema, this.#property);
    return source !== undefined && this.#append(source.schema, member, source.property, this.#object.id);
  }

  remove(id: string): boolean {
    if (this.#property.owner) return this.#drop(this.#schema, this.#object, jsonName(this.#property), id);
    const source = this.#context.metadata.inverseSource(this.#schema, this.#property);
    const member = source ? this.#context.metadata.tableOf(source.schema).get(id) : undefined;
    return (
      source !== undefined &&
      member !== undefined &&
      this.#drop(source.schema, member, source.property, this.#object.id)
    );
  }

  get ids(): readonly string[] {
    if (this.#property.owner) return refsAt(this.#object, jsonName(this.#property));
    return this.#context.metadata.inverse(this.#schema, this.#property, this.#object.id);
  }

  #append(schema: Schema, holder: MetadataObject, name: string, id: string): boolean {
    if (refsAt(holder, name).includes(id)) return false;
    holder[name] = [...objectsAt(holder, name), { id }];
    this.#touch(schema, holder);
    return true;
  }

  #drop(schema: Schema, holder: MetadataObject, name: string, id: string): boolean {
    if (!refsAt(holder, name).includes(id)) return false;
    holder[name] = objectsAt(holder, name).filter((item) => item['id'] !== id);
    this.#touch(schema, holder);
    return true;
  }

  #touch(schema: Schema, holder: MetadataObject): void {
    holder['lastUpdated'] = timestamp(this.#context.clock.now());
    this.#context.metadata.tableOf(schema).touch(holder.id);
    this.#context.changes.publish({ op: 'update', singular: schema.singular, object: holder });
  }
}

function membersOf(context: ServerContext, schema: Schema, call: Call): Members {
  const object = requireUpdatable(context, schema, call);
  return new Members(context, schema, requireProperty(context, schema, call), object);
}

function changeOne(context: ServerContext, schema: Schema, call: Call, how: 'add' | 'remove'): Answer {
  const members = membersOf(context, schema, call);
  const id = call.params['item']!;
  const changed = how === 'add' ? members.add(id) : members.remove(id);
  return report(how === 'add' ? { updated: Number(changed), deleted: 0 } : { updated: 0, deleted: Number(changed) });
}

function changeCollection(context: ServerContext, schema: Schema, call: Call): Answer {
  const members = membersOf(context, schema, call);
  const body = jsonBody(context, call);
  const given = isObject(body) ? body : {};
  const named = refsAt(given, 'identifiableObjects');
  const additions = [...refsAt(given, 'additions'), ...(call.method === 'POST' ? named : [])];
  const deletions = [...refsAt(given, 'deletions'), ...(call.method === 'DELETE' ? named : [])];
  const counts: Counts = { updated: 0, deleted: 0 };
  for (const id of additions) counts.updated += Number(members.add(id));
  for (const id of deletions) counts.deleted += Number(members.remove(id));
  return report(counts);
}

function replaceCollection(context: ServerContext, schema: Schema, call: Call): Answer {
  const members = membersOf(context, schema, call);
  const body = jsonBody(context, call);
  const counts: Counts = { updated: 0, deleted: 0 };
  for (const id of members.ids) counts.deleted += Number(members.remove(id));
  for (const id of refsAt(isObject(body) ? body : {}, 'identifiableObjects')) counts.updated += Number(members.add(id));
  return report(counts);
}

function report({ updated, deleted }: Counts): Answer {
  const stats: JsonObject = { created: 0, updated, deleted, ignored: 0, total: updated + deleted };
  return webMessage(200, 'OK', { response: { status: 'OK', stats, objectReports: [], responseType: 'TypeReport' } });
}
