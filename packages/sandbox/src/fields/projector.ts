import { hasSecrets, withoutSecrets } from './secrets.ts';
import type { MetadataObject } from '../metadata/metadata-store.ts';
import type { Property, Schema } from '../schema/schema-catalog.ts';
import { jsonName } from '../schema/schema-catalog.ts';
import type { Json, JsonObject } from '../state/json.ts';
import { isObject, objectsAt, textAt } from '../state/json.ts';
import type { ReadContext } from './derived-properties.ts';
import { derivedValue, userName } from './derived-properties.ts';
import type { FieldNode } from './field-parser.ts';
import { selectFields } from './field-selection.ts';
import { transformField } from './field-transforms.ts';
import { setOrder } from './set-order.ts';

/** Writes metadata objects as a field filter asks; one projector serves a whole list, so that the selection is made once. */
export class Projector {
  readonly #context: ReadContext;
  readonly #selections = new Map<readonly FieldNode[], Map<string, Map<string, FieldNode>>>();

  constructor(context: ReadContext) {
    this.#context = context;
  }

  project(schema: Schema, object: MetadataObject | JsonObject, nodes: readonly FieldNode[]): JsonObject {
    const result: JsonObject = {};
    for (const node of this.#selection(schema, nodes).values()) {
      const value = this.#value(schema, object as MetadataObject, node);
      if (value === undefined || value === null) continue;
      const transformed = transformField(node, value);
      result[transformed.name] = transformed.value;
    }
    return result;
  }

  #selection(schema: Schema, nodes: readonly FieldNode[]): Map<string, FieldNode> {
    let bySchema = this.#selections.get(nodes);
    if (!bySchema) this.#selections.set(nodes, (bySchema = new Map()));
    let selection = bySchema.get(schema.klass);
    if (!selection)
      bySchema.set(schema.klass, (selection = selectFields(this.#context.metadata.schemas, schema, nodes)));
    return selection;
  }

  #value(schema: Schema, object: MetadataObject, node: FieldNode): Json | undefined {
    const property = this.#context.metadata.schemas.properties(schema).get(node.name)!;
    if (schema.singular === 'user' && (property.name === 'password' || property.name === 'secret')) return undefined;
    if (isUserReference(property)) return this.#userReference(object, property, node);
    const raw = this.rawValue(schema, object, property);
    if (raw === undefined || raw === null) return raw;
    if (property.collection) {
      if (!Array.isArray(raw)) return raw;
      if (hasSecrets.has(`${schema.singular}.${node.name}`)) return raw.map((item) => withoutSecrets(item));
      const items = this.#ordered(schema, property, raw);
      return items.map((item) =>
        isObject(item) ? this.#nested(property.itemKlass, item, node.children, property) : item,
      );
    }
    if (!isObject(raw)) return raw;
    if (hasSecrets.has(`${schema.singular}.${node.name}`)) return withoutSecrets(raw);
    if (property.identifiableObject || node.children) return this.#nested(property.klass, raw, node.children, property);
    return this.#embedded(property.klass, raw);
  }

  /** Sets have an order of their own: that of the server's hash tables. */
  #ordered(owner: Schema, property: Property, items: readonly Json[]): readonly Json[] {
    const { metadata, minor } = this.#context;
    const schema = metadata.schemas.byKlass(property.itemKlass);
    if (property.klass !== 'java.util.Set' || !schema || property.embeddedObject || items.length < 2) return items;
    const members = items.map((item) => (isObject(item) ? this.#lookup(schema, textAt(item, 'id') ?? '') : undefined));
    if (members.some((member) => member === undefined)) return items;
    return setOrder(schema, members as MetadataObject[], minor, owner.singular).map(({ id }) => ({ id }));
  }

  /** The value of a property, stored or computed; references as `{"id": …}`. */
  rawValue(schema: Schema, object: MetadataObject, property: Property): Json | undefined {
    const name = jsonName(property);
    const stored = object[name];
    if (stored !== undefined && name !== 'favorites') return stored;
    if (
      alwaysListed.has(name) &&
      (property.owner || schema.singular === 'user') &&
      schema.identifiableObject &&
      !schema.embeddedObject
    )
      return [];
    const derived = derivedValue(this.#context, schema, object, name);
    if (derived !== undefined) return derived;
    if (!property.collection) {
      return name === 'name' && schema.singular === 'user' ? userName(object) : undefined;
    }
    if (property.owner && property.persisted) return property.persisted ? [] : undefined;
    if (!property.persisted && !property.identifiableObject) return undefined;
    return this.#inverse(schema, object, property);
  }

  #inverse(schema: Schema, object: MetadataObject, property: Property): Json | undefined {
    const { metadata } = this.#context;
    if (typeof object.id !== 'string') return undefined;
    if (schema.singular === 'dataElement' && jsonName(property) === 'dataSetElements') {
      const elements: Json[] = [];
      for (const set of metadata.all('dataSets')) {
        elements.push(
          ...objectsAt(set, 'dataSetElements').filter(
            (e) => isObject(e['dataElement']) && e['dataElement']['id'] === object.id,
          ),
        );
      }
      return elements;
    }
    if (!property.persisted) return undefined;
    return metadata.inverse(schema, property, object.id).map((id) => ({ id }));
  }

  #nested(
    klass: string | undefined,
    item: JsonObject,
    children: readonly FieldNode[] | undefined,
    property: Property,
  ): JsonObject {
    const { schemas } = this.#context.metadata;
    const schema = schemas.byKlass(klass);
    if (!schema) return children ? pick(item, children) : item;
    if (property.identifiableObject && !children && typeof item['id'] === 'string') return { id: item['id'] };
    if (!children) return this.#embedded(klass, item);
    const stored = typeof item['id'] === 'string' && schema.persisted ? this.#lookup(schema, item['id']) : undefined;
    return this.project(schema, stored ?? item, children);
  }

  #lookup(schema: Schema, id: string): MetadataObject | undefined {
    return this.#context.metadata.get(schema.plural, id);
  }

