import { Projector } from '../fields/projector.ts';
import { parseFields } from '../fields/field-parser.ts';
import type { MetadataChange } from '../metadata/change-feed.ts';
import type { MetadataObject } from '../metadata/metadata-store.ts';
import type { ServerContext } from '../server/server-context.ts';
import type { JsonObject } from '../state/json.ts';
import { asText, isObject, objectsAt, textAt } from '../state/json.ts';
import { callRemote } from './remote-call.ts';
import { authHeaders } from './route-routes.ts';

/** Sends each change of metadata to the webhooks that listen to it. Nobody waits for them, and failures are lost. */
export function deliverEventHooks(context: ServerContext): void {
  context.changes.listen((change) => {
    for (const hook of context.metadata.all('eventHooks')) {
      if (hook['disabled'] === true || !listens(hook, change)) continue;
      const body = Buffer.from(JSON.stringify(eventOf(context, hook, change)));
      for (const target of objectsAt(hook, 'targets')) void deliver(context, target, body);
    }
  });
}

function listens(hook: MetadataObject, change: MetadataChange): boolean {
  const source = isObject(hook['source']) ? hook['source'] : undefined;
  const path = textAt(source, 'path') ?? '';
  const full = `metadata.${change.singular}.${change.object.id}`;
  return full === path || full.startsWith(`${path}.`);
}

function eventOf(context: ServerContext, hook: MetadataObject, change: MetadataChange): JsonObject {
  const { object, op, singular } = change;
  const source = isObject(hook['source']) ? hook['source'] : undefined;
  const schema = context.schemas.all.find((s) => s.singular === singular);
  const user = context.directory.user(
    textAt(isObject(object['createdBy']) ? object['createdBy'] : undefined, 'id') ?? '',
  );
  const shown =
    op === 'delete' || !schema || !user
      ? { id: object.id }
      : new Projector({
          metadata: context.metadata,
          tree: context.tree,
          user,
          baseUrl: '',
          minor: context.profile.minor,
          now: context.clock.now(),
          locale: undefined,
        }).project(schema, object, parseFields(textAt(source, 'fields') ?? ':owner'));
  return {
    path: `metadata.${singular}.${object.id}`,
    createdAt: context.clock.now().toISOString(),
    meta: { op },
    object: shown,
  };
}

async function deliver(context: ServerContext, target: JsonObject, body: Buffer): Promise<void> {
  if (textAt(target, 'type') !== 'webhook') return;
  const headers: Record<string, string> = {
    'content-type': textAt(target, 'contentType') ?? 'application/json',
    'content-length': String(body.length),
    ...authHeaders(isObject(target['auth']) ? target['auth'] : undefined),
  };
  const named = isObject(target['headers']) ? Object.entries(target['headers']) : [];
  for (const [name, value] of named) headers[name.toLowerCase()] = asText(value);
  const sent = { method: 'POST', url: textAt(target, 'url') ?? '', headers, body, timeoutMs: 10_000 };
  await callRemote(sent, context.remoteHosts).catch(() => undefined);
}
