import type { Answer } from '../http/answer.ts';
import type { Call } from '../http/call.ts';
import { requireMediaType } from '../http/call.ts';
import type { Router } from '../http/router.ts';
import type { Schema } from '../schema/schema-catalog.ts';
import type { ServerContext } from '../server/server-context.ts';
import { crudSchemas } from './crud-routes.ts';
import { applyPatch, readPatch } from './json-patch.ts';
import { jsonBody, requireUpdatable, updateAnswer } from './write-routes.ts';

/** `PATCH /api/{plural}/{uid}` with a JSON Patch. */
export function patchRoutes(router: Router, context: ServerContext): void {
  for (const schema of crudSchemas(context)) {
    router.patch(`${schema.plural}/{uid:uid}`, (call) => patchObject(context, schema, call));
  }
}

function patchObject(context: ServerContext, schema: Schema, call: Call): Answer {
  requireMediaType(call, 'application/json-patch+json', 'application/json');
  const existing = requireUpdatable(context, schema, call);
  const operations = readPatch(jsonBody(context, call), context.profile.minor);
  return updateAnswer(context, call, schema, { ...applyPatch(existing, operations), id: existing.id });
}
