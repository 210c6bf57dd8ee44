import type { Call } from '../http/call.ts';
import type { ServerContext } from '../server/server-context.ts';
import { textAt, asText } from '../state/json.ts';
import { registrationKey } from './completeness-store.ts';
import type { DataValue } from './data-value-store.ts';
import type { ValueSelection } from './export-selection.ts';
import { idWriter } from './id-resolver.ts';
import { defaultOptionCombo } from './import-scope.ts';
import { adxPeriod } from './payload-xml.ts';
import { escape } from './web-message-xml.ts';
import { numericTypes } from './value-type.ts';

type Header = Record<string, string | null>;

/** The ids of an export in the schemes that the caller asked for. */
class Ids {
  readonly element: (uid: string) => string | undefined;
  readonly unit: (uid: string) => string | undefined;
  readonly combo: (uid: string) => string | undefined;
  readonly attribute: (uid: string) => string | undefined;
  readonly set: (uid: string) => string | undefined;
  /** The schemes given, by the parameter's name. */
  readonly schemes: Readonly<Record<string, string>>;

  constructor(context: ServerContext, call: Call, fallback = 'UID') {
    const schemes: Record<string, string> = {};
    const scheme = (name: string): string => {
      const given = call.query.get(name) ?? call.query.get('outputIdScheme') ?? call.query.get('idScheme');
      if (given !== null) schemes[name] = given;
      return given ?? fallback;
    };
    this.element = idWriter(context, 'dataElements', scheme('dataElementIdScheme'));
    this.unit = idWriter(context, 'organisationUnits', scheme('orgUnitIdScheme'));
    this.combo = idWriter(context, 'categoryOptionCombos', scheme('categoryOptionComboIdScheme'));
    this.attribute = idWriter(context, 'categoryOptionCombos', scheme('attributeOptionComboIdScheme'));
    this.set = idWriter(context, 'dataSets', scheme('dataSetIdScheme'));
    this.schemes = schemes;
  }
}

/** `2026-11-23T06:52:19.000+0000`: seconds only, with an offset. */
function moment(time: number): string {
  return `${new Date(Math.floor(time / 1000) * 1000).toISOString().slice(0, 23)}+0000`;
}

/** The header of 2.42: what the request named, null where that says nothing. */
function headerOf(context: ServerContext, ids: Ids, selection: ValueSelection): Header {
  const { dataSet, period, orgUnit } = selection;
  if (dataSet === undefined || period === undefined || orgUnit === undefined) return {};
  const done = context.tables.table('completeness').get(registrationKey(dataSet, period, orgUnit, defaultOptionCombo));
  const date = textAt(done, 'date');
  return {
    dataSet: ids.set(dataSet) ?? null,
    completeDate: date === undefined ? null : `${date}T00:00:00.000+0000`,
    period,
    orgUnit: ids.unit(orgUnit) ?? null,
  };
}

/** The header of 2.43: what all values have in common. */
function sharedHeader(context: ServerContext, ids: Ids, selection: ValueSelection): Header {
  const { values } = context;
  const common = (at: (row: number) => string): string | undefined => {
    const first = selection.rows[0];
    if (first === undefined) return undefined;
    const value = at(first);
    return selection.rows.every((row) => at(row) === value) ? value : undefined;
  };
  const header: Header = {};
  if (selection.dataSet !== undefined) header['dataSet'] = ids.set(selection.dataSet) ?? null;
  const period = common((row) => values.periodAt(row));
  const unit = common((row) => values.unitAt(row));
  const attribute = common((row) => values.attributeAt(row));
  if (period !== undefined) header['period'] = period;
  if (unit !== undefined) header['orgUnit'] = ids.unit(unit) ?? null;
  if (attribute !== undefined) header['attributeOptionCombo'] = ids.attribute(attribute) ?? null;
  for (const [name, scheme] of Object.entries(ids.schemes)) header[name] = scheme;
  return header;
}

