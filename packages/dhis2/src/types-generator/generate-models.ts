import { propertyKey, propertyType, type ConstantName } from './property-type.ts';
import { typeName, type Schema, type SchemaProperty, type Schemas } from './schema.ts';

export interface GenerateModelsOptions {
  /** The version that the schemas are from, for the head of the file. */
  readonly version: string;
  /** Name of the interface that maps each resource to its model (default `Models`). */
  readonly modelsName?: string;
}

/** Properties that every answer has, though the schema does not say "required". */
const alwaysThere = new Set(['id', 'created', 'lastUpdated']);

/**
 * TypeScript models out of `/api/schemas`: an interface for each type, unions for constants, and one interface that maps
 * resource names (`dataElements`) to models. The text is deterministic, so that a second run shows no difference.
 */
export function generateModels(schemas: Schemas, options: GenerateModelsOptions): string {
  const sorted = [...schemas.schemas].sort((a, b) => compare(typeName(a.klass), typeName(b.klass)));
  const taken = new Set(sorted.map(({ klass }) => typeName(klass)));
  const unions = constantUnions(sorted, taken);
  const known = new Set(sorted.map(({ klass }) => klass));
  const constants: ConstantName = (property) => unions.names.get(keyOf(property.constants));
  const resources = sorted.filter(({ relativeApiEndpoint }) => relativeApiEndpoint !== undefined);
  return [
    `// Generated from /api/schemas of DHIS2 ${options.version}. Do not edit.`,
    '',
    fixedTypes,
    ...[...unions.texts].sort(),
    '',
    ...sorted.map((schema) => modelText(schema, known, constants)),
    `/** Resource names and their models. */\nexport interface ${options.modelsName ?? 'Models'} {`,
    ...resources.map(({ plural, klass }) => `  ${plural}: ${typeName(klass)};`).sort(),
    '}',
    '',
  ].join('\n');
}

const fixedTypes = `/** A part of the answer that the server's schemas do not describe. */
export type Json = Record<string, unknown>;

/** An object of which only the identifier is certain. */
export interface Reference {
  id: string;
  name?: string;
  code?: string;
  displayName?: string;
}

export interface AttributeValue {
  attribute: { id: string };
  value: string;
}

export interface Translation {
  property: string;
  locale: string;
  value: string;
}

export interface Geometry {
  type: string;
  coordinates: unknown[];
}
`;

function modelText(schema: Schema, known: ReadonlySet<string>, constants: ConstantName): string {
  const lines = new Map<string, string>();
  const named = schema.properties.some(({ name, required }) => name === 'name' && required);
  for (const property of schema.properties) {
    const key = propertyKey(property);
    const there =
      property.required || (schema.identifiableObject && (alwaysThere.has(key) || (named && key === 'displayName')));
    const name = /^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key);
    lines.set(key, `  ${name}${there ? '' : '?'}: ${propertyType(property, known, constants)};`);
  }
  const body = [...lines].sort(([a], [b]) => compare(a, b)).map(([, line]) => line);
  return [`export interface ${typeName(schema.klass)} {`, ...body, '}', ''].join('\n');
}

interface ConstantUnions {
  readonly names: ReadonlyMap<string, string>;
  readonly texts: readonly string[];
}

/** One named union for each set of constants; sets of one class that differ get a number. */
function constantUnions(schemas: readonly Schema[], taken: Set<string>): ConstantUnions {
  const names = new Map<string, string>();
  const texts: string[] = [];
  const properties = schemas.flatMap((schema) => schema.properties.map((property) => ({ schema, property })));
  const sorted = properties.sort((a, b) => compare(a.schema.klass + a.property.name, b.schema.klass + b.property.name));
  for (const { property } of sorted) {
    const key = keyOf(property.constants);
    if (!property.constants?.length || names.has(key)) continue;
    const base = typeName((isConstantItem(property) ? property.itemKlass : undefined) ?? property.klass);
    let name = base;
    for (let next = 2; taken.has(name); next++) name = `${base}${next}`;
    taken.add(name);
    names.set(key, name);
    texts.push(
      `export type ${name} = ${[...property.constants]
        .sort()
        .map((c) => `'${c}'`)
        .join(' | ')};`,
    );
  }
  return { names, texts };
}

function isConstantItem(property: SchemaProperty): boolean {
  return property.propertyType === 'COLLECTION';
}

function keyOf(constants: readonly string[] | undefined): string {
  return [...(constants ?? [])].sort().join('|');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