  /** An embedded object as stored; what it refers to as `{"id": …}`. */
  #embedded(klass: string | undefined, item: JsonObject): JsonObject {
    const schema = this.#context.metadata.schemas.byKlass(klass);
    if (!schema?.embeddedObject && !schema?.identifiableObject) return item;
    return item;
  }

  #userReference(object: MetadataObject, property: Property, node: FieldNode): Json | undefined {
    const stored = object[property.name === 'user' ? 'createdBy' : property.name];
    if (!isObject(stored)) return undefined;
    const user = this.#context.metadata.get('users', textAt(stored, 'id'));
    const name = user ? userName(user) : (textAt(stored, 'name') ?? '');
    const code = user ? textAt(user, 'code') : textAt(stored, 'code');
    const full: JsonObject = {
      id: stored['id']!,
      code: code ?? null,
      name,
      displayName: name,
      ...(user ? { username: user['username'] ?? null } : {}),
    };
    return node.children ? pick(full, node.children) : full;
  }
}

/** Lists that the server shows even when they are empty. */
const alwaysListed = new Set(['attributeValues', 'translations']);

function isUserReference(property: Property): boolean {
  return (
    property.klass === 'org.hisp.dhis.user.User' &&
    (property.name === 'createdBy' || property.name === 'lastUpdatedBy' || property.name === 'user')
  );
}

function pick(item: JsonObject, nodes: readonly FieldNode[]): JsonObject {
  if (nodes.some((node) => node.preset)) return item;
  const result: JsonObject = {};
  for (const node of nodes) {
    const value = item[node.name];
    if (node.exclude || value === undefined) continue;
    const inner = node.children && isObject(value) ? pick(value, node.children) : value;
    const transformed = transformField(node, inner);
    result[transformed.name] = transformed.value;
  }
  return result;
}
