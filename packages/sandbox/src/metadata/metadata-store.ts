import type { Schema, SchemaCatalog, Property } from '../schema/schema-catalog.ts';
import { jsonName } from '../schema/schema-catalog.ts';
import type { JsonObject } from '../state/json.ts';
import { objectsAt, refAt, textAt, asText } from '../state/json.ts';
import { Table } from '../state/table.ts';

/** A metadata object as stored: owned properties only, references as `{"id": …}`. */
export type MetadataObject = JsonObject & { id: string };

/** The metadata of the server: a table a class, and the reverse of each reference, computed when first asked for. */
export class MetadataStore {
  readonly schemas: SchemaCatalog;
  readonly #tables = new Map<string, Table<MetadataObject>>();
  readonly #reverse = new Map<string, { revision: number; map: Map<string, string[]> }>();

  constructor(schemas: SchemaCatalog) {
    this.schemas = schemas;
    for (const schema of schemas.all) this.#tables.set(schema.plural, new Table(`metadata/${schema.plural}`));
  }

  get tables(): Iterable<Table<MetadataObject>> {
    return this.#tables.values();
  }

  table(plural: string): Table<MetadataObject> {
    const table = this.#tables.get(plural);
    if (!table) throw new RangeError(`There is no metadata class "${plural}".`);
    return table;
  }

  tableOf(schema: Schema): Table<MetadataObject> {
    return this.table(schema.plural);
  }

  get(plural: string, id: string | undefined): MetadataObject | undefined {
    return id === undefined ? undefined : this.#tables.get(plural)?.get(id);
  }

  all(plural: string): Iterable<MetadataObject> {
    return this.table(plural).values();
  }

  /** The first object whose `property` has this text. */
  findBy(plural: string, property: string, value: string): MetadataObject | undefined {
    const [id] = this.#index(plural, property).get(value) ?? [];
    return this.get(plural, id);
  }

  /** The ids of the objects of `plural` whose `property` (a reference, or a list of them) holds `targetId`. */
  referrers(plural: string, property: string, targetId: string): readonly string[] {
    return this.#index(plural, property).get(targetId) ?? [];
  }

  /** The ids that an inverse property (such as an org unit's `children`) holds. */
  inverse(schema: Schema, property: Property, id: string): readonly string[] {
    const source = this.inverseSource(schema, property);
    return source ? this.referrers(source.schema.plural, source.property, id) : [];
  }

  /** Which class and property an inverse property is the other side of. */
  inverseSource(schema: Schema, property: Property): { schema: Schema; property: string } | undefined {
    const other = this.schemas.byKlass(property.itemKlass);
    if (!other) return undefined;
    const owned = other.properties.filter((p) => p.owner);
    const byRole = property.owningRole
      ? owned.find((p) => p.owningRole === property.owningRole || p.inverseRole === property.inverseRole)
      : undefined;
    const found =
      byRole ??
      owned.find((p) => !p.collection && p.klass === schema.klass) ??
      owned.find((p) => p.collection && p.itemKlass === schema.klass);
    return found ? { schema: other, property: jsonName(found) } : undefined;
  }

  #index(plural: string, property: string): Map<string, string[]> {
    const key = `${plural}/${property}`;
    const table = this.table(plural);
    const known = this.#reverse.get(key);
    if (known && known.revision === table.revision) return known.map;
    const map = new Map<string, string[]>();
    const add = (value: string, id: string): void => {
      const list = map.get(value);
      if (list) list.push(id);
      else map.set(value, [id]);
    };
    for (const object of table.values()) {
      const single = refAt(object, property) ?? textAt(object, property);
      if (single !== undefined) add(single, object.id);
      else for (const item of objectsAt(object, property)) add(asText(item['id']), object.id);
    }
    this.#reverse.set(key, { revision: table.revision, map });
    return map;
  }
}
