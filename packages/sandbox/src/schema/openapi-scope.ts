import type { JsonObject } from '../state/json.ts';
import { isObject } from '../state/json.ts';

/** Keeps of an OpenAPI document the paths that the scopes name (`path:/api/constants`, `entity:Constant`) and what they refer to. */
export function narrowOpenApi(document: string, scopes: readonly string[]): string {
  const parsed = JSON.parse(document) as JsonObject;
  const paths = isObject(parsed['paths']) ? parsed['paths'] : {};
  const kept: JsonObject = {};
  for (const [path, item] of Object.entries(paths))
    if (scopes.some((scope) => matches(scope, path, item as JsonObject))) kept[path] = item;
  const components = isObject(parsed['components']) ? parsed['components'] : {};
  const needed = new Set<string>();
  collect(kept, components, needed);
  const narrowed: JsonObject = {};
  for (const [kind, entries] of Object.entries(components)) {
    if (!isObject(entries) || kind === 'securitySchemes') narrowed[kind] = entries;
    else narrowed[kind] = Object.fromEntries(Object.entries(entries).filter(([name]) => needed.has(`${kind}/${name}`)));
  }
  return JSON.stringify({ ...parsed, paths: kept, components: narrowed }, null, 2);
}

function matches(scope: string, path: string, item: JsonObject): boolean {
  const [kind, name = ''] = scope.split(':');
  if (kind === 'path') return path === name || path.startsWith(`${name}/`);
  const operations = Object.values(item).filter(isObject);
  return operations.some(
    (operation) => typeof operation['operationId'] === 'string' && operation['operationId'].startsWith(`${name}.`),
  );
}

function collect(value: unknown, components: JsonObject, needed: Set<string>): void {
  if (Array.isArray(value)) for (const item of value) collect(item, components, needed);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
  for (const [key, item] of Object.entries(value)) {
    if (key !== '$ref' || typeof item !== 'string') {
      collect(item, components, needed);
      continue;
    }
    const [, , kind = '', name = ''] = item.split('/');
    const id = `${kind}/${name}`;
    if (needed.has(id)) continue;
    needed.add(id);
    const group = components[kind];
    if (isObject(group)) collect(group[name], components, needed);
  }
}
