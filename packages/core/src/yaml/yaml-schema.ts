import type { ComponentSpec } from '../component/component.ts';
import type { DataFormatSpec } from '../component/data-format.ts';
import type { EipDefinition } from '../eip/eip-definition.ts';
import { standardEips } from '../eip/standard-eips.ts';
import { routeOptions, sourceOptions } from '../engine/route-options.ts';
import { errorHandlerSpecs } from '../error-handling/error-handler-specs.ts';
import type { ExpressionLanguage } from '../expression/expression.ts';
import { standardLanguages } from '../language/index.ts';
import { restConfigurationOptions, restOptions } from '../rest/rest-specs.ts';
import { endpointDefinitions } from './schema-endpoints.ts';
import { templateDefinitions } from './schema-templates.ts';
import {
  objectSchema,
  oneOfKeys,
  orNothing,
  orText,
  ref,
  text,
  valueSchema,
  type JsonSchema,
} from './schema-values.ts';

export type { JsonSchema } from './schema-values.ts';

export interface YamlSchemaOptions {
  readonly eips?: readonly EipDefinition[];
  readonly languages?: readonly ExpressionLanguage[];
  readonly dataFormats?: readonly DataFormatSpec[];
  /** Their options complete under `parameters`, by the scheme of the `uri`. */
  readonly components?: readonly ComponentSpec[];
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
    dataFormat: oneOfKeys(formatsOf(dataFormats)),
    steps: { type: 'array', items: ref('anyStep') },
    anyStep: oneOfKeys(eips.filter(({ shape }) => shape !== 'clause').map(({ name }) => [name, ref(name)])),
    route: routeSchema(),
    from: fromSchema(),
    errorHandler: oneOfKeys(
      Object.entries(errorHandlerSpecs).map(([name, specs]) => [name, handlerSchema(name, specs)]),
    ),
    ...Object.fromEntries(languages.map((language) => [`language_${language.name}`, languageSchema(language)])),
    language_language: anyLanguage(languages),
    ...Object.fromEntries(dataFormats.map((format) => [`format_${format.name}`, formatSchema(format)])),
    format_custom: customFormat,
    ...templateDefinitions(),
    ...endpointDefinitions(options.components ?? []),
  };
  for (const eip of eips) definitions[eip.name] = eipSchema(eip, languages, dataFormats);
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Dhow routes in YAML',
    description: 'A list of routes and what belongs to them, as in the YAML DSL of Apache Camel; or a Kamelet or Pipe.',
    type: ['array', 'object'],
    items: oneOfKeys(topSchemas()),
    required: ['apiVersion', 'kind', 'spec'],
    definitions,
  };
}

function topSchemas(): [string, JsonSchema][] {
  const scopes = ['onException', 'onCompletion', 'intercept', 'interceptFrom', 'interceptSendToEndpoint'];
  const own = ['route', 'from', 'routeTemplate', 'templatedRoute', 'routeConfiguration', 'beans', 'errorHandler'];
  return [
    ...[...own, ...scopes].map((name): [string, JsonSchema] => [name, ref(name)]),
    ['rest', objectSchema(restOptions)],
    ['restConfiguration', objectSchema(restConfigurationOptions)],
    ['dataFormats', { type: 'array', items: ref('dataFormat') }],
  ];
}

function handlerSchema(name: string, specs: (typeof errorHandlerSpecs)[keyof typeof errorHandlerSpecs]): JsonSchema {
  const schema = objectSchema(specs);
  return name === 'refErrorHandler' ? orText(schema) : schema;
}

function routeSchema(): JsonSchema {
  const own = objectSchema(routeOptions, { from: ref('from'), errorHandler: ref('errorHandler') });
  return { ...own, required: ['from'] };
}

function fromSchema(): JsonSchema {
  const own = objectSchema(sourceOptions, { id: text, description: text, note: text, steps: ref('steps') });
  return { ...own, required: ['uri', 'steps'], allOf: [ref('endpoint')] };
}

function expressionSchema(languages: readonly ExpressionLanguage[]): JsonSchema {
  // The wrapper `expression: { simple: … }` is a form of its own.
  return oneOfKeys([...languagesOf(languages), ['expression', ref('expression')]]);
}

function languagesOf(languages: readonly ExpressionLanguage[]): [string, JsonSchema][] {
  return [...languages.map(({ name }) => name), 'language'].map((name) => [name, ref(`language_${name}`)]);
}

function anyLanguage(languages: readonly ExpressionLanguage[]): JsonSchema {
  return {
    description: 'An expression in the language that it names.',
    type: 'object',
    required: ['language', 'expression'],
    properties: { language: { enum: languages.map(({ name }) => name) }, expression: text, id: text },
  };
}

/** What every expression may say besides. */
const ofExpressions: Readonly<Record<string, JsonSchema>> = {
  expression: text,
  id: text,
  trim: { type: ['boolean', 'string'], description: 'Whether blanks around the text are dropped.' },
  resultType: { type: 'string', description: 'Type that the result is converted to.' },
};

function languageSchema({ name, description, options }: ExpressionLanguage): JsonSchema {
  const properties = Object.fromEntries(
    Object.entries(options).map(([key, spec]) => [spec.uri ?? key, valueSchema(spec)]),
  );
  return {
    description,
    ...orText({
      additionalProperties: false,
      ...(name === 'tokenize' || name === 'method' ? {} : { required: ['expression'] }),
      properties: { ...ofExpressions, ...properties },
    }),
  };
}

function formatsOf(dataFormats: readonly DataFormatSpec[]): [string, JsonSchema][] {
  return [...dataFormats.map(({ name }) => name), 'custom'].map((name) => [name, ref(`format_${name}`)]);
}

const customFormat: JsonSchema = {
  description: 'A data format by its name: one of dataFormats, or a bean.',
  ...orText({ properties: { ref: text, id: text }, additionalProperties: false }),
};

function formatSchema({ description, options }: DataFormatSpec): JsonSchema {
  const schema = objectSchema(options, { id: text });
  // A text is the name of a declared one.
  return { description, ...schema, type: ['object', 'null', 'string'] };
}

function eipSchema(
  eip: EipDefinition,
  languages: readonly ExpressionLanguage[],
  dataFormats: readonly DataFormatSpec[],
): JsonSchema {
  const { options, clauses = {}, inlineExpression, shorthand, description } = eip;
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
    for (const [name, schema] of languagesOf(languages)) properties[name] ??= schema;
  }
  const hasFormat = options['dataFormat']?.type === 'dataFormat';
  if (hasFormat) for (const [name, schema] of formatsOf(dataFormats)) properties[name] ??= schema;
  const required = plain
    .filter(([, spec]) => spec.required === true && spec.type !== 'dataFormat' && spec.type !== 'steps')
    .map(([key, spec]) => spec.uri ?? key);
  const object: JsonSchema = {
    description,
    type: 'object',
    additionalProperties: false,
    properties,
    ...(required.length > 0 ? { required } : {}),
    ...(options['uri'] && options['parameters'] ? { allOf: [ref('endpoint')] } : {}),
  };
  const mayBeBlank = required.length === 0 && inlineExpression === undefined && !hasFormat;
  if (shorthand === undefined) return mayBeBlank ? orNothing(object) : object;
  return { ...orText(object), type: [...orText(object).type, ...(mayBeBlank ? ['null'] : [])] };
}
