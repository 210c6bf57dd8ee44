import type { OptionSpec, OptionSpecs } from '../component/option-spec.ts';
import type { EipDefinition } from '../eip/eip-definition.ts';
import { standardEips } from '../eip/standard-eips.ts';
import { errorHandlerSpecs } from '../error-handling/error-handler-specs.ts';
import type { ExpressionLanguage } from '../expression/expression.ts';
import type { DataFormatSpec } from '../component/data-format.ts';
import { standardLanguages } from '../language/index.ts';
import { restConfigurationOptions, restOptions } from '../rest/rest-specs.ts';
import { routeOptions } from '../engine/route-options.ts';

/** A JSON Schema, as plain data. */
export type JsonSchema = Readonly<Record<string, unknown>>;

export interface YamlSchemaOptions {
  readonly eips?: readonly EipDefinition[];
  readonly languages?: readonly ExpressionLanguage[];
  readonly dataFormats?: readonly DataFormatSpec[];
}

/**
 * The JSON Schema of YAML routes (draft 7, which editors read), made of the specs that also drive the loader: what
 * completes in an editor is what loads.
 */
export function yamlSchema(options: YamlSchemaOptions = {}): JsonSchema {
  const eips = options.eips ?? standardEips;
  const languages = options.languages ?? standardLanguages;
  const dataFormats = options.dataFormats ?? [];
  const definitions: Record<string, JsonSchema> = {
    expression: expressionSchema(languages),
    dataFormat: oneOfKeys(dataFormats.map((format) => [format.name, formatSchema(format)])),
    steps: { type: 'array', items: { $ref: '#/definitions/anyStep' } },
    anyStep: oneOfKeys(
      eips.filter(({ shape }) => shape !== 'clause').map(({ name }) => [name, { $ref: `#/definitions/${name}` }]),
    ),
    route: routeSchema(),
    from: fromSchema(),
    errorHandler: oneOfKeys(
      Object.entries(errorHandlerSpecs).map(([name, specs]) => [name, objectSchema(specs, name)]),
    ),
  };
  for (const eip of eips) definitions[eip.name] = eipSchema(eip, languages, dataFormats);
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Dhow routes in YAML',
    type: 'array',
    items: oneOfKeys(topSchemas()),
    definitions,
  };
}

const text = { type: ['string', 'number', 'boolean'] };
const ref = (name: string): JsonSchema => ({ $ref: `#/definitions/${name}` });

/** A map with exactly one of the keys. */
function oneOfKeys(entries: readonly (readonly [string, JsonSchema])[]): JsonSchema {
  return {
    type: 'object',
    additionalProperties: false,
    minProperties: 1,
    maxProperties: 1,
    properties: Object.fromEntries(entries),
  };
}

function topSchemas(): [string, JsonSchema][] {
  const scopes = ['onException', 'onCompletion', 'intercept', 'interceptFrom', 'interceptSendToEndpoint'];
  const free: JsonSchema = { type: 'object' };
  return [
    ['route', ref('route')],
    ['from', ref('from')],
    ['routeTemplate', free],
    ['templatedRoute', free],
    ['routeConfiguration', free],
    ['rest', objectSchema(restOptions, 'rest')],
    ['restConfiguration', objectSchema(restConfigurationOptions, 'restConfiguration')],
    ['beans', { type: 'array', items: { type: 'object', required: ['name'] } }],
    ['dataFormats', { type: 'array', items: ref('dataFormat') }],
    ['errorHandler', ref('errorHandler')],
    ...scopes.map((name): [string, JsonSchema] => [name, ref(name)]),
  ];
}

function routeSchema(): JsonSchema {
  const own = objectSchema(routeOptions, 'route') as { properties: Record<string, JsonSchema> };
  return {
    ...own,
    required: ['from'],
    properties: { ...own.properties, from: ref('from'), errorHandler: ref('errorHandler') },
  };
}

function fromSchema(): JsonSchema {
  return {
    type: 'object',
    additionalProperties: false,
    required: ['uri', 'steps'],
    properties: {
      uri: { type: 'string', description: 'Where messages come from.' },
      parameters: { type: 'object', description: 'Options of the endpoint.' },
      id: text,
      description: text,
      note: text,
      variableReceive: text,
      steps: ref('steps'),
    },
  };
}

