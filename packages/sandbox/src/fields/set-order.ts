import type { MetadataObject } from '../metadata/metadata-store.ts';
import type { Schema } from '../schema/schema-catalog.ts';
import { javaHash } from '../state/java-order.ts';
import { textAt } from '../state/json.ts';

/** Classes whose objects count as items of a data dimension: their hash takes one more field in. */
const dimensional = new Set([
  'dataElement',
  'indicator',
  'dataSet',
  'programIndicator',
  'organisationUnit',
  'organisationUnitGroup',
  'categoryOption',
  'dataElementGroup',
  'categoryOptionGroup',
  'trackedEntityAttribute',
]);

/** The hash that the server's sets use for an object: of its uid, code and name, then short name and description. */
export function objectHash(schema: Schema, object: MetadataObject, minor: number): number {
  let hash = 0;
  const add = (text: string | undefined): void => {
    hash = (Math.imul(31, hash) + (text === undefined ? 0 : javaHash(text))) | 0;
  };
  add(object.id);
  add(textAt(object, 'code'));
  add(textAt(object, 'name'));
  if (!schema.nameableObject || (minor >= 43 && schema.singular === 'program')) return hash;
  add(textAt(object, 'shortName'));
  add(textAt(object, 'description'));
  if (dimensional.has(schema.singular)) add(undefined);
  return hash;
}

/** Puts the members of an unordered collection in the order in which the server walks its hash set. */
export function setOrder(
  schema: Schema,
  members: readonly MetadataObject[],
  minor: number,
  owner: string,
): MetadataObject[] {
  const capacity = owner === 'categoryOptionCombo' ? defaultCapacity(members.length) : cachedCapacity(members.length);
  const bucket = (object: MetadataObject): number => {
    const hash = objectHash(schema, object, minor);
    return (hash ^ (hash >>> 16)) & (capacity - 1);
  };
  return members
    .map((object, index) => ({ object, index, bucket: bucket(object) }))
    .toSorted((a, b) => a.bucket - b.bucket || a.index - b.index)
    .map(({ object }) => object);
}

/** A set that grew member by member. */
function defaultCapacity(size: number): number {
  let capacity = 16;
  while (size > capacity * 0.75) capacity *= 2;
  return capacity;
}

/** A set that was made for a known number of members. */
function cachedCapacity(size: number): number {
  const wanted = size + Math.floor(size * 0.75);
  let capacity = 1;
  while (capacity < wanted) capacity *= 2;
  return Math.max(capacity, 1);
}
