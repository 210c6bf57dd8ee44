import { textOf } from '@dhow/core/component';

/** Prefixes to namespaces: from Camel's list of keys and values, or from a map. */
export function namespacesOf(value: unknown): Readonly<Record<string, string>> {
  if (Array.isArray(value)) {
    const pairs = value as readonly { key?: unknown; value?: unknown }[];
    return Object.fromEntries(pairs.map((pair) => [textOf(pair.key), textOf(pair.value)]));
  }
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(Object.entries(value).map(([prefix, uri]) => [prefix, textOf(uri)]));
}
