import type { Projector } from '../fields/projector.ts';
import type { Schema } from '../schema/schema-catalog.ts';
import type { Json } from '../state/json.ts';
import type { MetadataObject, MetadataStore } from './metadata-store.ts';
import { asText } from '../state/json.ts';

type Compare = (a: MetadataObject, b: MetadataObject) => number;

/** The order of a list: the `order` parameters, else by name as the database sorts it. */
export function orderBy(
  metadata: MetadataStore,
  projector: Projector,
  schema: Schema,
  orders: readonly string[],
): Compare {
  const comparisons: Compare[] = [];
  for (const order of orders.flatMap((o) => o.split(','))) {
    const [name = '', direction = 'asc'] = order.split(':');
    const property = metadata.schemas.properties(schema).get(name);
    if (!property || !property.simple) continue;
    const fold = direction.startsWith('i');
    const sign = direction.endsWith('desc') ? -1 : 1;
    const key = (object: MetadataObject): Json | undefined => projector.rawValue(schema, object, property);
    comparisons.push((a, b) => sign * compareValues(key(a), key(b), fold));
  }
  if (comparisons.length === 0) {
    const byName = metadata.schemas.properties(schema).get('name');
    if (schema.singular === 'user') return (a, b) => compareText(fullName(a), fullName(b));
    if (!byName?.persisted)
      return (a, b) => compareValues(b['created'], a['created'], false) || compareText(a.id, b.id);
    const name = (object: MetadataObject): string => asText(object['name'] ?? '').toLowerCase();
    return (a, b) => compareText(name(a), name(b)) || compareText(a.id, b.id);
  }
  return (a, b) => {
    for (const comparison of comparisons) {
      const result = comparison(a, b);
      if (result !== 0) return result;
    }
    return 0;
  };
}

function fullName(user: MetadataObject): string {
  return `${asText(user['firstName'])} ${asText(user['surname'])}`;
}

function compareValues(a: Json | undefined, b: Json | undefined, fold: boolean): number {
  if (a === b) return 0;
  if (a === undefined || a === null) return 1;
  if (b === undefined || b === null) return -1;
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return fold ? compareText(asText(a).toLowerCase(), asText(b).toLowerCase()) : compareText(asText(a), asText(b));
}

/** By code point, as PostgreSQL sorts with the C collation. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
