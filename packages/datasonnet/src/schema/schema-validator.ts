import type { Value } from '../runtime/value.ts';
import { ExactNumber } from '../runtime/value.ts';
import { Regex } from '../regex/regex.ts';

/** Something in a value that its schema does not allow. Says what is expected, never what the value is. */
export interface SchemaProblem {
  /** Of the place, such as `/events/0/orgUnit`. */
  readonly pointer: string;
  readonly message: string;
}

type Json = Value | undefined;
type Schema = Readonly<Record<string, unknown>>;

const problemsKept = 100;

/** Validates plain data against a JSON Schema, draft 2020-12 without `unevaluated…`, `format` and remote references. */
export class SchemaValidator {
  readonly #root: unknown;
  readonly #patterns = new Map<string, Regex>();

  constructor(schema: unknown) {
    this.#root = schema;
  }

  check(value: Value): readonly SchemaProblem[] {
    const problems: SchemaProblem[] = [];
    this.#validate(this.#root, value, '', problems, 0);
    return problems;
  }

  #fits(schema: unknown, value: Json, depth: number): boolean {
    const problems: SchemaProblem[] = [];
    this.#validate(schema, value, '', problems, depth + 1);
    return problems.length === 0;
  }

  #validate(schema: unknown, value: Json, pointer: string, problems: SchemaProblem[], depth: number): void {
    if (problems.length >= problemsKept || depth > 200) return;
    const report = (message: string) => problems.push({ pointer, message });
    if (schema === true || schema === undefined) return;
    if (schema === false) {
      report('is not allowed');
      return;
    }
    if (typeof schema !== 'object' || schema === null) return;
    const rules = schema as Schema;
    if (typeof rules['$ref'] === 'string')
      this.#validate(this.#resolve(rules['$ref']), value, pointer, problems, depth + 1);
    checkType(rules, value, report);
    if ('const' in rules && !same(rules['const'], value)) report(`must be ${JSON.stringify(rules['const'])}`);
    const allowed = rules['enum'];
    if (Array.isArray(allowed) && !allowed.some((each) => same(each, value))) {
      report(`must be one of ${allowed.map((each) => JSON.stringify(each)).join(', ')}`);
    }
    if (typeof value === 'string') this.#text(rules, value, report);
    else if (typeof value === 'number') checkNumber(rules, value, report);
    else if (Array.isArray(value)) this.#array(rules, value as readonly Json[], pointer, problems, depth);
    else if (isRecord(value)) this.#object(rules, value, pointer, problems, depth);
    this.#combined(rules, value, pointer, problems, depth);
  }

  #combined(rules: Schema, value: Json, pointer: string, problems: SchemaProblem[], depth: number): void {
    const list = (name: string) => (Array.isArray(rules[name]) ? (rules[name] as unknown[]) : undefined);
    for (const each of list('allOf') ?? []) this.#validate(each, value, pointer, problems, depth + 1);
    const any = list('anyOf');
    if (any && !any.some((each) => this.#fits(each, value, depth)))
      problems.push({ pointer, message: 'fits none of the alternatives' });
    const one = list('oneOf');
    if (one && one.filter((each) => this.#fits(each, value, depth)).length !== 1) {
      problems.push({ pointer, message: 'must fit exactly one of the alternatives' });
    }
    if ('not' in rules && this.#fits(rules['not'], value, depth))
      problems.push({ pointer, message: 'fits what is excluded' });
    if ('if' in rules) {
      const branch = this.#fits(rules['if'], value, depth) ? rules['then'] : rules['else'];
      this.#validate(branch, value, pointer, problems, depth + 1);
    }
  }

  #text(rules: Schema, value: string, report: (message: string) => void): void {
    const { minLength, maxLength, pattern } = rules;
    if (typeof minLength === 'number' && value.length < minLength) report(`must have at least ${minLength} characters`);
    if (typeof maxLength === 'number' && value.length > maxLength) report(`must have at most ${maxLength} characters`);
    if (typeof pattern === 'string' && !this.#pattern(pattern).test(value)) report(`must match ${pattern}`);
  }

  #pattern(source: string): Regex {
    let regex = this.#patterns.get(source);
    if (!regex) this.#patterns.set(source, (regex = new Regex(source, 'java')));
    return regex;
  }

  #array(rules: Schema, value: readonly Json[], pointer: string, problems: SchemaProblem[], depth: number): void {
    const { minItems, maxItems, uniqueItems, items, prefixItems, contains } = rules;
    const report = (message: string) => problems.push({ pointer, message });
    if (typeof minItems === 'number' && value.length < minItems) report(`must have at least ${minItems} elements`);
    if (typeof maxItems === 'number' && value.length > maxItems) report(`must have at most ${maxItems} elements`);
    if (uniqueItems === true && new Set(value.map((each) => JSON.stringify(each))).size < value.length) {
      report('must not have equal elements');
    }
    const prefix = Array.isArray(prefixItems) ? (prefixItems as unknown[]) : [];
    value.forEach((each, at) => {
      const schema = at < prefix.length ? prefix[at] : items;
      this.#validate(schema, each, `${pointer}/${at}`, problems, depth + 1);
    });
    if (contains !== undefined && !value.some((each) => this.#fits(contains, each, depth))) {
      report('lacks an element that it must have');
    }
  }

  #object(
    rules: Schema,
    value: Readonly<Record<string, Json>>,
    pointer: string,
    problems: SchemaProblem[],
    depth: number,
  ): void {
    const names = Object.keys(value);
    const report = (message: string) => problems.push({ pointer, message });
    const {
      required,
      properties,
      patternProperties,
      additionalProperties,
      minProperties,
      maxProperties,
      propertyNames,
    } = rules;
    if (Array.isArray(required)) {
      for (const name of required as string[]) if (!Object.hasOwn(value, name)) report(`needs the field ${name}`);
    }
    if (typeof minProperties === 'number' && names.length < minProperties)
      report(`must have at least ${minProperties} fields`);
    if (typeof maxProperties === 'number' && names.length > maxProperties)
      report(`must have at most ${maxProperties} fields`);
    const known = (isRecord(properties) ? properties : {}) as Schema;
    const patterns = Object.entries((isRecord(patternProperties) ? patternProperties : {}) as Schema);
    for (const name of names) {
      const place = `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
      if (propertyNames !== undefined && !this.#fits(propertyNames, name, depth))
        report(`has a field ${name}, whose name is not allowed`);
      const matching = patterns.filter(([pattern]) => this.#pattern(pattern).test(name));
      if (Object.hasOwn(known, name)) this.#validate(known[name], value[name], place, problems, depth + 1);
      for (const [, schema] of matching) this.#validate(schema, value[name], place, problems, depth + 1);
      if (!Object.hasOwn(known, name) && matching.length === 0) {
        this.#validate(additionalProperties, value[name], place, problems, depth + 1);
      }
    }
  }

  #resolve(reference: string): unknown {
    if (!reference.startsWith('#')) return false;
    let target = this.#root;
    for (const part of reference.split('/').slice(1)) {
      const name = decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~');
      target = typeof target === 'object' && target !== null ? (target as Record<string, unknown>)[name] : undefined;
    }
    return target;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, Json>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof ExactNumber);
}

function typeNames(value: Json): readonly string[] {
  if (value === null) return ['null'];
  if (Array.isArray(value)) return ['array'];
  if (value instanceof ExactNumber) return /^-?\d+$/.test(value.text) ? ['number', 'integer'] : ['number'];
  if (typeof value === 'number') return Number.isInteger(value) ? ['number', 'integer'] : ['number'];
  return [typeof value];
}

function checkType(rules: Schema, value: Json, report: (message: string) => void): void {
  const { type } = rules;
  if (type === undefined) return;
  const allowed = (Array.isArray(type) ? type : [type]) as readonly string[];
  const names = typeNames(value);
  if (!allowed.some((each) => names.includes(each))) report(`must be ${allowed.join(' or ')}, found ${names[0]}`);
}

function checkNumber(rules: Schema, value: number, report: (message: string) => void): void {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = rules;
  if (typeof minimum === 'number' && value < minimum) report(`must be at least ${minimum}`);
  if (typeof maximum === 'number' && value > maximum) report(`must be at most ${maximum}`);
  if (typeof exclusiveMinimum === 'number' && value <= exclusiveMinimum)
    report(`must be more than ${exclusiveMinimum}`);
  if (typeof exclusiveMaximum === 'number' && value >= exclusiveMaximum)
    report(`must be less than ${exclusiveMaximum}`);
  if (typeof multipleOf === 'number' && !Number.isInteger(value / multipleOf))
    report(`must be a multiple of ${multipleOf}`);
}

function same(left: unknown, right: Json): boolean {
  return left === right || JSON.stringify(left) === JSON.stringify(right);
}