function expressionSchema(languages: readonly ExpressionLanguage[]): JsonSchema {
  const own = languages.map((language): [string, JsonSchema] => [language.name, languageSchema(language)]);
  // The wrapper `expression: { simple: … }` is a form of its own.
  return oneOfKeys([...own, ['expression', ref('expression')]]);
}

function languageSchema({ name, description, options }: ExpressionLanguage): JsonSchema {
  const properties = Object.fromEntries(
    Object.entries(options).map(([key, spec]) => [spec.uri ?? key, valueSchema(spec)]),
  );
  return {
    description,
    anyOf: [
      text,
      {
        type: 'object',
        additionalProperties: false,
        ...(name === 'tokenize' || name === 'method' ? {} : { required: ['expression'] }),
        properties: { expression: text, id: text, ...properties },
      },
    ],
  };
}

function formatSchema({ description, options, name }: DataFormatSpec): JsonSchema {
  return { description, anyOf: [{ type: 'null' }, objectSchema(options, name)] };
}

function eipSchema(
  eip: EipDefinition,
  languages: readonly ExpressionLanguage[],
  dataFormats: readonly DataFormatSpec[],
): JsonSchema {
  const { options, clauses = {}, inlineExpression, shorthand } = eip;
  const plain = Object.entries(options).filter(([key]) => !Object.hasOwn(clauses, key) && key !== inlineExpression);
  const properties: Record<string, JsonSchema> = { id: text, description: text, note: text, disabled: text };
  for (const [key, spec] of plain) properties[spec.uri ?? key] = valueSchema(spec);
  for (const [key, kind] of Object.entries(clauses)) {
    const clause = ref(kind);
    properties[key] = kind === 'when' || kind === 'doCatch' ? { type: 'array', items: clause } : clause;
  }
  if (eip.shape !== 'step') properties['steps'] = ref('steps');
  if (inlineExpression !== undefined) {
    properties['expression'] = ref('expression');
    for (const language of languages) properties[language.name] ??= languageSchema(language);
  }
  const hasFormat = options['dataFormat']?.type === 'dataFormat';
  if (hasFormat) for (const format of dataFormats) properties[format.name] ??= formatSchema(format);
  const required = plain
    .filter(([, spec]) => spec.required === true && spec.type !== 'dataFormat' && spec.type !== 'steps')
    .map(([key, spec]) => spec.uri ?? key);
  const object: JsonSchema = {
    type: 'object',
    additionalProperties: false,
    properties,
    ...(required.length > 0 ? { required } : {}),
  };
  const shapes: JsonSchema[] = [object];
  if (shorthand !== undefined) shapes.unshift(text);
  else if (required.length === 0 && inlineExpression === undefined && !hasFormat) shapes.push({ type: 'null' });
  return shapes.length === 1
    ? { description: eip.description, ...object }
    : { description: eip.description, anyOf: shapes };
}

function objectSchema(specs: OptionSpecs, title: string): JsonSchema {
  const properties = Object.fromEntries(
    Object.entries(specs).map(([key, spec]) => [spec.uri ?? key, valueSchema(spec)]),
  );
  const required = Object.entries(specs)
    .filter(([, spec]) => spec.required === true)
    .map(([key, spec]) => spec.uri ?? key);
  return {
    type: 'object',
    title,
    additionalProperties: false,
    properties,
    ...(required.length > 0 ? { required } : {}),
  };
}

/** Placeholders may stand for any single value, so texts are allowed beside the type. */
function valueSchema(spec: OptionSpec): JsonSchema {
  const notes = { description: spec.description, ...(spec.default === undefined ? {} : { default: spec.default }) };
  switch (spec.type) {
    case 'boolean':
      return { ...notes, type: ['boolean', 'string'] };
    case 'integer':
    case 'number':
    case 'duration':
      return { ...notes, type: ['number', 'string'] };
    case 'enum':
      return { ...notes, anyOf: [{ enum: spec.values }, { type: 'string', pattern: '\\{\\{' }] };
    case 'list':
      return {
        ...notes,
        anyOf: [{ type: 'array', ...(spec.items ? { items: valueSchema(spec.items) } : {}) }, { type: 'string' }],
      };
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
  if (fields['expression']?.type !== 'expression') return objectSchema(fields, '');
  const { expression: _, ...others } = fields;
  const own = objectSchema(others, '') as { properties: Record<string, JsonSchema> };
  return { ...own, additionalProperties: true };
}
