import { empty, json, webMessage } from '../http/answer.ts';
import type { Answer } from '../http/answer.ts';
import type { Call } from '../http/call.ts';
import { bodyText } from '../http/call.ts';
import type { Router } from '../http/router.ts';
import { badRequest, conflict, notFound } from '../http/web-error.ts';
import type { ServerContext } from '../server/server-context.ts';
import type { Table } from '../state/table.ts';
import { timestamp } from '../state/clock.ts';
import type { Json } from '../state/json.ts';
import { queryEntries } from './data-store-query.ts';
import { sortedKeys, withPath } from './json-path.ts';

const noStore = { 'cache-control': 'no-cache, no-store, max-age=0, must-revalidate' };

/** One entry of a data store; `value` is any JSON. */
interface Entry {
  readonly namespace: string;
  readonly key: string;
  readonly value: Json;
  readonly created: string;
  readonly lastUpdated: string;
}

/** `/api/dataStore` and `/api/userDataStore`. */
export function dataStoreRoutes(router: Router, context: ServerContext): void {
  register(router, context, 'dataStore', () => '');
  register(router, context, 'userDataStore', (call) => `${call.user.id}/`);
}

function register(router: Router, context: ServerContext, base: string, owner: (call: Call) => string): void {
  const table = context.tables.table<Entry>(base);
  const own = base === 'userDataStore';
  const keyOf = (call: Call): string => `${owner(call)}${call.params['ns']}/${call.params['key']}`;
  const inSpace = (call: Call): Entry[] => {
    const prefix = `${owner(call)}${call.params['ns']}/`;
    const entries = [...table.entries()].filter(([key]) => key.startsWith(prefix)).map(([, entry]) => entry);
    if (entries.length === 0) throw notFound(`Namespace not found: '${call.params['ns']}'`);
    return entries.toSorted((a, b) => (a.key < b.key ? -1 : 1));
  };
  const entryOf = (call: Call): Entry => {
    const entry = table.get(keyOf(call));
    if (!entry) throw notFound(`Key '${call.params['key']}' not found in namespace '${call.params['ns']}'`);
    return entry;
  };
  router.get(base, (call) => {
    const spaces = new Set(own ? [] : ['METADATASTORE']);
    for (const [key, entry] of table.entries()) if (key.startsWith(owner(call))) spaces.add(entry.namespace);
    return json([...spaces].toSorted(), 200, noStore);
  });
  router.get(`${base}/{ns}`, (call) => {
    if (call.query.has('fields')) return json(queryEntries(call, inSpace(call)), 200, noStore);
    return json(
      inSpace(call).map((entry) => entry.key),
      200,
      noStore,
    );
  });
  router.delete(`${base}/{ns}`, (call) => {
    for (const entry of inSpace(call)) table.delete(`${owner(call)}${entry.namespace}/${entry.key}`);
    return webMessage(200, 'OK', { message: `Namespace deleted: '${call.params['ns']}'` });
  });
  router.get(`${base}/{ns}/{key}`, (call) => json(sortedKeys(entryOf(call).value)));
  router.get(`${base}/{ns}/{key}/metaData`, (call) => {
    const { value: _value, ...entry } = entryOf(call);
    return json(entry);
  });
  router.post(`${base}/{ns}/{key}`, (call) => {
    if (table.has(keyOf(call))) {
      const { ns, key } = call.params;
      throw conflict(`Key '${key}' already exists in namespace '${ns}'`, 'E1004');
    }
    return store(context, table, keyOf(call), call, own);
  });
  router.put(`${base}/{ns}/{key}`, (call) => store(context, table, keyOf(call), call, own));
  router.delete(`${base}/{ns}/{key}`, (call) => {
    const { key, namespace } = entryOf(call);
    table.delete(keyOf(call));
    const message = own
      ? `Key '${key}' deleted from the namespace '${namespace}'.`
      : `Key '${key}' deleted from namespace '${namespace}'`;
    return webMessage(200, 'OK', { message });
  });
  if (own) router.delete(base, () => empty(405));
}

function store(context: ServerContext, table: Table<Entry>, id: string, call: Call, own: boolean): Answer {
  const { ns, key } = call.params as { ns: string; key: string };
  const before = table.get(id);
  const now = timestamp(context.clock.now());
  const value = valueFrom(call);
  const path = call.query.get('path');
  const roll = call.query.get('roll');
  const next =
    path === null || path === ''
      ? value
      : withPath(before?.value ?? {}, path, value, roll === null ? undefined : Number(roll));
  table.set(id, { namespace: ns, key, value: next, created: before?.created ?? now, lastUpdated: now });
  if (before) {
    const message = own ? `Key '${key}' in namespace '${ns}' updated.` : `Key updated: '${key}'`;
    return webMessage(200, 'OK', { message });
  }
  const created = own
    ? `Key '${key}' in namespace '${ns}' created.`
    : call.method === 'PUT'
      ? `Key created: '${key}'`
      : `Key created: '${key}'`;
  return webMessage(201, 'OK', { message: created });
}

function valueFrom(call: Call): Json {
  try {
    return JSON.parse(bodyText(call)) as Json;
  } catch {
    throw badRequest(`Invalid JSON value for key '${call.params['key']}'`);
  }
}
