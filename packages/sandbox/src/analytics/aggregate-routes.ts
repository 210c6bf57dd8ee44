import type { Answer } from '../http/answer.ts';
import { json, webMessage } from '../http/answer.ts';
import type { Call } from '../http/call.ts';
import { flag } from '../http/call.ts';
import type { Router } from '../http/router.ts';
import { WebError, containerRefusal } from '../http/web-error.ts';
import { idWriter } from '../data-values/id-resolver.ts';
import { dayText } from '../periods/days.ts';
import { parsePeriod } from '../periods/period.ts';
import { periodName } from '../periods/period-names.ts';
import type { ServerContext } from '../server/server-context.ts';
import type { JsonObject } from '../state/json.ts';
import type { AnalyticsQuery } from './analytics-query.ts';
import { readQuery } from './analytics-query.ts';
import type { ComputedRow } from './compute-rows.ts';
import { computeRows } from './compute-rows.ts';
import type { Grid } from './grid.ts';
import { analyticsHeaders, gridAnswer, numberHeader, textHeader } from './grid.ts';
import { dimensionNames, gridMetadata } from './grid-metadata.ts';
import { tableLayout } from './table-layout.ts';

const formats = ['application/json', 'application/csv', 'application/xml', 'text/html', 'application/vnd.ms-excel'];

/** `/api/analytics`: aggregate data. */
export function aggregateRoutes(router: Router, context: ServerContext): void {
  for (const path of ['analytics', 'analytics/explain'])
    router.get(path, (call) => cached(() => gridAnswer(gridOf(context, call), call.suffix, 'data')), formats);
  router.get('analytics/dataValueSet', (call) => cached(() => valueSet(context, call)), formats);
  router.get('analytics/rawData', (call) => cached(() => rawData(context, call)), formats);
}

/** Errors of queries may be cached as their answers are, except those found before the query runs. */
function cached(run: () => Answer): Answer {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof WebError) || early.some((code) => String(error.answer.body).includes(code))) throw error;
    throw new WebError({ ...error.answer, headers: { ...error.answer.headers, ...analyticsHeaders } }, error.message);
  }
}

const early = ['"E7146"', '"E7143"', '"E7125"', '"E7129"', '"E7224"'];

/** Refuses a query while there are no analytics tables. */
export function requireTables({ analytics }: ServerContext, relation: string, position: number): void {
  if (analytics.exist) return;
  const message =
    'Query failed because a referenced table does not exist. Please ensure analytics job was run (SqlState: 42P01)';
  const devMessage = `ERROR: relation "${relation}" does not exist\n  Position: ${position}`;
  throw new WebError(webMessage(409, 'ERROR', { message, devMessage, errorCode: 'E7144' }, analyticsHeaders), message);
}

function rowsOf(context: ServerContext, call: Call, query: AnalyticsQuery): ComputedRow[] {
  requireTables(context, 'analytics', 70);
  const criteria = (call.query.get('measureCriteria') ?? '').split(';').filter((part) => part !== '');
  const rows = computeRows(context, query).filter((row) => criteria.every((part) => meets(row.value, part)));
  const limit = Number(context.settings.get('keyAnalyticsMaxLimit') ?? 0);
  const cells = query.data.length * query.periods.length * Math.max(1, query.units.ids.length);
  if (limit > 0 && cells > limit && rows.length > limit) {
    const message = `Query result set exceeded max limit: \`${limit}\``;
    throw new WebError(webMessage(409, 'ERROR', { message, errorCode: 'E7128' }), message);
  }
  return rows;
}

function meets(value: number, criterion: string): boolean {
  const [operator = '', text = ''] = criterion.split(':');
  const limit = Number(text);
  const tests: Readonly<Record<string, boolean>> = {
    EQ: value === limit,
    GT: value > limit,
    GE: value >= limit,
    LT: value < limit,
    LE: value <= limit,
  };
  return tests[operator] ?? true;
}

/** A number as DHIS2 shows it: two decimals unless rounding is skipped. */
export function shownNumber(value: number, skipRounding = false): string {
  if (skipRounding) return Number.isInteger(value) ? `${value}.0` : String(value);
  return String(Math.round(value * 100) / 100);
}

function gridOf(context: ServerContext, call: Call): Grid {
  const query = readQuery(context, call);
  const rows = rowsOf(context, call, query);
  const format = (value: number): string => shownNumber(value, flag(call, 'skipRounding'));
  const metaData = flag(call, 'skipMeta') ? {} : gridMetadata(context, query, flag(call, 'includeMetadataDetails'));
  if (flag(call, 'hierarchyMeta') || flag(call, 'showHierarchy')) addHierarchy(context, call, query, metaData);
  const split = (name: string): string[] => (call.query.get(name) ?? '').split(';').filter((id) => id !== '');
  if (flag(call, 'tableLayout') && split('columns').length > 0) {
    const hierarchy = flag(call, 'showHierarchy');
    const options = { hierarchy, hideEmpty: flag(call, 'hideEmptyRows'), format };
    return { metaData, ...tableLayout(context, query, rows, split('columns'), split('rows'), options) };
  }
  const numDen = flag(call, 'includeNumDen');
  const headers = query.columns.map((id) =>
    textHeader(id, dimensionNames[id] ?? query.extras.find((extra) => extra.id === id)?.name ?? id),
  );
  headers.push(numberHeader('value', 'Value'));
  if (numDen)
    for (const name of ['Numerator', 'Denominator', 'Factor', 'Multiplier', 'Divisor'])
      headers.push(numberHeader(name.toLowerCase(), name));
  const shown = keyWriter(context, call, query);
  const double = (value: number | undefined): string => (value === undefined ? '' : Number.isInteger(value) ? `${value}.0` : String(value));
  return {
    headers,
    metaData,
    rows: rows.map((row) => [
      ...row.keys.map((key, i) => shown(query.columns[i]!, key)),
      format(row.value),
      ...(numDen ? [double(row.numerator), double(row.denominator), double(row.factor), String(row.factor ?? ''), '1'] : []),
    ]),
  };
}

