import { gzipSync } from 'node:zlib';
import type { Answer } from '../http/answer.ts';
import type { Call } from '../http/call.ts';

/** What the export endpoints can give. */
export const exportTypes = [
  'application/json',
  'text/csv',
  'application/csv',
  'application/csv+zip',
  'application/csv+gzip',
  'application/json+zip',
  'application/json+gzip',
];

export function wantsCsv(call: Call): boolean {
  return call.suffix?.startsWith('csv') === true || (call.headers['accept'] ?? '').includes('csv');
}

/** A CSV export as the download that DHIS2 makes of it, packed when the suffix asks so. */
export function csvAnswer(call: Call, body: string, name: string): Answer {
  const packed = call.suffix === 'csv.gz';
  const headers = {
    'content-type': `application/csv${packed ? '+gzip' : ''};charset=UTF-8`,
    'content-disposition': `attachment; filename=${name}.csv${packed ? '.gz' : ''}`,
  };
  return { status: 200, headers, body: packed ? gzipSync(body) : body };
}
