import { badRequest } from '../http/web-error.ts';
import type { Property, Schema } from '../schema/schema-catalog.ts';
import type { Projector } from '../fields/projector.ts';
import type { Json } from '../state/json.ts';
import { isObject, objectsAt, asText } from '../state/json.ts';
import type { MetadataObject, MetadataStore } from './metadata-store.ts';

export type Predicate = (object: MetadataObject) => boolean;

type Operator = (value: Json, wanted: string, list: readonly string[]) => boolean;

const lower = (value: Json): string => textOf(value).toLowerCase();

const operators: Readonly<Record<string, Operator>> = {
  eq: (v, w) => equal(v, w),
  ieq: (v, w) => lower(v) === w.toLowerCase(),
  neq: (v, w) => !equal(v, w),
  gt: (v, w) => compare(v, w) > 0,
  ge: (v, w) => compare(v, w) >= 0,
  lt: (v, w) => compare(v, w) < 0,
  le: (v, w) => compare(v, w) <= 0,
  like: (v, w) => textOf(v).includes(w),
  '!like': (v, w) => !textOf(v).includes(w),
  $like: (v, w) => textOf(v).startsWith(w),
  '!$like': (v, w) => !textOf(v).startsWith(w),
  like$: (v, w) => textOf(v).endsWith(w),
  '!like$': (v, w) => !textOf(v).endsWith(w),
  ilike: (v, w) => lower(v).includes(w.toLowerCase()),
  '!ilike': (v, w) => !lower(v).includes(w.toLowerCase()),
  $ilike: (v, w) => lower(v).startsWith(w.toLowerCase()),
  '!$ilike': (v, w) => !lower(v).startsWith(w.toLowerCase()),
  ilike$: (v, w) => lower(v).endsWith(w.toLowerCase()),
  '!ilike$': (v, w) => !lower(v).endsWith(w.toLowerCase()),
  in: (v, _w, list) => list.includes(textOf(v)),
  '!in': (v, _w, list) => !list.includes(textOf(v)),
  token: (v, w) => tokens(w).every((token) => lower(v).includes(token)),
  '!token': (v, w) => !tokens(w).every((token) => lower(v).includes(token)),
};
const aliases: Readonly<Record<string, string>> = {
  '!eq': 'neq',
  ne: 'neq',
  gte: 'ge',
  lte: 'le',
  startsWith: '$ilike',
  '!startsWith': '!$ilike',
  endsWith: 'ilike$',
  '!endsWith': '!ilike$',
};
const valueless = new Set(['null', '!null', 'empty', '!empty']);

/** Compiles one `filter` parameter (`property:operator[:value]`) for a class. */
export function compileFilter(metadata: MetadataStore, projector: Projector, schema: Schema, text: string): Predicate {
  const [path = '', ...rest] = splitAtColons(text);
  const named = rest[0] ?? '';
  const operator = aliases[named] ?? named;
  if (rest.length === 0 || (rest.length === 1 && !valueless.has(operator))) {
    throw badRequest(`Invalid filter: ${text}`, 'E1003');
  }
  const wanted = rest.slice(1).join(':');
  if (path === 'identifiable' && !metadata.schemas.properties(schema).has('identifiable')) {
    const run = operatorOf(operator, named);
    return (object) =>
      [object.id, object['code'], object['name']].some((v) => typeof v === 'string' && run(v, wanted, listOf(wanted)));
  }
  const steps = path.split('.');
  const property = resolve(metadata, schema, steps);
  if (valueless.has(operator))
    return (object) => holdsNothing(values(metadata, projector, schema, object, steps), operator);
  const run = operatorOf(operator, named);
  if (property) checkConstant(property, operator, wanted);
  const list = listOf(wanted);
  const negative = operator.startsWith('!') || operator === 'neq';
  return (object) => {
    const found = values(metadata, projector, schema, object, steps);
    if (found.length === 0) return false;
    return negative ? found.every((v) => run(v, wanted, list)) : found.some((v) => run(v, wanted, list));
  };
}

