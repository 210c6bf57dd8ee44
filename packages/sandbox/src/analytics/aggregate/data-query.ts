import type { Call } from '../../http/call.ts';
import { flag } from '../../http/call.ts';
import { dayFromText } from '../../periods/days.ts';
import type { User } from '../../security/user.ts';
import type { ServerContext } from '../../server/server-context.ts';
import { asText, textAt } from '../../state/json.ts';
import { dataDimension } from '../dimensions/data-dimension.ts';
import type { Dimension } from '../dimensions/dimension.ts';
import { itemsOf } from '../dimensions/dimension.ts';
import { IdReader } from '../dimensions/id-reader.ts';
import { memberDimension } from '../dimensions/member-dimensions.ts';
import { orgUnitDimension, viewUnits } from '../dimensions/org-unit-items.ts';
import { periodDimension } from '../dimensions/period-items.ts';
import { badQuery, refusedQuery } from '../query-failure.ts';
import { isNumericType } from '../tables/analytics-tables.ts';

/** A query for aggregate data, as `/api/analytics` takes it. */
export interface DataQuery {
  readonly user: User;
  /** `dx` first, the others as asked for. */
  readonly dimensions: readonly Dimension[];
  readonly filters: readonly Dimension[];
  /** The span of days when dates are given instead of periods. */
  readonly days: { readonly start: number; readonly end: number } | undefined;
  readonly aggregationType: string | undefined;
  readonly measureCriteria: readonly Criterion[];
  readonly skipRounding: boolean;
  readonly skipMeta: boolean;
  readonly skipData: boolean;
  readonly includeNumDen: boolean;
  readonly details: boolean;
  readonly displayShort: boolean;
}

/** A bound for shown values, such as `GT:10`. */
export interface Criterion {
  readonly operator: string;
  readonly value: number;
}

export function dimensionNamed(query: Pick<DataQuery, 'dimensions' | 'filters'>, id: string): Dimension | undefined {
  return query.dimensions.find((d) => d.id === id) ?? query.filters.find((d) => d.id === id);
}

/** Reads the parameters of an aggregate query. */
export function readDataQuery(context: ServerContext, call: Call): DataQuery {
  const ids = new IdReader(context.metadata, call.query.get('inputIdScheme'));
  const read = (name: string): Dimension[] =>
    call.query
      .getAll(name)
      .flatMap((text) => text.split(',').map((one) => readDimension(context, call.user, ids, one)));
  const asked = read('dimension');
  const dimensions = [...asked.filter((d) => d.id === 'dx'), ...asked.filter((d) => d.id !== 'dx')];
  const filters = read('filter');
  const start = dayFromText(call.query.get('startDate') ?? undefined);
  const end = dayFromText(call.query.get('endDate') ?? undefined);
  const all = [...dimensions, ...filters];
  if (!all.some((d) => d.id === 'pe')) {
    if (end === undefined) throw badQuery('E7146', 'end');
    if (start === undefined) throw badQuery('E7146', 'start');
  }
  return {
    user: call.user,
    dimensions,
    filters,
    days: start === undefined || end === undefined ? undefined : { start, end },
    aggregationType: call.query.get('aggregationType')?.toUpperCase(),
    measureCriteria: (call.query.get('measureCriteria') ?? '').split(';').flatMap(readCriterion),
    skipRounding: flag(call, 'skipRounding'),
    skipMeta: flag(call, 'skipMeta'),
    skipData: flag(call, 'skipData'),
    includeNumDen: flag(call, 'includeNumDen'),
    details: flag(call, 'includeMetadataDetails'),
    displayShort: call.query.get('displayProperty')?.toUpperCase() === 'SHORTNAME',
  };
}

export function readDimension(context: ServerContext, user: User, ids: IdReader, text: string): Dimension {
  const colon = text.indexOf(':');
  const id = colon < 0 ? text : text.slice(0, colon);
  const texts =
    colon < 0
      ? []
      : text
          .slice(colon + 1)
          .split(';')
          .filter((item) => item !== '');
  if (id === 'dx') return dataDimension(context.metadata, ids, texts);
  if (id === 'pe') return periodDimension(context, texts);
  if (id === 'ou') return orgUnitDimension(context, user, ids, texts);
  const dimension = memberDimension(context.metadata, ids, id, texts);
  if (!dimension) throw badQuery('E7125', id);
  return dimension;
}

function readCriterion(text: string): Criterion[] {
  const [operator = '', value = ''] = text.split(':');
  return value === '' ? [] : [{ operator: operator.toUpperCase(), value: Number(value) }];
}

/** Whether a value lies within all bounds. */
export function meetsCriteria(value: number, criteria: readonly Criterion[]): boolean {
  return criteria.every(({ operator, value: bound }) => {
    if (operator === 'EQ') return value === bound;
    if (operator === 'GT') return value > bound;
    if (operator === 'GE') return value >= bound;
    if (operator === 'LT') return value < bound;
    return operator === 'LE' ? value <= bound : true;
  });
}

/** Refuses queries that can not be answered, in the order in which the server checks them. */
export function checkDataQuery(context: ServerContext, query: DataQuery): void {
  const { dimensions, filters } = query;
  const ids = dimensions.map((d) => d.id);
  if (ids.length === 0) throw refusedQuery('E7101');
  if (!dimensionNamed(query, 'dx')) throw refusedQuery('E7102');
  const both = filters.map((d) => d.id).filter((id) => ids.includes(id));
  if (both.length > 0) throw refusedQuery('E7103', both.join(', '));
  if (query.days && dimensionNamed(query, 'pe')) throw refusedQuery('E7105');
  if (query.days && query.days.start > query.days.end)
    throw refusedQuery('E7106', dayOf(query.days.start), dayOf(query.days.end));
  if (filters.some((d) => d.id === 'co')) throw refusedQuery('E7110');
  const twice = ids.filter((id, index) => ids.indexOf(id) !== index);
  if (twice.length > 0) throw refusedQuery('E7111', twice.join(', '));
  const textual = itemsOf(dimensionNamed(query, 'dx'), 'dataElement').filter(
    ({ object }) =>
      !isNumericType(textAt(object, 'valueType')) &&
      query.aggregationType === undefined &&
      isTextual(textAt(object, 'aggregationType')),
  );
  if (textual.length > 0) throw refusedQuery('E7115', textual.map((item) => item.id).join(', '));
  checkUnits(context, query);
}

function isTextual(aggregationType: string | undefined): boolean {
  return aggregationType === undefined || !/^(NONE|COUNT|LAST|FIRST)/.test(aggregationType);
}

function dayOf(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

/** Refuses units outside the part of the tree that a user may look at. */
export function checkUnits({ tree }: ServerContext, query: Pick<DataQuery, 'user' | 'dimensions' | 'filters'>): void {
  const { user } = query;
  const roots = user.dataViewOrganisationUnits;
  if (user.isSuper || roots.length === 0) return;
  const outside = dimensionNamed(query, 'ou')?.items.find((item) => !tree.isWithin(item.id, viewUnits(user)));
  if (outside) throw refusedQuery('E7120', user.username, outside.id);
}

/** Refuses an answer with more rows than the setting allows. */
export function checkSize({ settings }: ServerContext, rows: number): void {
  const limit = Number(asText(settings.get('keyAnalyticsMaxLimit')));
  if (limit > 0 && rows > limit) throw refusedQuery('E7128', String(limit));
}
