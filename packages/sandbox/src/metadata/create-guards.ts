import { conflict, refuse } from '../http/web-error.ts';
import type { Schema } from '../schema/schema-catalog.ts';
import type { ServerContext } from '../server/server-context.ts';
import type { JsonObject } from '../state/json.ts';
import { generateUid } from '../state/identifiers.ts';
import { isObject, objectsAt, textAt } from '../state/json.ts';

/** Refuses an object for reasons that the importer does not know, and fills in what its own endpoint fills in. */
export function guardCreation(context: ServerContext, schema: Schema, object: JsonObject): void {
  if (schema.singular === 'route' && !mayReach(context, textAt(object, 'url') ?? ''))
    throw conflict('Route URL is not permitted', 'E1004');
  if (schema.singular === 'eventHook') {
    for (const target of objectsAt(object, 'targets')) {
      target['clientId'] ??= `dhis2-webhook-${generateUid()}`;
      target['contentType'] ??= 'application/json';
    }
  }
  if (schema.singular === 'aggregateDataExchange') fillExchange(object, context.profile.minor);
  if (schema.singular === 'aggregateDataExchange' && !isObject(object['target'])) {
    const owner = 'org.hisp.dhis.dataexchange.aggregate';
    const cause = `the return value of "${owner}.AggregateDataExchange.getTarget()" is null`;
    throw refuse(500, `Cannot invoke "${owner}.Target.getType()" because ${cause}`);
  }
}

function fillExchange(object: JsonObject, minor: number): void {
  const target = object['target'];
  if (minor >= 43 && isObject(target) && isObject(target['request']))
    target['request']['importStrategy'] ??= 'CREATE_AND_UPDATE';
  const source = object['source'];
  if (!isObject(source)) return;
  if (isObject(source['params'])) source['params']['periodTypes'] ??= [];
  for (const request of objectsAt(source, 'requests')) request['filters'] ??= [];
}

/** Whether routes may lead to a URL: any over HTTPS, this machine, and the hosts that the sandbox was started with. */
function mayReach({ remoteHosts }: ServerContext, url: string): boolean {
  let parsed: URL;
  try {
    parsed = new URL(url.replaceAll(/[*{}]/g, 'x'));
  } catch {
    return false;
  }
  const local = parsed.hostname === '127.0.0.1' || parsed.hostname === 'localhost';
  return parsed.protocol === 'https:' || local || parsed.origin in remoteHosts;
}
