import type { Call } from '../http/call.ts';
import { flag } from '../http/call.ts';
import { conflict } from '../http/web-error.ts';
import { dayFromText } from '../periods/days.ts';
import { parsePeriod } from '../periods/period.ts';
import type { ServerContext } from '../server/server-context.ts';
import { refsAt } from '../state/json.ts';
import { idResolver } from './id-resolver.ts';

/** The rows of an export, and what of the request its header repeats. */
export interface ValueSelection {
  readonly rows: readonly number[];
  readonly dataSet: string | undefined;
  readonly period: string | undefined;
  readonly orgUnit: string | undefined;
}

/** Selects the values of a `GET /api/dataValueSets`; undefined when the user may not see the unit (2.42). */
export function selectRows(context: ServerContext, call: Call): ValueSelection | undefined {
  const { metadata, values, tree } = context;
  const { query, user } = call;
  const grouped = context.profile.minor >= 43;
  const resolve = (plural: string, scheme: string, ids: readonly string[]): string[] => {
    const given = query.get(scheme) ?? query.get('inputIdScheme') ?? 'UID';
    const resolver = idResolver(context, plural, given);
    return ids.map((id) => resolver.uid(id)).filter((id) => id !== undefined);
  };
  const sets = resolve('dataSets', 'inputDataSetIdScheme', query.getAll('dataSet'));
  const groups = resolve('dataElementGroups', 'inputDataElementGroupIdScheme', query.getAll('dataElementGroup'));
  const elements = new Set(resolve('dataElements', 'inputDataElementIdScheme', query.getAll('dataElement')));
  const wanted =
    query.getAll('dataSet').length + query.getAll('dataElementGroup').length + query.getAll('dataElement').length;
  if (grouped ? wanted === 0 : sets.length + groups.length + elements.size === 0) {
    throw conflict('At least one data element, data set or data element group must be specified', 'E2001');
  }
  for (const set of sets) for (const id of context.dataSets.get(set)?.elements.keys() ?? []) elements.add(id);
  for (const group of groups)
    for (const id of refsAt(metadata.get('dataElementGroups', group), 'dataElements')) elements.add(id);
  const inPeriod = periodTest(context, call);
  const given = resolve('organisationUnits', 'inputOrgUnitIdScheme', query.getAll('orgUnit'));
  const unitGroups = resolve('organisationUnitGroups', 'inputOrgUnitGroupIdScheme', query.getAll('orgUnitGroup'));
  if (query.getAll('orgUnit').length + query.getAll('orgUnitGroup').length === 0) {
    throw conflict('At least one organisation unit or organisation unit group must be specified', 'E2006');
  }
  const children = flag(call, 'children');
  const units = new Set<string>();
  for (const unit of given) {
    const roots = user.dataViewOrganisationUnits.length > 0 ? user.dataViewOrganisationUnits : user.organisationUnits;
    if (!user.isSuper && !tree.isWithin(unit, roots)) {
      if (grouped) throw conflict(`User is not allowed to view org unit(s): \`[${unit}]\``, 'E2012');
      return undefined;
    }
    for (const id of children ? tree.withDescendants(unit) : [unit]) units.add(id);
  }
  for (const group of unitGroups)
    for (const id of refsAt(metadata.get('organisationUnitGroups', group), 'organisationUnits')) units.add(id);
  const attributes = new Set(query.getAll('attributeOptionCombo'));
  const deleted = flag(call, 'includeDeleted');
  const since = updatedSince(context, call);
  const rows: number[] = [];
  for (let row = 0; row < values.rows; row++) {
    if (values.isDeleted(row) && !deleted) continue;
    if (!elements.has(values.elementAt(row)) || !units.has(values.unitAt(row)) || !inPeriod(values.periodAt(row)))
      continue;
    if (attributes.size > 0 && !attributes.has(values.attributeAt(row))) continue;
    if (since !== undefined && values.updatedAt(row) < since) continue;
    rows.push(row);
  }
  const one = (list: readonly string[]): string | undefined => (list.length === 1 ? list[0] : undefined);
  return { rows, dataSet: one(sets), period: one(query.getAll('period')), orgUnit: one(given) };
}

function periodTest(_context: ServerContext, call: Call): (iso: string) => boolean {
  const { query } = call;
  const periods = new Set(query.getAll('period').map((text) => parsePeriod(text)?.iso ?? text));
  const from = dayFromText(query.get('startDate') ?? undefined);
  const to = dayFromText(query.get('endDate') ?? undefined);
  if (periods.size > 0) return (iso) => periods.has(iso);
  if (from !== undefined && to !== undefined) {
    if (to < from) throw conflict('Start date must be before end date', 'E2004');
    return (iso) => {
      const period = parsePeriod(iso);
      return period !== undefined && period.start >= from && period.end <= to;
    };
  }
  if (query.has('lastUpdated') || query.has('lastUpdatedDuration')) return () => true;
  throw conflict(
    'At least one period, start/end dates, last updated or last updated duration must be specified',
    'E2002',
  );
}

const units: Readonly<Record<string, number>> = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1_000 };

function updatedSince({ clock }: ServerContext, call: Call): number | undefined {
  const duration = call.query.get('lastUpdatedDuration');
  if (duration !== null) {
    const m = /^(\d+)([dhms])$/.exec(duration);
    if (!m) throw conflict(`Duration is not valid: \`${duration}\``, 'E2005');
    return clock.now().getTime() - Number(m[1]) * units[m[2]!]!;
  }
  const since = call.query.get('lastUpdated');
  return since === null
    ? undefined
    : Date.parse(/[Zz]|[+-]\d{2}:?\d{2}$/.test(since) ? since : since.includes('T') ? `${since}Z` : since);
}
