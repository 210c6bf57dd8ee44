import type { Call } from '../http/call.ts';
import { flag, intParam } from '../http/call.ts';
import { badRequest } from '../http/web-error.ts';
import type { Json, JsonObject } from '../state/json.ts';
import { asText } from '../state/json.ts';
import { atPath, sortedKeys, withPath } from './json-path.ts';

/** The entries of a namespace with the fields that `fields` names, as `?fields=` asks. */
export function queryEntries(
  call: Call,
  entries: readonly { readonly key: string; readonly value: Json }[],
): JsonObject | JsonObject[] {
  const fields = splitFields(call.query.get('fields') ?? '');
  const includeAll = flag(call, 'includeAll');
  const filters = call.query.getAll('filter').map(compile);
  const any = call.query.get('rootJunction') === 'OR';
  let list = entries.filter(
    (entry) => filters.length === 0 || (any ? filters.some((f) => f(entry)) : filters.every((f) => f(entry))),
  );
  const shown = (entry: { readonly key: string; readonly value: Json }): JsonObject | undefined => {
    let body: Json = { key: entry.key };
    let found = false;
    for (const { path, alias } of fields) {
      const value = path === '.' ? sortedKeys(entry.value) : atPath(entry.value, path);
      if (value !== undefined && value !== null) found = true;
      body = withPath(body, alias, value ?? null, undefined);
    }
    return found || includeAll || fields.length === 0 ? withoutNulls(body as JsonObject, includeAll) : undefined;
  };
  const rows = list.map(shown).filter((row) => row !== undefined);
  const order = call.query.get('order');
  if (order !== null && order !== 'default') sortBy(rows, order);
  const headless = flag(call, 'headless');
  if (call.query.has('paging') && !flag(call, 'paging')) return headless ? rows : { entries: rows };
  const pageSize = intParam(call, 'pageSize', 50);
  const page = intParam(call, 'page', 1);
  list = [];
  const part = rows.slice((page - 1) * pageSize, page * pageSize);
  return headless ? part : { pager: { page, pageSize }, entries: part };
}

function withoutNulls(body: JsonObject, keep: boolean): JsonObject {
  return keep ? body : Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null));
}

function splitFields(text: string): { path: string; alias: string }[] {
  return text
    .split(',')
    .filter((part) => part !== '')
    .map((part) => {
      const alias = /^(.*?)~(?:hoist|rename)?\(([^)]*)\)$/.exec(part) ?? /^(.*?)\(([^)]*)\)$/.exec(part);
      if (alias) return { path: alias[1]!, alias: alias[2]! };
      return { path: part, alias: part === '.' ? 'value' : part };
    });
}

function sortBy(rows: JsonObject[], order: string): void {
  const [path = '', direction = 'asc'] = order.split(':');
  const sign = direction.startsWith('desc') ? -1 : 1;
  const numeric = direction.startsWith('n') || direction.endsWith('numeric');
  rows.sort((a, b) => {
    const [x, y] = [atPath(a, path === '_' ? 'key' : path), atPath(b, path === '_' ? 'key' : path)];
    if (numeric || (typeof x === 'number' && typeof y === 'number')) return sign * (Number(x) - Number(y));
    return sign * (asText(x ?? null) < asText(y ?? null) ? -1 : 1);
  });
}

type Entry = { readonly key: string; readonly value: Json };

function compile(filter: string): (entry: Entry) => boolean {
  const [path = '', operator = '', ...rest] = filter.split(':');
  const wanted = rest.join(':');
  const read = (entry: Entry): Json | undefined => (path === '_' ? entry.key : atPath(entry.value, path));
  const text = (entry: Entry): string => asText(read(entry) ?? null);
  const list = wanted.replace(/^\[|\]$/g, '').split(',');
  const like = (entry: Entry): boolean => text(entry).toLowerCase().includes(wanted.replaceAll('*', '').toLowerCase());
  switch (operator) {
    case 'eq':
      return (entry) => text(entry) === wanted;
    case 'ne':
    case '!eq':
      return (entry) => text(entry) !== wanted;
    case 'in':
      return (entry) => list.includes(text(entry));
    case '!in':
      return (entry) => !list.includes(text(entry));
    case 'null':
      return (entry) => read(entry) === null || read(entry) === undefined;
    case '!null':
      return (entry) => read(entry) !== null && read(entry) !== undefined;
    case 'empty':
      return (entry) => text(entry) === '' || text(entry) === '[]';
    case '!empty':
      return (entry) => text(entry) !== '' && text(entry) !== '[]';
    case 'gt':
      return (entry) => Number(text(entry)) > Number(wanted);
    case 'ge':
      return (entry) => Number(text(entry)) >= Number(wanted);
    case 'lt':
      return (entry) => Number(text(entry)) < Number(wanted);
    case 'le':
      return (entry) => Number(text(entry)) <= Number(wanted);
    case 'like':
    case 'ilike':
    case '$like':
    case '$ilike':
      return like;
    case '!like':
    case '!ilike':
      return (entry) => !like(entry);
    default:
      throw badRequest(`Not a valid filter: \`${filter}\``);
  }
}
