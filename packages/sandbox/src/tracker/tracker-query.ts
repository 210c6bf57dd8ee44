import type { Call } from '../http/call.ts';
import { flag, intParam } from '../http/call.ts';
import { badRequest, forbidden } from '../http/web-error.ts';
import type { ServerContext } from '../server/server-context.ts';
import type { MetadataObject } from '../metadata/metadata-store.ts';
import type { JsonObject } from '../state/json.ts';
import { maySearch } from './tracker-access.ts';
import { readInstant } from './tracker-dates.ts';

/** The program of a query; refused when it is named and does not exist. */
export function queryProgram({ metadata }: ServerContext, call: Call): MetadataObject | undefined {
  const id = call.query.get('program');
  if (id === null || id === '') return undefined;
  const program = metadata.get('programs', id);
  if (!program) throw badRequest(`Program is specified but does not exist: ${id}`, 'E1003');
  return program;
}

/** Whether an object's org unit is in the query's scope: `orgUnits` (or `orgUnit`) and `orgUnitMode`. */
export function unitTest(
  context: ServerContext,
  call: Call,
  parameter: 'orgUnits' | 'orgUnit',
): (unit: string) => boolean {
  const { user } = call;
  const { tree } = context;
  const given = call.query
    .getAll(parameter)
    .flatMap((text) => text.split(','))
    .filter((id) => id !== '');
  const mode = call.query.get('orgUnitMode') ?? (given.length > 0 ? 'SELECTED' : 'ACCESSIBLE');
  if (mode === 'ALL' && !user.isSuper) throw forbidden('User is not authorized to query across all organisation units');
  const needsUnit = mode === 'SELECTED' || mode === 'CHILDREN' || mode === 'DESCENDANTS';
  if (needsUnit && given.length === 0) {
    throw badRequest(
      `At least one org unit is required for orgUnitMode: ${mode}. Please add one org unit or use a different orgUnitMode.`,
      'E1003',
    );
  }
  if (!needsUnit && given.length > 0)
    throw badRequest(
      `orgUnitMode ${mode} cannot be used with orgUnits. Please remove the ${parameter} parameter and try again.`,
      'E1003',
    );
  for (const unit of given) {
    if (!context.metadata.get('organisationUnits', unit))
      throw badRequest(`Organisation unit does not exist: ${unit}`, 'E1003');
    if (!maySearch(context, user, unit)) throw forbidden(`Organisation unit is not part of the search scope: ${unit}`);
  }
  switch (mode) {
    case 'ALL':
      return () => true;
    case 'CAPTURE':
      return (unit) => user.isSuper || tree.isWithin(unit, user.organisationUnits);
    case 'SELECTED':
      return (unit) => given.includes(unit);
    case 'CHILDREN':
      return (unit) => given.includes(unit) || given.some((root) => tree.children(root).includes(unit));
    case 'DESCENDANTS':
      return (unit) => tree.isWithin(unit, given);
    default:
      return (unit) => maySearch(context, user, unit);
  }
}

/** Whether a moment lies within `…After` and `…Before`, or `…Within` a duration before now. */
export function momentTest(
  context: ServerContext,
  call: Call,
  name: 'updated' | 'enrolled' | 'occurred' | 'scheduled',
): (moment: string | undefined) => boolean {
  const bound = (suffix: string): string | undefined => {
    const text = call.query.get(`${name}${suffix}`);
    if (text === null || text === '') return undefined;
    const instant = readInstant(text);
    if (instant === undefined)
      throw badRequest(`Value '${text}' is not valid for parameter ${name}${suffix}. It should be of type Date`);
    return instant;
  };
  const after = bound('After');
  const before = bound('Before');
  const within = call.query.get(`${name}Within`);
  if (within !== null && (after !== undefined || before !== undefined)) {
    throw badRequest(
      `\`${name}After\` or \`${name}Before\` and \`${name}Within\` cannot be specified simultaneously`,
      'E1003',
    );
  }
  const since =
    within === null
      ? undefined
      : new Date(context.clock.now().getTime() - durationMs(within)).toISOString().slice(0, 23);
  const whole =
    before !== undefined && before.endsWith('T00:00:00.000') ? `${before.slice(0, 10)}T23:59:59.999` : before;
  return (moment) => {
    if (after === undefined && whole === undefined && since === undefined) return true;
    if (moment === undefined) return false;
    return (
      (after === undefined || moment >= after) &&
      (whole === undefined || moment <= whole) &&
      (since === undefined || moment >= since)
    );
  };
}

function durationMs(text: string): number {
  const m = /^(\d+)([dhms])$/.exec(text);
  const iso = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(text);
  if (m) return Number(m[1]) * { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1_000 }[m[2] as 'd']!;
  if (!iso) throw badRequest(`Duration is not valid: \`${text}\``, 'E1003');
  return (
    Number(iso[1] ?? 0) * 86_400_000 +
    Number(iso[2] ?? 0) * 3_600_000 +
    Number(iso[3] ?? 0) * 60_000 +
    Number(iso[4] ?? 0) * 1_000
  );
}

/** A page of a tracker list, with the pager of 2.42 and later. */
export function trackerPage<T>(call: Call, all: readonly T[]): { items: readonly T[]; pager: JsonObject | undefined } {
  if (call.query.get('paging') !== null && !flag(call, 'paging')) return { items: all, pager: undefined };
  const pageSize = intParam(call, 'pageSize', 50);
  const page = intParam(call, 'page', 1);
  if (page < 1) throw badRequest('page must be greater than or equal to 1 if specified', 'E1003');
  if (pageSize < 1) throw badRequest('pageSize must be greater than or equal to 1 if specified', 'E1003');
  const items = all.slice((page - 1) * pageSize, page * pageSize);
  const pager: JsonObject = { page, pageSize };
  if (flag(call, 'totalPages')) {
    pager['total'] = all.length;
    pager['pageCount'] = Math.max(1, Math.ceil(all.length / pageSize));
  }
  if (page > 1) pager['prevPage'] = pageLink(call, page - 1);
  if (page * pageSize < all.length) pager['nextPage'] = pageLink(call, page + 1);
  return { items, pager };
}

function pageLink(call: Call, page: number): string {
  const others = call.queryText.split('&').filter((part) => part !== '' && !part.startsWith('page='));
  return `${call.baseUrl}${call.sentPath}?${[...others.map(decode), `page=${page}`].join('&')}`;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