export function exportJson(context: ServerContext, call: Call, selection: ValueSelection): string {
  const ids = new Ids(context, call);
  const shared = context.profile.minor >= 43;
  const header = shared ? sharedHeader(context, ids, selection) : headerOf(context, ids, selection);
  const head = Object.entries(header).map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`);
  const parts: string[] = [];
  for (const row of selection.rows) parts.push(valueJson(context.values.read(row), ids, shared ? header : {}));
  return `{${[...head, `"dataValues":[${parts.join(',')}]`].join(',')}}`;
}

function valueJson(value: DataValue, ids: Ids, header: Header): string {
  const shared = Object.keys(header).length > 0;
  const body: Record<string, unknown> = { dataElement: ids.element(value.dataElement) };
  if (!shared || header['period'] === undefined) body['period'] = value.period;
  if (!shared || header['orgUnit'] === undefined) body['orgUnit'] = ids.unit(value.orgUnit);
  body['categoryOptionCombo'] = ids.combo(value.categoryOptionCombo);
  if (!shared || header['attributeOptionCombo'] === undefined)
    body['attributeOptionCombo'] = ids.attribute(value.attributeOptionCombo);
  Object.assign(body, {
    value: value.value,
    storedBy: value.storedBy,
    created: moment(value.created),
    lastUpdated: moment(value.lastUpdated),
  });
  if (value.comment !== undefined || !shared) body['comment'] = value.comment ?? null;
  body['followup'] = value.followup;
  if (value.deleted) body['deleted'] = true;
  return JSON.stringify(body);
}

export function exportXml(context: ServerContext, call: Call, selection: ValueSelection): string {
  const ids = new Ids(context, call);
  const header =
    context.profile.minor >= 43 ? sharedHeader(context, ids, selection) : headerOf(context, ids, selection);
  const attribute = (name: string, value: string | null | undefined): string =>
    value === null || value === undefined ? '' : ` ${name}="${quoted(value)}"`;
  const head = Object.entries(header)
    .map(([name, value]) => attribute(name, value))
    .join('');
  const rows = selection.rows.map((row) => {
    const value = context.values.read(row);
    return (
      `<dataValue${attribute('dataElement', ids.element(value.dataElement))}${attribute('period', value.period)}` +
      `${attribute('orgUnit', ids.unit(value.orgUnit))}${attribute('categoryOptionCombo', ids.combo(value.categoryOptionCombo))}` +
      `${attribute('attributeOptionCombo', ids.attribute(value.attributeOptionCombo))}${attribute('value', value.value)}` +
      `${attribute('storedBy', value.storedBy)}${attribute('created', moment(value.created))}${attribute('lastUpdated', moment(value.lastUpdated))}` +
      `${attribute('comment', value.comment)}${attribute('followUp', String(value.followup))}${value.deleted ? ' deleted="true"' : ''}/>`
    );
  });
  return `<?xml version='1.0' encoding='UTF-8'?><dataValueSet xmlns="http://dhis2.org/schema/dxf/2.0"${head}>${rows.join('')}</dataValueSet>`;
}

function quoted(text: string): string {
  return escape(text).replaceAll('"', '&quot;');
}

const csvColumns =
  'dataelement,period,orgunit,categoryoptioncombo,attributeoptioncombo,value,storedby,lastupdated,comment,followup,deleted';

export function exportCsv(context: ServerContext, call: Call, selection: ValueSelection): string {
  const ids = new Ids(context, call);
  const cell = (text: string | undefined): string =>
    text === undefined ? '' : /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  const lines = selection.rows.map((row) => {
    const v = context.values.read(row);
    const shown = [
      ids.element(v.dataElement),
      v.period,
      ids.unit(v.orgUnit),
      ids.combo(v.categoryOptionCombo),
      ids.attribute(v.attributeOptionCombo),
      v.value,
    ];
    const rest = [v.storedBy, moment(v.lastUpdated), v.comment, String(v.followup), v.deleted ? 'true' : 'null'];
    return [...shown, ...rest].map(cell).join(',');
  });
  return `${[csvColumns, ...lines].join('\n')}\n`;
}

export function exportAdx(context: ServerContext, call: Call, selection: ValueSelection): string {
  const ids = new Ids(context, call, 'CODE');
  const { metadata, values } = context;
  const groups = Map.groupBy(
    selection.rows,
    (row) => `${values.periodAt(row)}/${values.unitAt(row)}/${values.attributeAt(row)}`,
  );
  const parts: string[] = [];
  for (const rows of groups.values()) {
    const first = values.read(rows[0]!);
    const set = selection.dataSet ?? context.dataSets.ofElement(first.dataElement)[0]?.id ?? '';
    const head = `dataSet="${quoted(ids.set(set) ?? '')}" period="${adxPeriod(first.period)}" orgUnit="${quoted(ids.unit(first.orgUnit) ?? '')}"`;
    const body = rows.map((row) => {
      const value = values.read(row);
      const numeric = numericTypes.has(textAt(metadata.get('dataElements', value.dataElement), 'valueType') ?? '');
      const options = categoryAttributes(context, value.categoryOptionCombo);
      const start = `<dataValue dataElement="${quoted(ids.element(value.dataElement) ?? '')}"`;
      if (numeric) return `${start} value="${quoted(value.value)}"${options}/>`;
      return `${start} value="0"${options}><annotation>${escape(value.value)}</annotation></dataValue>`;
    });
    parts.push(`<group ${head}>${body.join('')}</group>`);
  }
  return `<adx xmlns="urn:ihe:qrph:adx:2015">${parts.join('')}</adx>`;
}

/** The options of a combo as attributes named for their categories: ` SEX="MALE" AGE="U5"`. */
function categoryAttributes({ metadata }: ServerContext, combo: string): string {
  if (combo === defaultOptionCombo) return '';
  const object = metadata.get('categoryOptionCombos', combo);
  const options = object?.['categoryOptions'];
  if (!Array.isArray(options)) return '';
  let text = '';
  for (const option of options) {
    const id = typeof option === 'object' && option !== null && !Array.isArray(option) ? asText(option['id']) : '';
    const [category] = metadata.referrers('categories', 'categoryOptions', id);
    const name = textAt(metadata.get('categories', category), 'code');
    const code = textAt(metadata.get('categoryOptions', id), 'code');
    if (name !== undefined && code !== undefined) text += ` ${name}="${quoted(code)}"`;
  }
  return text;
}
