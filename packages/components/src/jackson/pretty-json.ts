import { isRawJson } from './raw-json.ts';

/** Indented text in Jackson's way: `"a" : 1`, arrays on one line. Takes what `JSON.stringify` takes. */
export function prettyJson(value: unknown, indent = ''): string {
  if (Array.isArray(value)) {
    return value.length === 0 ? '[ ]' : `[ ${value.map((item) => prettyJson(item, indent)).join(', ')} ]`;
  }
  if (typeof value !== 'object' || value === null || isRawJson(value)) return JSON.stringify(value);
  const entries = Object.entries(value);
  if (entries.length === 0) return '{ }';
  const inner = `${indent}  `;
  const fields = entries.map(([key, item]) => `${inner}${JSON.stringify(key)} : ${prettyJson(item, inner)}`);
  return `{\n${fields.join(',\n')}\n${indent}}`;
}
