import { typeName, type SchemaProperty } from './schema.ts';

const scalars: Readonly<Record<string, string>> = {
  TEXT: 'string',
  IDENTIFIER: 'string',
  URL: 'string',
  EMAIL: 'string',
  PASSWORD: 'string',
  PHONENUMBER: 'string',
  COLOR: 'string',
  DATE: 'string',
  GEOLOCATION: 'string',
  BOOLEAN: 'boolean',
  INTEGER: 'number',
  NUMBER: 'number',
};

/** Classes that are no schema of their own but whose JSON is known. */
const byHand: Readonly<Record<string, string>> = {
  'org.hisp.dhis.attribute.AttributeValues': 'AttributeValue[]',
  'org.hisp.dhis.attribute.AttributeValue': 'AttributeValue',
  'org.hisp.dhis.translation.Translation': 'Translation',
  'org.locationtech.jts.geom.Geometry': 'Geometry',
  'org.hisp.dhis.period.PeriodType': 'string',
};

/** Finds the named union for a set of constants, or undefined. */
export type ConstantName = (property: SchemaProperty) => string | undefined;

/** The TypeScript type of a property. */
export function propertyType(property: SchemaProperty, known: ReadonlySet<string>, constants: ConstantName): string {
  if (property.propertyType === 'CONSTANT') return constants(property) ?? 'string';
  if (property.propertyType === 'COLLECTION' || property.collection) {
    const item = itemType(property.itemKlass, property.itemPropertyType, known, constants, property);
    return `${item.includes('|') ? `(${item})` : item}[]`;
  }
  return itemType(property.klass, property.propertyType, known, constants, property);
}

function itemType(
  klass: string | undefined,
  type: string | undefined,
  known: ReadonlySet<string>,
  constants: ConstantName,
  property: SchemaProperty,
): string {
  if (klass !== undefined && byHand[klass]) return byHand[klass];
  if (klass !== undefined && known.has(klass)) return typeName(klass);
  if (type === 'CONSTANT') return constants(property) ?? 'string';
  if (type !== undefined && scalars[type]) return scalars[type];
  return type === 'REFERENCE' ? 'Reference' : 'Json';
}

/** The key of a property in JSON. */
export function propertyKey(property: SchemaProperty): string {
  return (property.collection ? property.collectionName : undefined) ?? property.name;
}
