import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { VersionProfile } from '../version/profile.ts';

/** One property of a metadata class, as `/api/schemas` describes it. */
export interface Property {
  readonly name: string;
  readonly fieldName?: string;
  readonly collectionName?: string;
  readonly klass: string;
  readonly itemKlass?: string;
  readonly propertyType: string;
  readonly itemPropertyType?: string;
  readonly persisted: boolean;
  readonly owner: boolean;
  readonly simple: boolean;
  readonly collection: boolean;
  readonly ordered: boolean;
  readonly identifiableObject: boolean;
  readonly embeddedObject: boolean;
  readonly analyticalObject: boolean;
  readonly readable: boolean;
  readonly writable: boolean;
  readonly unique: boolean;
  readonly required: boolean;
  readonly manyToMany: boolean;
  readonly oneToMany: boolean;
  readonly translatable: boolean;
  readonly translationKey?: string;
  readonly length?: number;
  readonly min?: number;
  readonly max?: number;
  readonly owningRole?: string;
  readonly inverseRole?: string;
  readonly constants?: readonly string[];
  readonly relativeApiEndpoint?: string;
  readonly gistPreferences: { readonly included: string; readonly transformation: string };
}

/** A metadata class, as `/api/schemas` describes it. */
export interface Schema {
  readonly klass: string;
  readonly name: string;
  readonly singular: string;
  readonly plural: string;
  readonly displayName: string;
  readonly collectionName?: string;
  readonly metadata: boolean;
  readonly secondaryMetadata: boolean;
  readonly identifiableObject: boolean;
  readonly nameableObject: boolean;
  readonly embeddedObject: boolean;
  readonly shareable: boolean;
  readonly dataShareable: boolean;
  readonly translatable: boolean;
  readonly relativeApiEndpoint?: string;
  readonly apiEndpoint?: string;
  readonly persisted: boolean;
  readonly order: number;
  readonly authorities?: readonly { readonly type: string; readonly authorities: readonly string[] }[];
  readonly properties: readonly Property[];
}

/** The name under which JSON carries a property: the collection's name for a list, else its own. */
export function jsonName(property: Property): string {
  return property.collection ? (property.collectionName ?? property.name) : property.name;
}

/** The last part of a Java class name: `DataElement`. */
export function shortName(klass: string): string {
  return klass.slice(klass.lastIndexOf('.') + 1).replace(/^.*\$/, '');
}

/** All classes of one version, from the recorded `/api/schemas` that ship with the package. */
export class SchemaCatalog {
  readonly all: readonly Schema[];
  /** The document itself, as the server gives it. */
  readonly documentText: string;
  readonly #byKlass = new Map<string, Schema>();
  readonly #byPlural = new Map<string, Schema>();
  readonly #bySingular = new Map<string, Schema>();
  readonly #properties = new Map<string, ReadonlyMap<string, Property>>();

  constructor(profile: VersionProfile) {
    this.documentText = readData(profile, 'schemas.json.gz');
    this.all = (JSON.parse(this.documentText) as { schemas: Schema[] }).schemas;
    for (const schema of this.all) {
      if (!this.#byKlass.has(schema.klass)) this.#byKlass.set(schema.klass, schema);
      this.#byPlural.set(schema.plural, schema);
      if (!this.#bySingular.has(schema.singular)) this.#bySingular.set(schema.singular, schema);
    }
  }

  byKlass(klass: string | undefined): Schema | undefined {
    return klass === undefined ? undefined : this.#byKlass.get(klass);
  }

  byPlural(plural: string): Schema | undefined {
    return this.#byPlural.get(plural);
  }

  bySingular(singular: string): Schema | undefined {
    return this.#bySingular.get(singular);
  }

  /** The properties of a class by the name that JSON uses. */
  properties(schema: Schema): ReadonlyMap<string, Property> {
    let properties = this.#properties.get(schema.klass);
    if (!properties) {
      properties = new Map(schema.properties.map((p) => [jsonName(p), p]));
      this.#properties.set(schema.klass, properties);
    }
    return properties;
  }

  /** The classes that have tables: metadata, and what else has an API of the same kind. */
  get metadataSchemas(): readonly Schema[] {
    return this.all.filter((s) => s.metadata && s.relativeApiEndpoint !== undefined);
  }
}

/** Reads a compressed document that ships with the package. */
export function readData(profile: VersionProfile, file: string): string {
  return gunzipSync(readFileSync(new URL(`../../data/${profile.data}/${file}`, import.meta.url))).toString('utf8');
}