/** The keys of rows in the scheme that the caller asked for. */
function keyWriter(context: ServerContext, call: Call, query: AnalyticsQuery): (dimension: string, key: string) => string {
  const general = call.query.get('outputIdScheme') ?? 'UID';
  const plurals: Readonly<Record<string, readonly [plural: string, parameter: string]>> = {
    dx: ['dataElements', 'outputDataElementIdScheme'],
    ou: ['organisationUnits', 'outputOrgUnitIdScheme'],
    co: ['categoryOptionCombos', 'outputIdScheme'],
  };
  return (dimension, key) => {
    const [plural, parameter] = plurals[dimension] ?? [];
    if (plural !== undefined && parameter !== undefined) {
      const scheme = call.query.get(parameter) ?? general;
      return scheme === 'UID' ? key : (idWriter(context, plural, scheme)(key) ?? key);
    }
    const period = dimension === 'pe' && general === 'NAME' ? query.periods.find((p) => p.iso === key) : undefined;
    return period ? periodName(period) : key;
  };
}

function addHierarchy(context: ServerContext, call: Call, query: AnalyticsQuery, metaData: JsonObject): void {
  const { tree, metadata } = context;
  const paths: JsonObject = {};
  const names: JsonObject = {};
  for (const id of query.units.ids) {
    const ids = (tree.path(id) ?? '').split('/').filter((part) => part !== '');
    paths[id] = ids.slice(0, -1).join('/');
    names[id] = ids.map((part) => `/${String(metadata.get('organisationUnits', part)?.['name'] as string)}`).join('');
  }
  if (flag(call, 'hierarchyMeta')) metaData['ouHierarchy'] = paths;
  if (flag(call, 'showHierarchy')) metaData['ouNameHierarchy'] = names;
}

function valueSet(context: ServerContext, call: Call): Answer {
  const query = readQuery(context, call);
  const rows = rowsOf(context, call, query);
  if (call.suffix === 'xml') {
    const klass = '[class org.hisp.dhis.dxf2.datavalueset.DataValueSet]';
    throw containerRefusal(500, `No converter for ${klass} with preset Content-Type 'application/xml;charset=UTF-8'`);
  }
  const today = context.clock.now().toISOString().slice(0, 10);
  const at = (row: ComputedRow, id: string): string => row.keys[query.columns.indexOf(id)] ?? '';
  const dataValues = rows.map((row) => ({
    dataElement: at(row, 'dx'),
    period: at(row, 'pe'),
    orgUnit: at(row, 'ou'),
    value: shownNumber(row.value),
    created: today,
    lastUpdated: today,
    comment: '[aggregated]',
    followup: false,
  }));
  return json({ dataValues }, 200, analyticsHeaders);
}

function rawData(context: ServerContext, call: Call): Answer {
  const query = readQuery(context, call);
  requireTables(context, 'analytics', 70);
  const { analytics, values, tree } = context;
  const elements = new Set(query.data.map((item) => item.id));
  const rows: string[][] = [];
  for (let row = 0; row < analytics.rows; row++) {
    const value = analytics.valueAt(row);
    const period = parsePeriod(values.periodAt(row));
    if (value === undefined || !period || !elements.has(values.elementAt(row))) continue;
    if (!query.periods.some((p) => p.start <= period.start && period.end <= p.end)) continue;
    if (!tree.isWithin(values.unitAt(row), query.units.ids)) continue;
    const number = Number(value);
    const shown = Number.isInteger(number) ? `${number}.0` : value;
    rows.push([values.elementAt(row), values.unitAt(row), period.iso, dayText(period.start), dayText(period.end), shown]);
  }
  rows.sort((a, b) => (a[1]! < b[1]! ? -1 : 1));
  const headers = [
    textHeader('dx', 'Data'),
    textHeader('ou', 'Organisation unit'),
    textHeader('pe', ''),
    textHeader('pestartdate', 'Period start date'),
    textHeader('peenddate', 'Period end date'),
    numberHeader('value', 'Value'),
  ];
  const answer = gridAnswer({ headers, metaData: {}, rows }, call.suffix, 'data');
  const { 'content-disposition': _disposition, ...rest } = answer.headers;
  return { ...answer, headers: rest };
}
