import { gzipSync } from 'node:zlib';
import type { Answer } from '../http/answer.ts';
import { empty } from '../http/answer.ts';
import type { Call } from '../http/call.ts';
import { intParam } from '../http/call.ts';
import type { ServerContext } from '../server/server-context.ts';
import { downloadName, exportByGroup } from './export-by-group.ts';
import { rowsInExportOrder } from './export-order.ts';
import { selectRows } from './export-selection.ts';
import { exportAdx, exportCsv, exportJson, exportXml } from './export-writers.ts';

const noStore = { 'cache-control': 'no-cache, no-store, max-age=0, must-revalidate' };

/** `GET /api/dataValueSets`, in JSON, XML, CSV or ADX. */
export function getDataValueSets(context: ServerContext, call: Call): Answer {
  const selection = selectRows(context, call);
  if (!selection) return empty(200, { ...noStore, 'content-type': 'application/json' });
  const format = formatOf(context, call);
  const limit = intParam(call, 'limit', 0);
  const ordered = rowsInExportOrder(context, selection.rows);
  const rows = limit > 0 ? ordered.slice(0, limit) : ordered;
  const limited = { ...selection, rows };
  const types = {
    json: 'application/json',
    xml: 'application/xml',
    csv: 'application/csv',
    adx: 'application/adx+xml',
  } as const;
  if (context.profile.minor >= 43 && format !== 'adx') {
    return packed(context, call, exportByGroup(context, call, rows, format), `${types[format]};charset=UTF-8`, format);
  }
  const writers = { json: exportJson, xml: exportXml, csv: exportCsv, adx: exportAdx } as const;
  const body = writers[format](context, call, limited);
  return packed(context, call, body, `${types[format]};charset=UTF-8`, format);
}

function formatOf(context: ServerContext, call: Call): 'json' | 'xml' | 'csv' | 'adx' {
  const accept = call.headers['accept'] ?? '';
  const given = call.query.get('format');
  if (call.suffix === 'xml' || given === 'xml') return 'xml';
  if (call.suffix === 'csv' || given === 'csv') return 'csv';
  const adxBySuffix = context.profile.minor >= 43;
  if (adxBySuffix ? call.suffix === 'adx+xml' : accept.includes('adx+xml')) return 'adx';
  if (given === 'adx+xml' || given === 'adx') return 'adx';
  if (accept.includes('application/xml')) return 'xml';
  return accept.includes('csv') ? 'csv' : 'json';
}

function packed(context: ServerContext, call: Call, body: string, contentType: string, format: string): Answer {
  const headers: Record<string, string> = { ...noStore, 'content-type': contentType };
  const attachment = call.query.get('attachment');
  const named = context.profile.minor >= 43;
  const compression = call.query.get('compression')?.toLowerCase();
  if (compression === 'gzip') {
    headers['content-disposition'] = named
      ? downloadName(call, format, true)
      : `attachment; filename=${attachment ?? 'dataValues'}.${format}.gz`;
    headers['content-transfer-encoding'] = 'binary';
    headers['content-type'] = `${contentType.split(';')[0]}+gzip;charset=UTF-8`;
    return { status: 200, headers, body: gzipSync(body) };
  }
  // From 2.43 on an answer has a name of its own, but loses it when the caller names one.
  if (named) {
    if (attachment === null) headers['content-disposition'] = downloadName(call, format, false);
  } else if (attachment !== null && attachment !== '')
    headers['content-disposition'] = `attachment; filename=${attachment}.${format}`;
  return { status: 200, headers, body };
}
