import type { Answer } from '../http/answer.ts';
import { empty, jsonWithCharset, ok } from '../http/answer.ts';
import type { Call } from '../http/call.ts';
import type { Router } from '../http/router.ts';
import { conflict, forbidden, notFound } from '../http/web-error.ts';
import type { Schema } from '../schema/schema-catalog.ts';
import { mayUpdate } from '../security/access.ts';
import type { ServerContext } from '../server/server-context.ts';
import type { JsonObject } from '../state/json.ts';
import { asText, isObject, objectsAt, textAt } from '../state/json.ts';
import { crudSchemas } from './crud-routes.ts';
import { applyPatch, readPatch } from './json-patch.ts';
import type { MetadataObject } from './metadata-store.ts';
import { jsonBody, requireUpdatable } from './write-routes.ts';

/** `/api/sharing`, `PUT …/{uid}/sharing` and `PATCH …/sharing`: who may see and change an object. */
export function sharingRoutes(router: Router, context: ServerContext): void {
  router.get('sharing', (call) => readSharing(context, call));
  router.post('sharing', (call) => setSharing(context, call));
  router.put('sharing', (call) => setSharing(context, call));
  for (const schema of crudSchemas(context)) {
    router.put(`${schema.plural}/{uid:uid}/sharing`, (call) => putSharing(context, schema, call));
    router.patch(`${schema.plural}/sharing`, (call) => patchMany(context, schema, call));
  }
}

function named(context: ServerContext, call: Call): { schema: Schema; object: MetadataObject } {
  const type = call.query.get('type') ?? '';
  const schema = context.schemas.bySingular(type);
  if (!schema?.shareable) throw conflict(`Type ${type} is not supported.`);
  const id = call.query.get('id') ?? '';
  const object = context.metadata.tableOf(schema).get(id);
  if (!object) throw notFound(`Object of type ${type} with ID ${id} was not found.`);
  return { schema, object };
}

function readSharing(context: ServerContext, call: Call): Answer {
  const { schema, object } = named(context, call);
  const sharing = isObject(object['sharing']) ? object['sharing'] : {};
  const list = (kind: 'users' | 'userGroups'): JsonObject[] =>
    Object.entries(isObject(sharing[kind]) ? sharing[kind] : {}).map(([id, entry]) => {
      const name = textAt(context.metadata.get(kind, id), 'name') ?? id;
      return { id, name, displayName: name, access: isObject(entry) ? (entry['access'] ?? '') : '' };
    });
  const manage = mayUpdate(call.user, schema, object);
  return jsonWithCharset({
    meta: { allowPublicAccess: true, allowExternalAccess: false },
    object: {
      id: object.id,
      name: asText(object['name']),
      displayName: asText(object['name']),
      publicAccess: textAt(sharing, 'public') ?? '--------',
      externalAccess: false,
      user: object['createdBy'] ?? {},
      userGroupAccesses: list('userGroups'),
      userAccesses: list('users'),
      ...(manage ? {} : {}),
    },
  });
}

const pattern = /^[r-][w-][r-][w-]----$/;

function setSharing(context: ServerContext, call: Call): Answer {
  const { schema, object } = named(context, call);
  if (!mayUpdate(call.user, schema, object)) throw forbidden('You do not have manage access to this object.');
  const body = jsonBody(context, call);
  const given = isObject(body) && isObject(body['object']) ? body['object'] : {};
  const access = textAt(given, 'publicAccess') ?? '--------';
  if (!pattern.test(access)) throw conflict(`Invalid public access string: ${access}`);
  const entries = (name: string): JsonObject =>
    Object.fromEntries(
      objectsAt(given, name).map((entry) => [
        asText(entry['id']),
        { id: entry['id']!, access: entry['access'] ?? 'r-------' },
      ]),
    );
  const before = isObject(object['sharing']) ? object['sharing'] : {};
  // Classes without data sharing keep only the rights that they have.
  const kept = schema.dataShareable ? access : `${access.slice(0, 2)}------`;
  object['sharing'] = {
    ...before,
    public: kept,
    users: entries('userAccesses'),
    userGroups: entries('userGroupAccesses'),
  };
  context.metadata.tableOf(schema).touch(object.id);
  return ok('Access control set');
}

function putSharing(context: ServerContext, schema: Schema, call: Call): Answer {
  const object = requireUpdatable(context, schema, call);
  const body = jsonBody(context, call);
  const given = isObject(body) ? (isObject(body['sharing']) ? body['sharing'] : body) : {};
  const access = textAt(given, 'public');
  if (access !== undefined && !pattern.test(access)) throw conflict(`Invalid public access string: ${access}`);
  const before = isObject(object['sharing']) ? object['sharing'] : {};
  object['sharing'] = { ...before, ...given, owner: given['owner'] ?? before['owner'] ?? null };
  context.metadata.tableOf(schema).touch(object.id);
  return empty(204);
}

function patchMany(context: ServerContext, schema: Schema, call: Call): Answer {
  const body = jsonBody(context, call);
  const ids =
    isObject(body) && Array.isArray(body[schema.plural]) ? (body[schema.plural] as unknown[]).map(String) : [];
  const operations = readPatch(isObject(body) ? body['patch'] : undefined, context.profile.minor);
  for (const id of ids) {
    const object = context.metadata.tableOf(schema).get(id);
    if (object) context.metadata.tableOf(schema).set(id, { ...applyPatch(object, operations), id });
  }
  return empty(200);
}
