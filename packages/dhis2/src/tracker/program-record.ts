import { valueText } from '../data-values/serialise.ts';

/** Names of fields with their uids, as `generateTypes` writes them for a program or a stage. */
export interface FieldMap {
  readonly id: string;
  readonly fields: Readonly<Record<string, { readonly id: string; readonly kind: 'text' | 'number' | 'boolean' }>>;
}

/** A record with the names of a field map. */
export type RecordOf<Map extends FieldMap> = {
  readonly [Name in keyof Map['fields']]?: string | number | boolean | null;
};

/** A record of a program as the attributes of a tracked entity; null takes a value away, a field left out stays. */
export function toAttributes<const Map extends FieldMap>(
  map: Map,
  record: RecordOf<Map>,
): { attribute: string; value: string | null }[] {
  return entries(map, record).map(([id, value]) => ({ attribute: id, value }));
}

/** A record of a stage as the data values of an event. */
export function toDataValues<const Map extends FieldMap>(
  map: Map,
  record: RecordOf<Map>,
): { dataElement: string; value: string | null }[] {
  return entries(map, record).map(([id, value]) => ({ dataElement: id, value }));
}

/** Attributes or data values as a record, numbers and booleans as such. What the map does not name is left out. */
export function fromTracker<Record extends object>(
  map: FieldMap,
  values: readonly (
    | { readonly attribute: string; readonly value: string | null }
    | { readonly dataElement: string; readonly value: string | null }
  )[] = [],
): Partial<Record> {
  const byId = new Map(
    values.map((entry) => ['attribute' in entry ? entry.attribute : entry.dataElement, entry.value]),
  );
  const record: { [name: string]: unknown } = {};
  for (const [name, { id, kind }] of Object.entries(map.fields)) {
    const value = byId.get(id);
    if (value === undefined || value === null) continue;
    record[name] = kind === 'number' ? Number(value) : kind === 'boolean' ? value === 'true' : value;
  }
  return record as Partial<Record>;
}

function entries(map: FieldMap, record: object): (readonly [id: string, value: string | null])[] {
  return Object.entries(record as Readonly<Record<string, string | number | boolean | null | undefined>>).flatMap(
    ([name, value]) => {
      const field = map.fields[name];
      if (!field || value === undefined) return [];
      return [[field.id, value === null ? null : valueText(value)] as const];
    },
  );
}
