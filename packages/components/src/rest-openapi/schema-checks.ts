import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import formatsPlugin from 'ajv-formats';
import { ComponentError } from '../component-error.ts';
import type { ContractDocument } from './contract-document.ts';

/** Where in a value something else was expected. */
export interface SchemaProblem {
  readonly pointer: string;
  readonly expected: string;
}

/** Answers what is wrong with a value; `value` may be changed when types are coerced. */
export type SchemaCheck = (value: unknown) => { readonly value: unknown; readonly problems: readonly SchemaProblem[] };

const root = 'document';
/** As many as people read. */
const mostProblems = 20;

/** The schemas of a document as functions. */
export class SchemaChecks {
  readonly #bodies: Ajv2020;
  readonly #texts: Ajv2020;
  readonly #file: string;

  constructor(document: ContractDocument) {
    const schemas = document.root.openapi.startsWith('3.0') ? asDraft2020(document.root) : document.root;
    this.#bodies = ajvFor(schemas as object, false);
    this.#texts = ajvFor(schemas as object, true);
    this.#file = document.file;
  }

  /** For JSON values. `ignored` are properties that need not come: `readOnly` in requests, `writeOnly` in answers. */
  body(pointer: string, ignored: 'readOnly' | 'writeOnly'): SchemaCheck {
    const validate = this.#compile(this.#bodies, { $ref: `${root}#${encodeURI(pointer)}` }, pointer);
    return (value) => ({ value, problems: validate(value) ? [] : problemsOf(validate.errors, '', ignored) });
  }

  /** For texts of parameters, which become numbers, booleans and lists as the schema has it. */
  text(pointer: string): SchemaCheck {
    const schema = { type: 'object', properties: { value: { $ref: `${root}#${encodeURI(pointer)}` } } };
    const validate = this.#compile(this.#texts, schema, pointer);
    return (value) => {
      const holder = { value };
      const problems = validate(holder) ? [] : problemsOf(validate.errors, '/value', 'readOnly');
      return { value: holder.value, problems };
    };
  }

  #compile(ajv: Ajv2020, schema: object, pointer: string): ValidateFunction {
    try {
      return ajv.compile(schema);
    } catch (cause) {
      const reason = `the schema at ${pointer} is not usable: ${cause instanceof Error ? cause.message : String(cause)}`;
      throw new ComponentError('OPENAPI_UNREADABLE', { file: this.#file, reason }, cause);
    }
  }
}

function ajvFor(document: object, coerces: boolean): Ajv2020 {
  const ajv = new Ajv2020({
    strict: false,
    allErrors: true,
    verbose: true,
    logger: false,
    validateSchema: false,
    ...(coerces ? { coerceTypes: 'array' as const } : {}),
  });
  formatsPlugin.default(ajv);
  return ajv.addSchema(document, root);
}

function problemsOf(
  errors: readonly ErrorObject[] | null | undefined,
  prefix: string,
  ignored: 'readOnly' | 'writeOnly',
): readonly SchemaProblem[] {
  const problems: SchemaProblem[] = [];
  for (const error of errors ?? []) {
    if (error.keyword === 'required' && isIgnored(error, ignored)) continue;
    const problem = { pointer: error.instancePath.slice(prefix.length), expected: expectationOf(error) };
    if (!problems.some((each) => each.pointer === problem.pointer && each.expected === problem.expected))
      problems.push(problem);
    if (problems.length === mostProblems) break;
  }
  return problems;
}

function isIgnored({ params, parentSchema }: ErrorObject, ignored: 'readOnly' | 'writeOnly'): boolean {
  const { missingProperty } = params as { missingProperty?: string };
  const { properties } = (parentSchema ?? {}) as {
    properties?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  };
  return properties?.[missingProperty ?? '']?.[ignored] === true;
}

/** In words of the schema alone: nothing of the value. */
function expectationOf({ keyword, params, message = 'something else' }: ErrorObject): string {
  const told = params as Readonly<Record<string, unknown>>;
  switch (keyword) {
    case 'enum':
      return `one of ${(told['allowedValues'] as readonly unknown[]).map(String).join(', ')}`;
    case 'const':
      return String(told['allowedValue']);
    case 'required':
      return `a property "${String(told['missingProperty'])}"`;
    case 'additionalProperties':
    case 'unevaluatedProperties':
      return 'no properties beside those of the schema';
    case 'type':
      return [told['type']].flat().join(' or ');
    default:
      return message.replace(/^must (be )?/, '');
  }
}

/** Schemas of OpenAPI 3.0 as those of JSON Schema 2020-12, wherever they stand. */
function asDraft2020(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asDraft2020);
  if (typeof value !== 'object' || value === null) return value;
  // Beside a reference nothing counts in 3.0.
  if ('$ref' in value && typeof value.$ref === 'string') return { $ref: value.$ref };
  const copy: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(value)) copy[key] = asDraft2020(inner);
  if (copy['nullable'] === true && typeof copy['type'] === 'string') {
    copy['type'] = [copy['type'], 'null'];
    if (Array.isArray(copy['enum']) && !copy['enum'].includes(null))
      copy['enum'] = [...(copy['enum'] as unknown[]), null];
  }
  for (const [flag, bound] of [
    ['exclusiveMinimum', 'minimum'],
    ['exclusiveMaximum', 'maximum'],
  ] as const) {
    if (typeof copy[flag] !== 'boolean') continue;
    if (copy[flag] && typeof copy[bound] === 'number') {
      copy[flag] = copy[bound];
      delete copy[bound];
    } else delete copy[flag];
  }
  return copy;
}
