import type { FieldNode } from '../fields/field-parser.ts';
import type { Projector } from '../fields/projector.ts';
import type { Property, Schema } from '../schema/schema-catalog.ts';
import { jsonName } from '../schema/schema-catalog.ts';
import type { ServerContext } from '../server/server-context.ts';
import type { Json, JsonObject } from '../state/json.ts';
import { isObject, textAt } from '../state/json.ts';
import type { MetadataObject } from './metadata-store.ts';

/** Shows objects the gist way: references as ids, lists as sizes, and links to what is left out. */
export class GistView {
  readonly #context: ServerContext;
  readonly #schema: Schema;
  readonly #projector: Projector;
  /** One object shows the ids of its lists, a list of objects their sizes. */
  readonly #single: boolean;

  constructor(context: ServerContext, schema: Schema, projector: Projector, single: boolean) {
    this.#context = context;
    this.#schema = schema;
    this.#projector = projector;
    this.#single = single;
  }

  object(object: MetadataObject, nodes: readonly FieldNode[]): JsonObject {
    const result: JsonObject = {};
    const links: JsonObject = {};
    for (const node of this.#expand(nodes)) {
      const property = this.#context.schemas.properties(this.#schema).get(node.name);
      if (!property) continue;
      const raw = this.#projector.rawValue(this.#schema, object, property);
      const value = this.#value(property, raw, node);
      if (value === undefined) continue;
      const rename = node.transforms.find((t) => t.name === 'rename')?.args[0];
      result[rename ?? node.name] = value;
      const link = this.#link(object, property, raw, node);
      if (link !== undefined) links[node.name] = link;
    }
    const keys = Object.keys(links).toSorted();
    if (keys.length > 0) result['apiEndpoints'] = Object.fromEntries(keys.map((key) => [key, links[key]!]));
    return result;
  }

  #expand(nodes: readonly FieldNode[]): FieldNode[] {
    const excluded = new Set(nodes.filter((n) => n.exclude).map((n) => n.name));
    const expanded: FieldNode[] = [];
    for (const node of nodes) {
      if (node.exclude) continue;
      if (!node.preset) expanded.push(node);
      else {
        for (const property of this.#schema.properties) {
          if (!this.#isDefault(property)) continue;
          expanded.push({ ...node, preset: false, name: jsonName(property) });
        }
      }
    }
    return expanded.filter((n) => !excluded.has(n.name));
  }

  #isDefault(property: Property): boolean {
    if (property.gistPreferences.included === 'FALSE' || !property.persisted || !property.readable) return false;
    const name = jsonName(property);
    if (name === 'attributeValues') return this.#single;
    if (name === 'translations' || name === 'createdBy' || name === 'user' || property.propertyType === 'COMPLEX')
      return false;
    if (property.collection)
      return property.identifiableObject
        ? !property.embeddedObject && (!this.#single || this.#isSmall(property))
        : property.simple;
    return true;
  }

  /** Lists that one object shows: those that the class itself holds, and an org unit's children. */
  #isSmall(property: Property): boolean {
    return jsonName(property) === 'children' || property.gistPreferences.transformation === 'IDS';
  }

  #value(property: Property, raw: Json | undefined, node: FieldNode): Json | undefined {
    const transform = node.transforms.find((t) => t.name !== 'rename')?.name;
    if (jsonName(property) === 'attributeValues') return {};
    if (property.collection) {
      const items = Array.isArray(raw) ? raw : [];
      if (transform === 'size') return items.length;
      if (transform === 'isEmpty') return items.length === 0;
      if (transform === 'isNotEmpty') return items.length > 0;
      const ids = items.map((item) => (isObject(item) ? (item['id'] ?? null) : item));
      if (transform === 'ids' || this.#single) return ids;
      return node.children ? this.#nestedList(property, items, node.children) : items.length;
    }
    if (raw === undefined || raw === null) return undefined;
    if (!isObject(raw)) return raw;
    if (node.children)
      return Object.fromEntries(
        node.children.filter((c) => raw[c.name] !== undefined).map((c) => [c.name, raw[c.name]!]),
      );
    return property.identifiableObject ? (raw['id'] ?? undefined) : raw;
  }

  #nestedList(property: Property, items: readonly Json[], children: readonly FieldNode[]): Json {
    const schema = this.#context.schemas.byKlass(property.itemKlass);
    if (!schema) return [...items];
    return items.filter(isObject).map((item) => {
      const stored = this.#context.metadata.get(schema.plural, textAt(item, 'id'));
      return this.#projector.project(schema, stored ?? item, children);
    });
  }

  #link(object: MetadataObject, property: Property, raw: Json | undefined, node: FieldNode): string | undefined {
    if (property.collection) {
      const shownWhole = node.transforms.some((t) => t.name === 'size') || this.#single;
      return shownWhole && property.identifiableObject
        ? `/api${this.#schema.relativeApiEndpoint}/${object.id}/${jsonName(property)}/gist`
        : undefined;
    }
    if (!property.identifiableObject || !isObject(raw) || node.children) return undefined;
    const endpoint = this.#context.schemas.byKlass(property.klass)?.relativeApiEndpoint;
    return endpoint === undefined ? undefined : `/api${endpoint}/${textAt(raw, 'id')}/gist`;
  }
}