function operatorOf(operator: string, named: string): Operator {
  const run = operators[operator];
  if (!run) throw badRequest(`\`${named}\` is not a valid operator.`, 'E1003');
  return run;
}

function splitAtColons(text: string): string[] {
  const first = text.indexOf(':');
  if (first < 0) return [text];
  const second = text.indexOf(':', first + 1);
  if (second < 0) return [text.slice(0, first), text.slice(first + 1)];
  return [text.slice(0, first), text.slice(first + 1, second), text.slice(second + 1)];
}

function resolve(metadata: MetadataStore, schema: Schema, steps: readonly string[]): Property | undefined {
  let current: Schema | undefined = schema;
  let property: Property | undefined;
  for (const step of steps) {
    property = current ? metadata.schemas.properties(current).get(step) : undefined;
    if (!property) {
      if (steps.length === 1 && metadata.get('attributes', step)) return undefined;
      throw badRequest(`Unknown path property: ${steps.join('.')}`, 'E1003');
    }
    current = metadata.schemas.byKlass(property.collection ? property.itemKlass : property.klass);
  }
  return property;
}

function checkConstant(property: Property, operator: string, wanted: string): void {
  if (property.propertyType !== 'CONSTANT' || !property.constants || (operator !== 'eq' && operator !== 'neq')) return;
  if (property.constants.includes(wanted)) return;
  throw badRequest(
    `Unable to parse \`${wanted}\` as \`class ${property.klass}\`, available values are: [${property.constants.join(', ')}]`,
    'E1003',
  );
}

function values(
  metadata: MetadataStore,
  projector: Projector,
  schema: Schema,
  object: MetadataObject,
  steps: readonly string[],
): Json[] {
  const [step, ...rest] = steps;
  const property = metadata.schemas.properties(schema).get(step!);
  if (!property) {
    const attribute = objectsAt(object, 'attributeValues').find(
      (a) => isObject(a['attribute']) && a['attribute']['id'] === step,
    );
    return attribute ? [attribute['value'] ?? null] : [];
  }
  const raw = projector.rawValue(schema, object, property);
  if (raw === undefined || raw === null) return [];
  const next = metadata.schemas.byKlass(property.collection ? property.itemKlass : property.klass);
  const items = Array.isArray(raw) ? raw : [raw];
  if (rest.length === 0) return items;
  return items.flatMap((item) => {
    if (!isObject(item)) return [];
    if (!next) return rest.length === 1 && item[rest[0]!] !== undefined ? [item[rest[0]!]!] : [];
    const stored = typeof item['id'] === 'string' ? metadata.get(next.plural, item['id']) : undefined;
    return values(metadata, projector, next, stored ?? (item as MetadataObject), rest);
  });
}

function holdsNothing(found: readonly Json[], operator: string): boolean {
  const nothing = found.length === 0;
  return operator.startsWith('!') ? !nothing : nothing;
}

function listOf(wanted: string): string[] {
  return wanted
    .replace(/^\[/, '')
    .replace(/\]$/, '')
    .split(',')
    .map((item) => item.trim());
}

function tokens(wanted: string): string[] {
  return wanted
    .toLowerCase()
    .split(/[^\p{L}\p{N}_]+/u)
    .filter((token) => token !== '');
}

function textOf(value: Json): string {
  if (isObject(value)) return asText(value['id'] ?? '');
  return asText(value);
}

function equal(value: Json, wanted: string): boolean {
  if (typeof value === 'number') return value === Number(wanted);
  return textOf(value) === wanted;
}

function compare(value: Json, wanted: string): number {
  if (typeof value === 'number') return value - Number(wanted);
  if (Array.isArray(value)) return value.length - Number(wanted);
  const a = textOf(value);
  return a < wanted ? -1 : a > wanted ? 1 : 0;
}
