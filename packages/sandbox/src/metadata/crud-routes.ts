import { empty } from '../http/answer.ts';
import type { Answer } from '../http/answer.ts';
import type { Call } from '../http/call.ts';
import type { Router } from '../http/router.ts';
import type { Schema } from '../schema/schema-catalog.ts';
import type { ServerContext } from '../server/server-context.ts';
import { listObjects, readObject } from './list-routes.ts';
import { orgUnitsAsGeoJson } from './org-unit-routes.ts';
import { createObject, removeObject, replaceObject } from './write-routes.ts';

const listTypes = ['application/json', 'application/json+gzip', 'application/json+zip'];
/** Classes with controllers of their own. */
const special = new Set(['apiToken', 'dataStore', 'fileResources', 'messageConversations']);

/** Listing, reading and writing of every metadata class. */
export function crudRoutes(router: Router, context: ServerContext): void {
  for (const schema of crudSchemas(context)) {
    const at = schema.plural;
    router.get(at, (call) => listAnswer(context, schema, call), listTypes);
    router.get(`${at}/{uid:uid}`, (call) => readObject(context, schema, call), listTypes);
    router.post(at, (call) => createObject(context, schema, call));
    router.put(`${at}/{uid:uid}`, (call) => replaceObject(context, schema, call));
    // A known class with what is no uid: no method fits, rather than nothing being there.
    router.on('NONE', `${at}/{any}`, () => empty(405));
    router.delete(`${at}/{uid:uid}`, (call) => removeObject(context, schema, call));
  }
}

function listAnswer(context: ServerContext, schema: Schema, call: Call): Answer {
  return call.suffix === 'geojson' && schema.singular === 'organisationUnit'
    ? orgUnitsAsGeoJson(context, call)
    : listObjects(context, schema, call);
}

/** The classes that have the generic API. */
export function crudSchemas(context: ServerContext): readonly Schema[] {
  return context.schemas.all.filter(
    (schema) =>
      schema.relativeApiEndpoint === `/${schema.plural}` && schema.identifiableObject && !special.has(schema.plural),
  );
}
