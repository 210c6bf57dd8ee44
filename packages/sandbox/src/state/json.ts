/** A JSON object as it came from, or goes to, the wire. */
export type JsonObject = { [key: string]: Json };
export type Json = string | number | boolean | null | Json[] | JsonObject;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The text at `key`, or undefined when there is none. */
export function textAt(object: JsonObject | undefined, key: string): string | undefined {
  const value = object?.[key];
  return typeof value === 'string' ? value : undefined;
}

/** The objects in the list at `key`; anything else counts as an empty list. */
export function objectsAt(object: JsonObject | undefined, key: string): JsonObject[] {
  const value = object?.[key];
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** The uid of the reference at `key`, such as `{"categoryCombo": {"id": …}}`. */
export function refAt(object: JsonObject | undefined, key: string): string | undefined {
  const value = object?.[key];
  return isObject(value) ? textAt(value, 'id') : undefined;
}

/** The uids of the list of references at `key`. */
export function refsAt(object: JsonObject | undefined, key: string): string[] {
  const ids: string[] = [];
  for (const item of objectsAt(object, key)) {
    if (typeof item['id'] === 'string') ids.push(item['id']);
  }
  return ids;
}

/** A JSON value as text: texts as they are, null and what is missing as nothing, objects as JSON. */
export function asText(value: Json | undefined): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
