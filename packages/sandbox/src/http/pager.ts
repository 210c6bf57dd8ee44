import type { JsonObject } from '../state/json.ts';
import type { Call } from './call.ts';
import { flag, intParam } from './call.ts';
import { badRequest } from './web-error.ts';

/** The part of a list that was asked for, and the `pager` that goes with it. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly pager: JsonObject | undefined;
}

/** Cuts a list as `page`, `pageSize` and `paging` say. */
export function paginate<T>(call: Call, all: readonly T[]): Page<T> {
  const pageSize = intParam(call, 'pageSize', 50);
  const asked = intParam(call, 'page', 1);
  if (call.query.get('paging') !== null && !flag(call, 'paging')) return { items: all, pager: undefined };
  if (pageSize < 0) throw badRequest('max-results cannot be negative');
  const pageCount = pageSize === 0 ? 0 : Math.ceil(all.length / pageSize);
  const page = Math.max(1, Math.min(Math.max(asked, 1), Math.max(pageCount, 1)));
  const items = all.slice((Math.max(asked, 1) - 1) * pageSize, Math.max(asked, 1) * pageSize);
  const pager: JsonObject = { page, total: all.length, pageSize };
  if (page < pageCount) pager['nextPage'] = link(call, page + 1, pageSize);
  if (page > 1) pager['prevPage'] = link(call, page - 1, pageSize);
  pager['pageCount'] = pageCount;
  return { items, pager };
}

/** A link as DHIS2 builds it: page, page size unless it is the default, then the other parameters in their order. */
function link(call: Call, page: number, pageSize: number): string {
  const parts: string[] = [];
  if (page > 1) parts.push(`page=${page}`);
  if (pageSize !== 50) parts.push(`pageSize=${pageSize}`);
  const others = [...call.query.entries()].filter(([name]) => name !== 'page' && name !== 'pageSize');
  const rank = (name: string): number => (name === 'order' ? 2 : name === 'fields' ? 1 : 0);
  others.sort(([a], [b]) => rank(a) - rank(b));
  for (const [name, value] of others) parts.push(`${name}=${encode(value)}`);
  const path = call.sentPath;
  return `${call.baseUrl}${path}${parts.length > 0 ? `?${parts.join('&')}` : ''}`;
}

/** Percent-encoding as Java's URLEncoder has it. */
function encode(value: string): string {
  return encodeURIComponent(value)
    .replaceAll('%20', '+')
    .replace(/[!'()~]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}
