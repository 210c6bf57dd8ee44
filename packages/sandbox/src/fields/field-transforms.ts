import type { Json } from '../state/json.ts';
import { isObject, asText } from '../state/json.ts';
import type { FieldNode } from './field-parser.ts';

/** Applies a field's transformers; gives the name and the value to write. Unknown transformers change nothing. */
export function transformField(node: FieldNode, value: Json): { name: string; value: Json } {
  let name = node.name;
  let result = value;
  for (const { name: transform, args } of node.transforms) {
    switch (transform) {
      case 'rename':
        name = args[0] ?? name;
        break;
      case 'size':
        result = sizeOf(result);
        break;
      case 'isEmpty':
        result = isEmptyValue(result);
        break;
      case 'isNotEmpty':
        result = !isEmptyValue(result);
        break;
      case 'pluck':
        if (Array.isArray(result))
          result = result.map((item) => (isObject(item) ? (item[args[0] ?? 'id'] ?? null) : item));
        break;
      case 'keyBy':
        if (Array.isArray(result)) result = keyBy(result, args[0] ?? 'id');
        break;
    }
  }
  return { name, value: result };
}

function sizeOf(value: Json): Json {
  if (Array.isArray(value) || typeof value === 'string') return value.length;
  if (typeof value === 'number') return value;
  return isObject(value) ? Object.keys(value).length : 0;
}

function isEmptyValue(value: Json): boolean {
  return value === null || sizeOf(value) === 0;
}

function keyBy(items: readonly Json[], key: string): Json {
  const keyed: Record<string, Json> = {};
  for (const item of items) {
    if (isObject(item) && item[key] !== undefined && item[key] !== null) keyed[asText(item[key])] = item;
  }
  return keyed;
}
