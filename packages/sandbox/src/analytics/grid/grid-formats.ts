import type { Grid } from './grid.ts';

/** The grid as CSV: names of columns, then rows; texts with a comma or quotation marks are quoted. */
export function gridCsv(grid: Grid): string {
  const line = (cells: readonly string[]): string => `${cells.map(csvCell).join(',')}\n`;
  return line(grid.headers.map((header) => header.column)) + grid.rows.map((row) => line(row)).join('');
}

function csvCell(text: string): string {
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The grid as an HTML table. */
export function gridHtml(grid: Grid, minor: number): string {
  const shown = grid.headers.flatMap((header, index) => (header.hidden ? [] : [{ header, index }]));
  const left = ' style="text-align:left"';
  const heads = shown.map(({ header }) => `<th${header.meta ? left : ''}>${escapeHtml(header.column)}</th>\n`);
  const rows = grid.rows.map((row) => {
    const cells = shown.map(({ header, index }) => {
      const style = minor >= 43 && header.meta ? left : '';
      return `<td${style}>${escapeHtml(row[index] ?? '')}</td>\n`;
    });
    return `<tr>\n${cells.join('')}</tr>\n`;
  });
  const head = `<thead>\n<tr>\n${heads.join('')}</tr>\n</thead>\n`;
  return (
    '<div class="gridDiv">\n<h3></h3>\n<h4></h4>\n<table class="listTable gridTable">\n' +
    `${head}<tbody>\n${rows.join('')}</tbody>\n</table>\n</div>`
  );
}

/** The grid as XML. */
export function gridXml(grid: Grid): string {
  const headers = grid.headers.map(
    (h) =>
      `<header name="${escapeHtml(h.name)}" column="${escapeHtml(h.column)}" type="${h.type}" hidden="${h.hidden}" meta="${h.meta}"/>`,
  );
  const rows = grid.rows.map((row) => `<row>${row.map((cell) => `<field>${escapeHtml(cell)}</field>`).join('')}</row>`);
  return (
    `<?xml version='1.0' encoding='UTF-8'?><grid xmlns="http://dhis2.org/schema/dxf/2.0" title="" subtitle="" ` +
    `width="${grid.rows[0]?.length ?? 0}" height="${grid.rows.length}"><headers>${headers.join('')}</headers>` +
    `<rows>${rows.join('')}</rows></grid>`
  );
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
