import type { Call } from '../http/call.ts';
import { flag } from '../http/call.ts';
import type { ServerContext } from '../server/server-context.ts';
import type { DataValue } from './data-value-store.ts';
import { ExportIds, csvCell, csvColumns, xmlQuoted } from './export-ids.ts';
import { adxPeriod } from './payload-xml.ts';

/** How 2.43 writes values: what the request names once stands in the header and is left out of the values. */
export function exportByGroup(
  context: ServerContext,
  call: Call,
  rows: readonly number[],
  format: 'json' | 'xml' | 'csv',
): string {
  const ids = new ExportIds(context, call);
  const header = headerOf(call, ids);
  const values = rows.map((row) => context.values.read(row));
  if (format === 'csv') return csv(values, ids);
  if (format === 'xml') return xml(values, ids, header);
  const shown = values.map((value) => entriesOf(value, ids, header));
  return JSON.stringify({ ...header, ...ids.schemes, dataValues: shown });
}

type Header = Record<string, string>;

function headerOf({ query }: Call, ids: ExportIds): Header {
  const header: Header = {};
  const single = (name: string): string | undefined => {
    const all = query.getAll(name);
    return all.length === 1 ? all[0] : undefined;
  };
  const set = single('dataSet');
  const period = single('period');
  const unit = single('orgUnit');
  const children = query.get('children') === 'true' || query.has('orgUnitGroup');
  const attribute = single('attributeOptionCombo');
  if (set !== undefined) header['dataSet'] = ids.set(set) ?? set;
  if (period !== undefined) header['period'] = period;
  if (unit !== undefined && !children) header['orgUnit'] = ids.unit(unit) ?? unit;
  if (attribute !== undefined) header['attributeOptionCombo'] = ids.attribute(attribute) ?? attribute;
  return header;
}

function entriesOf(value: DataValue, ids: ExportIds, header: Header): Record<string, unknown> {
  const body: Record<string, unknown> = { dataElement: ids.element(value.dataElement) };
  if (header['period'] === undefined) body['period'] = value.period;
  if (header['orgUnit'] === undefined) body['orgUnit'] = ids.unit(value.orgUnit);
  body['categoryOptionCombo'] = ids.combo(value.categoryOptionCombo);
  if (header['attributeOptionCombo'] === undefined)
    body['attributeOptionCombo'] = ids.attribute(value.attributeOptionCombo);
  body['value'] = value.value;
  body['storedBy'] = value.storedBy;
  body['created'] = moment(value.created);
  body['lastUpdated'] = moment(value.lastUpdated);
  if (value.comment !== undefined) body['comment'] = value.comment;
  if (value.followup) body['followup'] = true;
  if (value.deleted) body['deleted'] = true;
  return body;
}

function xml(values: readonly DataValue[], ids: ExportIds, header: Header): string {
  const attributes = (entries: Record<string, unknown>): string =>
    Object.entries(entries)
      .map(([name, value]) => ` ${name}="${xmlQuoted(String(value as string | boolean))}"`)
      .join('');
  const head = header['period'] === undefined ? header : { ...header, period: adxPeriod(header['period']) };
  const rows = values.map((value) => `<dataValue${attributes(entriesOf(value, ids, header))}/>`);
  return `<?xml version='1.0' encoding='UTF-8'?><dataValueSet xmlns="http://dhis2.org/schema/dxf/2.0"${attributes(head)}>${rows.join('')}</dataValueSet>`;
}

function csv(values: readonly DataValue[], ids: ExportIds): string {
  const lines = values.map((v) =>
    [
      ids.element(v.dataElement),
      v.period,
      ids.unit(v.orgUnit),
      ids.combo(v.categoryOptionCombo),
      ids.attribute(v.attributeOptionCombo),
      v.value,
      v.storedBy,
      moment(v.lastUpdated),
      v.comment,
      v.followup ? 'true' : undefined,
      String(v.deleted),
    ]
      .map(csvCell)
      .join(','),
  );
  return `${[csvColumns, ...lines].join('\n')}\n`;
}

function moment(time: number): string {
  return `${new Date(time).toISOString().slice(0, 23)}+0000`;
}

/** The name under which 2.43 offers an export for download. */
export function downloadName(call: Call, format: string, zipped: boolean): string {
  const from = call.query.get('startDate');
  const to = call.query.get('endDate');
  const span = from !== null && to !== null && !call.query.has('period') ? `_${from}_${to}` : '';
  const suffix = format === 'adx' ? 'adx.xml' : format;
  return `attachment; filename="dataValues${span}.${suffix}${zipped || flag(call, 'zip') ? '.gz' : ''}"`;
}
