import type { Answer } from '../http/answer.ts';
import { text } from '../http/answer.ts';
import type { FieldNode } from '../fields/field-parser.ts';
import type { JsonObject } from '../state/json.ts';

/** A list as CSV: a header of the selected fields, then a row an object. */
export function csvOf(rows: readonly JsonObject[], nodes: readonly FieldNode[]): Answer {
  const names = nodes.filter((node) => !node.exclude && !node.preset).map((node) => node.name);
  const columns = names.length > 0 ? names : Object.keys(rows[0] ?? {});
  const lines = [columns.join(','), ...rows.map((row) => columns.map((name) => cell(row[name])).join(','))];
  return text(`${lines.join('\n')}\n`, 'text/csv;charset=UTF-8');
}

function cell(value: unknown): string {
  if (value === undefined || value === null) return '';
  const shown = typeof value === 'object' ? JSON.stringify(value) : String(value as string | number | boolean);
  return /[",\n]/.test(shown) ? `"${shown.replaceAll('"', '""')}"` : shown;
}
