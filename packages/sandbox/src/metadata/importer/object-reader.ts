import { refuse } from '../../http/web-error.ts';
import type { Property, Schema } from '../../schema/schema-catalog.ts';
import { jsonName } from '../../schema/schema-catalog.ts';
import type { ServerContext } from '../../server/server-context.ts';
import { enumNameOrder } from '../../state/java-order.ts';
import type { Json, JsonObject } from '../../state/json.ts';
import { isObject } from '../../state/json.ts';

/**
 * Reads a payload object into the form in which it is stored: known, owned properties only.
 *
 * Throws as DHIS2's JSON reader does when a value has the wrong type; what the class does not know is dropped.
 */
export function readObjectOf(context: ServerContext, schema: Schema, raw: JsonObject): JsonObject {
  const properties = context.schemas.properties(schema);
  const object: JsonObject = {};
  for (const [name, value] of Object.entries(raw)) {
    const property = properties.get(name) ?? aliasOf(schema, name);
    if (!property || !keeps(property)) continue;
    if (value === null) continue;
    object[jsonName(property)] = readValue(context, schema, property, value);
  }
  return object;
}

function keeps(property: Property): boolean {
  if (property.name === 'password' || property.name === 'favorites') return true;
  return property.persisted || (property.owner && property.writable);
}

function aliasOf(schema: Schema, name: string): Property | undefined {
  if (schema.singular === 'user' && name === 'organisationUnits') return undefined;
  return undefined;
}

function readValue(context: ServerContext, schema: Schema, property: Property, value: Json): Json {
  switch (property.propertyType) {
    case 'BOOLEAN':
      return readBoolean(context, schema, property, value);
    case 'CONSTANT':
      return readConstant(context, schema, property, value);
    case 'INTEGER':
    case 'NUMBER':
      return readNumber(context, schema, property, value);
    case 'DATE':
      return readDate(value);
    case 'REFERENCE':
      return readReference(value);
    case 'COLLECTION':
      return Array.isArray(value) ? value.map((item) => readItem(context, property, item)) : [];
    case 'TEXT':
    case 'IDENTIFIER':
      return typeof value === 'object' ? value : String(value);
    default:
      return value;
  }
}

function readItem(context: ServerContext, property: Property, item: Json): Json {
  if (!isObject(item)) return item;
  if (property.identifiableObject && !property.embeddedObject) {
    return typeof item['id'] === 'string' ? { id: item['id'] } : identifierOf(item);
  }
  const schema = context.schemas.byKlass(property.itemKlass);
  if (!schema || schema.klass.startsWith('java.')) return item;
  const properties = context.schemas.properties(schema);
  const result: JsonObject = {};
  for (const [name, value] of Object.entries(item)) {
    const inner = properties.get(name);
    if (value === null) continue;
    if (inner?.propertyType === 'REFERENCE') result[name] = readReference(value);
    else if (inner?.propertyType === 'DATE') result[name] = readDate(value);
    else if (inner === undefined || inner.persisted || name === 'id' || !inner.identifiableObject) result[name] = value;
  }
  return result;
}

function readReference(value: Json): Json {
  if (!isObject(value)) return value;
  return typeof value['id'] === 'string' ? { id: value['id'] } : identifierOf(value);
}

function identifierOf(value: JsonObject): JsonObject {
  return typeof value['code'] === 'string' ? { code: value['code'] } : value;
}

function chain(schema: Schema, property: Property): string {
  return `\n at [Source: UNKNOWN; byte offset: #UNKNOWN] (through reference chain: ${schema.klass}["${jsonName(property)}"])`;
}

function unreadable(context: ServerContext, message: string): Error {
  return refuse(context.profile.minor >= 43 ? 409 : 500, message);
}

function readBoolean(context: ServerContext, schema: Schema, property: Property, value: Json): Json {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return value !== 0;
  if (typeof value === 'string') {
    if (value === '') return false;
    if (/^(true|True|TRUE)$/.test(value)) return true;
    if (/^(false|False|FALSE)$/.test(value)) return false;
  }
  throw unreadable(
    context,
    `Cannot deserialize value of type \`boolean\` from String ${JSON.stringify(value)}: only "true"/"True"/"TRUE" or "false"/"False"/"FALSE" recognized${chain(schema, property)}`,
  );
}

function readConstant(context: ServerContext, schema: Schema, property: Property, value: Json): Json {
  if (typeof value !== 'string' || !property.constants || property.constants.includes(value)) return value;
  const folded = property.constants.find((c) => c.toLowerCase() === value.toLowerCase());
  if (folded !== undefined && lenientConstants.has(property.klass)) return folded;
  if (lenientConstants.has(property.klass)) return value;
  const constants = enumNameOrder(property.constants).join(', ');
  throw unreadable(
    context,
    `Cannot deserialize value of type \`${property.klass}\` from String ${JSON.stringify(value)}: not one of the values accepted for Enum class: [${constants}]${chain(schema, property)}`,
  );
}

/** Constants that JSON spells in a way of their own, such as `less_than`. */
const lenientConstants = new Set(['org.hisp.dhis.expression.Operator', 'org.hisp.dhis.period.PeriodType']);

function readNumber(context: ServerContext, schema: Schema, property: Property, value: Json): Json {
  if (typeof value === 'number') return value;
  if (typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value))) return Number(value);
  const type = property.propertyType === 'INTEGER' ? 'int' : 'double';
  const valid = type === 'int' ? 'not a valid `int` value' : 'not a valid `double` value (as String to convert)';
  if (typeof value === 'string') {
    throw unreadable(
      context,
      `Cannot deserialize value of type \`${type}\` from String ${JSON.stringify(value)}: ${valid}${chain(schema, property)}`,
    );
  }
  return value;
}

/** Dates are kept as DHIS2 writes them: `2026-01-31T00:00:00.000`. */
export function readDate(value: Json): Json {
  if (typeof value === 'number') return new Date(value).toISOString().slice(0, 23);
  if (typeof value !== 'string') return value;
  const day = /^(\d{4})(?:-?(\d{2})(?:-?(\d{2}))?)?$/.exec(value);
  if (day) return `${day[1]}-${day[2] ?? '01'}-${day[3] ?? '01'}T00:00:00.000`;
  const parsed = new Date(
    /(?:Z|[+-]\d{2}:?\d{2})$/.test(value) ? value.replace(/([+-]\d{2})(\d{2})$/, '$1:$2') : `${value}Z`,
  );
  return Number.isNaN(parsed.getTime()) ? value : parsed.toISOString().slice(0, 23);
}
