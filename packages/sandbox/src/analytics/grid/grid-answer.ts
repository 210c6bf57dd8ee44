import type { Answer } from '../../http/answer.ts';
import { jsonWithCharset } from '../../http/answer.ts';
import type { Call } from '../../http/call.ts';
import type { ServerContext } from '../../server/server-context.ts';
import type { Grid } from './grid.ts';
import { gridJson } from './grid.ts';
import { gridCsv, gridHtml, gridXml } from './grid-formats.ts';
import { cacheable } from '../query-failure.ts';
import { gridXlsx } from './spreadsheets.ts';

/** A grid in the form that the path's suffix asks for; `name` is what a downloaded file is called. */
export function gridAnswer(context: ServerContext, call: Call, grid: Grid, name: string): Answer {
  const file = (type: string, ending: string, body: string | Uint8Array): Answer => ({
    status: 200,
    headers: { 'content-type': type, 'content-disposition': `attachment; filename="${name}.${ending}"`, ...cacheable },
    body,
  });
  const shown = (type: string, body: string): Answer => ({
    status: 200,
    headers: { 'content-type': type, ...cacheable },
    body,
  });
  switch (call.suffix) {
    case 'csv': {
      const body = gridCsv(grid);
      const type = 'application/csv;charset=UTF-8';
      return call.path.endsWith('rawData') ? shown(type, body) : file(type, 'csv', body);
    }
    case 'xml':
      return shown('application/xml;charset=UTF-8', gridXml(grid));
    case 'html':
      return shown('text/html;charset=UTF-8', gridHtml(grid, context.profile.minor));
    case 'xls':
      return file('application/vnd.ms-excel;charset=UTF-8', 'xls', gridXlsx(grid));
    case 'xlsx':
      return file('application/vnd.ms-excel;charset=UTF-8', 'xlsx', gridXlsx(grid));
    default:
      return jsonWithCharset(gridJson(grid), 200, cacheable);
  }
}
