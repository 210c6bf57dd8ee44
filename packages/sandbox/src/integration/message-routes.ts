import { empty, json, jsonWithCharset, webMessage } from '../http/answer.ts';
import type { Call } from '../http/call.ts';
import { bodyText } from '../http/call.ts';
import { paginate } from '../http/pager.ts';
import type { Router } from '../http/router.ts';
import { conflict, forbidden, notFoundObject, parseBody } from '../http/web-error.ts';
import { Projector } from '../fields/projector.ts';
import { parseFields } from '../fields/field-parser.ts';
import { fieldsOf, readContext } from '../metadata/list-routes.ts';
import type { MetadataObject } from '../metadata/metadata-store.ts';
import type { ServerContext } from '../server/server-context.ts';
import { timestamp } from '../state/clock.ts';
import { generateUid, generateUuid } from '../state/identifiers.ts';
import type { JsonObject } from '../state/json.ts';
import { asText, isObject, objectsAt, refAt, refsAt, textAt } from '../state/json.ts';

/** `/api/messageConversations`: each user sees those that name them. */
export function messageRoutes(router: Router, context: ServerContext): void {
  const table = context.metadata.table('messageConversations');
  const schema = context.schemas.byPlural('messageConversations')!;
  const entryOf = (conversation: MetadataObject, user: string): JsonObject | undefined =>
    objectsAt(conversation, 'userMessages').find((entry) => refAt(entry, 'user') === user);
  const seen = (call: Call, conversation: MetadataObject): MetadataObject => {
    const own = entryOf(conversation, call.user.id);
    return { ...conversation, read: own?.['read'] ?? false, followUp: own?.['followUp'] ?? false };
  };
  const conversationOf = (call: Call): MetadataObject => {
    const found = table.get(call.params['uid']!);
    if (!found) throw notFoundObject('MessageConversation', call.params['uid']!);
    if (!entryOf(found, call.user.id) && !call.user.isSuper)
      throw forbidden('Not authorized to access this conversation.');
    return found;
  };
  router.get('messageConversations', (call) => {
    const mine = [...table.values()].filter((c) => entryOf(c, call.user.id)).toReversed();
    const { items, pager } = paginate(call, mine);
    const projector = new Projector(readContext(context, call));
    const nodes = parseFields(fieldsOf(call, 'id,displayName'));
    return jsonWithCharset(
      {
        ...(pager ? { pager } : {}),
        messageConversations: items.map((c) => projector.project(schema, seen(call, c), nodes)),
      },
      200,
      { 'cache-control': 'no-cache, private' },
    );
  });
  router.get('messageConversations/{uid:uid}', (call) => {
    const projector = new Projector(readContext(context, call));
    const body = projector.project(schema, seen(call, conversationOf(call)), parseFields(fieldsOf(call, '*')));
    for (const entry of objectsAt(body, 'userMessages')) entry['user'] = readerOf(context, refAt(entry, 'user'));
    return jsonWithCharset(body, 200, { 'cache-control': 'no-cache, private' });
  });
  router.post('messageConversations', (call) => {
    const body = parseBody(bodyText(call));
    if (!isObject(body)) throw conflict('The body must be a JSON object');
    return begin(context, call, body, recipientsOf(context, body), 'PRIVATE');
  });
  router.post('messageConversations/feedback', (call) =>
    begin(context, call, { subject: call.query.get('subject') ?? '', text: bodyText(call) }, [], 'TICKET'),
  );
  router.post('messageConversations/{uid:uid}', (call) => {
    const conversation = conversationOf(call);
    const list = Array.isArray(conversation['messages']) ? conversation['messages'] : [];
    conversation['messages'] = [...list, messageOf(context, call.user.id, bodyText(call))];
    conversation['messageCount'] = list.length + 1;
    for (const entry of objectsAt(conversation, 'userMessages')) entry['read'] = refAt(entry, 'user') === call.user.id;
    table.touch(conversation.id);
    return created(call, conversation.id);
  });
  for (const [action, read] of [
    ['read', true],
    ['unread', false],
  ] as const) {
    router.post(`messageConversations/${action}`, (call) => {
      const ids = parseBody(bodyText(call));
      const markedAs: string[] = [];
      for (const id of Array.isArray(ids) ? ids.map((item) => asText(item as string)) : []) {
        const conversation = table.get(id);
        const entry = conversation && entryOf(conversation, call.user.id);
        if (!entry) continue;
        entry['read'] = read;
        table.touch(id);
        markedAs.push(id);
      }
      return json(read ? { markedRead: markedAs } : { markedUnread: markedAs });
    });
  }
  router.delete('messageConversations/{uid:uid}', (call) => {
    table.delete(conversationOf(call).id);
    return empty(200);
  });
}

/** The reader of a conversation with all that identifies them; one without a code has the code null. */
function readerOf(context: ServerContext, id: string | undefined): JsonObject {
  const user = context.metadata.get('users', id);
  const name = `${textAt(user, 'firstName') ?? ''} ${textAt(user, 'surname') ?? ''}`.trim();
  const username = textAt(user, 'username') ?? null;
  return { id: id ?? null, code: textAt(user, 'code') ?? null, name, displayName: name, username };
}

function recipientsOf(context: ServerContext, body: JsonObject): string[] {
  const users = refsAt(body, 'users');
  for (const id of users) if (!context.metadata.get('users', id)) throw conflict(`User does not exist: ${id}`, 'E1004');
  for (const group of refsAt(body, 'userGroups'))
    users.push(...refsAt(context.metadata.get('userGroups', group), 'users'));
  for (const unit of refsAt(body, 'organisationUnits'))
    users.push(...context.metadata.referrers('users', 'organisationUnits', unit));
  if (users.length === 0) throw conflict('No recipients selected.', 'E1004');
  return [...new Set(users)];
}

function begin(context: ServerContext, call: Call, body: JsonObject, users: readonly string[], type: string) {
  const id = generateUid();
  const now = timestamp(context.clock.now());
  const subject = asText(body['subject']);
  const entry = (user: string): JsonObject => ({
    key: generateUuid(),
    user: { id: user },
    read: user === call.user.id,
    followUp: false,
  });
  const external = context.profile.minor >= 43 ? {} : { external: false };
  context.metadata.table('messageConversations').set(id, {
    id,
    name: subject,
    created: now,
    lastUpdated: now,
    translations: [],
    attributeValues: [],
    createdBy: { id: call.user.id },
    sharing: { ...external, users: {}, userGroups: {} },
    subject,
    lastSender: { id: call.user.id },
    lastMessage: now,
    userMessages: [...users.filter((user) => user !== call.user.id), call.user.id].map(entry),
    messages: [messageOf(context, call.user.id, asText(body['text']))],
    messageCount: 1,
    messageType: type,
    priority: 'NONE',
    status: type === 'TICKET' ? 'OPEN' : 'NONE',
  });
  return created(call, id);
}

function messageOf(context: ServerContext, sender: string, text: string): JsonObject {
  const now = timestamp(context.clock.now());
  const external = context.profile.minor >= 43 ? {} : { external: false };
  return {
    id: generateUid(),
    name: text,
    created: now,
    lastUpdated: now,
    translations: [],
    attributeValues: [],
    favorites: [],
    sharing: { ...external, users: {}, userGroups: {} },
    text,
    metaData: 'User-agent: null',
    sender: { id: sender },
    internal: false,
    attachments: [],
  };
}

function created(call: Call, id: string) {
  const headers = { location: `${call.baseUrl}/api/messageConversations/${id}` };
  return webMessage(201, 'OK', { message: 'Message conversation created' }, headers);
}
