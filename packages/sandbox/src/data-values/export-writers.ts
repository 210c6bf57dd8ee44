import type { Call } from '../http/call.ts';
import type { ServerContext } from '../server/server-context.ts';
import { asText, refAt, textAt } from '../state/json.ts';
import { registrationKey } from './completeness-store.ts';
import type { DataValue } from './data-value-store.ts';
import type { ValueSelection } from './export-selection.ts';
import { ExportIds, csvCell, csvColumns, xmlQuoted } from './export-ids.ts';
import { defaultOptionCombo } from './import-scope.ts';
import { adxPeriod } from './payload-xml.ts';
import { escape } from './web-message-xml.ts';
import { numericTypes } from './value-type.ts';

type Header = Record<string, string | null>;

/** `2026-11-23T06:52:19.000+0000`: seconds only, with an offset. */
function moment(time: number): string {
  return `${new Date(Math.floor(time / 1000) * 1000).toISOString().slice(0, 23)}+0000`;
}

/** The header of 2.42: what the request named, null where that says nothing. */
function headerOf(context: ServerContext, ids: ExportIds, selection: ValueSelection): Header {
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

export function exportJson(context: ServerContext, call: Call, selection: ValueSelection): string {
  const ids = new ExportIds(context, call);
  const header = headerOf(context, ids, selection);
  const head = Object.entries(header).map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`);
  const parts: string[] = [];
  for (const row of selection.rows) parts.push(valueJson(context.values.read(row), ids));
  return `{${[...head, `"dataValues":[${parts.join(',')}]`].join(',')}}`;
}

function valueJson(value: DataValue, ids: ExportIds): string {
  return JSON.stringify({
    dataElement: ids.element(value.dataElement),
    period: value.period,
    orgUnit: ids.unit(value.orgUnit),
    categoryOptionCombo: ids.combo(value.categoryOptionCombo),
    attributeOptionCombo: ids.attribute(value.attributeOptionCombo),
    value: value.value,
    storedBy: value.storedBy,
    created: moment(value.created),
    lastUpdated: moment(value.lastUpdated),
    comment: value.comment ?? null,
    followup: value.followup,
    ...(value.deleted ? { deleted: true } : {}),
  });
}

export function exportXml(context: ServerContext, call: Call, selection: ValueSelection): string {
  const ids = new ExportIds(context, call);
  const header = headerOf(context, ids, selection);
  const attribute = (name: string, value: string | null | undefined): string =>
    value === null || value === undefined ? '' : ` ${name}="${xmlQuoted(value)}"`;
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

export function exportCsv(context: ServerContext, call: Call, selection: ValueSelection): string {
  const ids = new ExportIds(context, call);
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
    return [...shown, ...rest].map(csvCell).join(',');
  });
  return `${[csvColumns, ...lines].join('\n')}\n`;
}

export function exportAdx(context: ServerContext, call: Call, selection: ValueSelection): string {
  const ids = new ExportIds(context, call, 'CODE');
  const { metadata, values } = context;
  const groups = Map.groupBy(
    selection.rows,
    (row) => `${values.periodAt(row)}/${values.unitAt(row)}/${values.attributeAt(row)}`,
  );
  const parts: string[] = [];
  for (const rows of groups.values()) {
    const first = values.read(rows[0]!);
    const set = selection.dataSet ?? context.dataSets.ofElement(first.dataElement)[0]?.id ?? '';
    const head = `dataSet="${xmlQuoted(ids.set(set) ?? '')}" period="${adxPeriod(first.period)}" orgUnit="${xmlQuoted(ids.unit(first.orgUnit) ?? '')}"`;
    // Up to 2.42 only the attribute combos of the data set's own category combo are walked.
    const combo = refAt(metadata.get('categoryOptionCombos', first.attributeOptionCombo), 'categoryCombo');
    if (context.profile.minor < 43 && combo !== context.dataSets.get(set)?.categoryCombo) continue;
    const shown = `${head}${categoryAttributes(context, first.attributeOptionCombo)}`;
    const body = rows.map((row) => {
      const value = values.read(row);
      const numeric = numericTypes.has(textAt(metadata.get('dataElements', value.dataElement), 'valueType') ?? '');
      const options = categoryAttributes(context, value.categoryOptionCombo);
      const start = `<dataValue dataElement="${xmlQuoted(ids.element(value.dataElement) ?? '')}"${options}`;
      if (numeric) return `${start} value="${xmlQuoted(value.value)}"/>`;
      return `${start} value="0"><annotation>${escape(value.value)}</annotation></dataValue>`;
    });
    parts.push(`<group ${shown}>${body.join('')}</group>`);
  }
  return `<adx xmlns="urn:ihe:qrph:adx:2015">${parts.join('')}</adx>`;
}

/** The options of a combo as attributes named for their categories: ` SEX="MALE" AGE="U5"`. */
function categoryAttributes({ metadata, profile: { minor } }: ServerContext, combo: string): string {
  if (combo === defaultOptionCombo && minor < 43) return '';
  const object = metadata.get('categoryOptionCombos', combo);
  const options = object?.['categoryOptions'];
  if (!Array.isArray(options)) return '';
  let text = '';
  for (const option of options) {
    const id = typeof option === 'object' && option !== null && !Array.isArray(option) ? asText(option['id']) : '';
    const [category] = metadata.referrers('categories', 'categoryOptions', id);
    const name = textAt(metadata.get('categories', category), 'code');
    const code = textAt(metadata.get('categoryOptions', id), 'code');
    if (name !== undefined && code !== undefined) text += ` ${name}="${xmlQuoted(code)}"`;
  }
  return text;
}
