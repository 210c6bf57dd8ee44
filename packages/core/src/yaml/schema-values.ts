import type { OptionSpec, OptionSpecs } from '../component/option-spec.ts';

/** A JSON Schema, as plain data. */
export type JsonSchema = Readonly<Record<string, unknown>>;

export const text = { type: ['string', 'number', 'boolean'] };
export const ref = (name: string): JsonSchema => ({ $ref: `#/definitions/${name}` });

/** A map with exactly one of the keys. */
export function oneOfKeys(entries: readonly (readonly [string, JsonSchema])[]): JsonSchema {
  return {
    type: 'object',
    additionalProperties: false,
    minProperties: 1,
    maxProperties: 1,
    properties: Object.fromEntries(entries),
  };
}

/**
 * An object that may also be written as a single text. One schema with several types, instead of a choice of schemas: what is
 * wrong with the object is then all that an editor shows.
 */
export function orText(object: JsonSchema): JsonSchema & { readonly type: readonly string[] } {
  return { ...object, type: [...text.type, 'object'] };
}

/** An object of which nothing need be written. */
export function orNothing(object: JsonSchema): JsonSchema {
  return { ...object, type: ['object', 'null'] };
}

export function objectSchema(specs: OptionSpecs, more: Readonly<Record<string, JsonSchema>> = {}): JsonSchema {
  const properties = Object.fromEntries(
    Object.entries(specs).map(([key, spec]) => [spec.uri ?? key, valueSchema(spec)]),
  );
  const required = Object.entries(specs)
    .filter(([, spec]) => spec.required === true)
    .map(([key, spec]) => spec.uri ?? key);
  return {
    type: 'object',
    additionalProperties: false,
    properties: { ...properties, ...more },
    ...(required.length > 0 ? { required } : {}),
  };
}

/** Texts whose value is known later: a placeholder, Simple, a bean. */
const later = '\\{\\{|\\$|^#';

/** Values as they are written in the documentation; others that differ in capitals only are taken, as Camel does. */
function oneOf(values: readonly string[]): JsonSchema {
  const any = values.map(caseless).join('|');
  return { if: { type: 'string', pattern: `^(?:${any})$|${later}` }, else: { enum: values } };
}

/** A pattern for a word whatever its capitals. */
function caseless(word: string): string {
  return word
    .replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll(/[a-z]/gi, (letter) => `[${letter.toUpperCase()}${letter.toLowerCase()}]`);
}

/** The description, with a word of Dhow's own marked as one. */
function describe({ own, description }: OptionSpec): string {
  return own ? `Dhow's own, not in Camel. ${description}` : description;
}

/** Placeholders may stand for any single value, so texts are allowed beside the type. */
export function valueSchema(spec: OptionSpec): JsonSchema {
  const notes = { description: describe(spec), ...(spec.default === undefined ? {} : { default: spec.default }) };
  switch (spec.type) {
    case 'boolean':
      return {
        ...notes,
        type: ['boolean', 'string'],
        pattern: `^ *(?:${caseless('true')}|${caseless('false')}) *$|${later}`,
      };
    case 'integer':
    case 'number':
      return { ...notes, type: ['number', 'string'], pattern: `[0-9]|${later}` };
    case 'duration':
      return { ...notes, type: ['number', 'string'], pattern: `^ *-?[0-9]|^ *P|${later}` };
    case 'enum':
      return { ...notes, ...text, ...oneOf(spec.values ?? []) };
    case 'list':
      return { ...notes, type: ['array', 'string'], ...(spec.items ? { items: valueSchema(spec.items) } : {}) };
    case 'object':
      return { ...notes, ...(spec.fields ? objectOrExpression(spec.fields) : { type: 'object' }) };
    case 'map':
      return { ...notes, type: 'object' };
    case 'expression':
      return { ...notes, ...ref('expression') };
    case 'steps':
      return { ...notes, ...ref('steps') };
    case 'dataFormat':
      return { ...notes, ...ref('dataFormat') };
    case 'any':
      return notes;
    default:
      return { ...notes, ...text };
  }
}

/** Objects with an expression take its language among their keys. */
function objectOrExpression(fields: OptionSpecs): JsonSchema {
  if (fields['expression']?.type !== 'expression') return objectSchema(fields);
  const { expression: _, ...others } = fields;
  const { required, ...own } = objectSchema(others);
  return { ...own, ...(required === undefined ? {} : { required }), additionalProperties: true };
}
