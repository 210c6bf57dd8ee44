import type { Answer } from '../http/answer.ts';
import { json } from '../http/answer.ts';
import { escape } from '../data-values/web-message-xml.ts';
import { csvCell } from '../data-values/export-ids.ts';
import type { JsonObject } from '../state/json.ts';

/** A column of a grid. */
export interface GridHeader {
  readonly name: string;
  readonly column: string;
  readonly valueType: string;
  readonly type: string;
  readonly meta: boolean;
  readonly optionSet?: string;
}

/** A table as DHIS2's analytics gives it. */
export interface Grid {
  readonly headers: readonly GridHeader[];
  readonly metaData: JsonObject;
  readonly rows: readonly (readonly string[])[];
}

export const analyticsHeaders = { 'cache-control': 'max-age=60, public' };

export function textHeader(name: string, column: string, meta = true): GridHeader {
  return { name, column, valueType: 'TEXT', type: 'java.lang.String', meta };
}

export function numberHeader(name: string, column: string, meta = false): GridHeader {
  return { name, column, valueType: 'NUMBER', type: 'java.lang.Double', meta };
}

export function dateHeader(name: string, column: string): GridHeader {
  return { name, column, valueType: 'DATETIME', type: 'java.time.LocalDateTime', meta: true };
}

export function gridJson({ headers, metaData, rows }: Grid): JsonObject {
  return {
    headers: headers.map(({ name, column, valueType, type, meta, optionSet }) => ({
      name,
      column,
      valueType,
      type,
      hidden: false,
      meta,
      ...(optionSet === undefined ? {} : { optionSet }),
    })),
    metaData,
    rowContext: {},
    width: rows.length === 0 ? 0 : headers.length,
    rows: rows.map((row) => [...row]),
    height: rows.length,
    headerWidth: headers.length,
  };
}

/** The grid in the format that the call's suffix names. */
export function gridAnswer(grid: Grid, suffix: string | undefined, filename: string): Answer {
  const { headers, rows } = grid;
  switch (suffix) {
    case 'csv': {
      const lines = [headers.map((h) => h.column), ...rows].map((row) => row.map(csvCell).join(','));
      return text(`${lines.join('\n')}\n`, 'application/csv;charset=UTF-8', `attachment; filename="${filename}.csv"`);
    }
    case 'html':
      return text(html(grid), 'text/html;charset=UTF-8');
    case 'xml':
      return text(xml(grid), 'application/xml;charset=UTF-8');
    case 'xls':
    case 'xlsx':
      return text(csvLike(grid), 'application/vnd.ms-excel;charset=UTF-8', `attachment; filename="${filename}.${suffix}"`);
    default:
      return json(gridJson(grid), 200, analyticsHeaders);
  }
}

function text(body: string, contentType: string, disposition?: string): Answer {
  const headers: Record<string, string> = { ...analyticsHeaders, 'content-type': contentType };
  if (disposition !== undefined) headers['content-disposition'] = disposition;
  return { status: 200, headers, body };
}

/** Spreadsheets are text with tabs: programs open them, and nothing here needs more. */
function csvLike({ headers, rows }: Grid): string {
  return [headers.map((h) => h.column), ...rows].map((row) => row.join('\t')).join('\n');
}

function html({ headers, rows }: Grid): string {
  const head = headers.map((h) => (h.meta ? `<th style="text-align:left">${escape(h.column)}</th>` : `<th>${escape(h.column)}</th>`));
  const body = rows.map((row) => `<tr>\n${row.map((cell) => `<td>${escape(cell)}</td>\n`).join('')}</tr>\n`);
  return `<div class="gridDiv">\n<h3></h3>\n<h4></h4>\n<table class="listTable gridTable">\n<thead>\n<tr>\n${head.join('\n')}\n</tr>\n</thead>\n<tbody>\n${body.join('')}</tbody>\n</table>\n</div>\n`;
}

function xml({ headers, rows }: Grid): string {
  const head = headers.map(
    (h) => `<header name="${escape(h.name)}" column="${escape(h.column)}" type="${h.type}" hidden="false" meta="${h.meta}"></header>`,
  );
  const body = rows.map((row) => `<row>${row.map((cell) => `<field>${escape(cell)}</field>`).join('')}</row>`);
  return `<?xml version='1.0' encoding='UTF-8'?><grid title="" width="${headers.length}" height="${rows.length}"><headers>${head.join('')}</headers><rows>${body.join('')}</rows></grid>`;
}
