import type { Property, Schema, SchemaCatalog } from '../schema/schema-catalog.ts';
import { jsonName } from '../schema/schema-catalog.ts';
import type { FieldNode } from './field-parser.ts';

const identifiable = new Set(['id', 'name', 'code', 'created', 'lastUpdated', 'lastUpdatedBy']);
const nameable = new Set(['id', 'name', 'shortName', 'description', 'code', 'created', 'lastUpdated']);

const presets: Readonly<Record<string, (p: Property) => boolean>> = {
  all: () => true,
  owner: (p) => p.owner && p.persisted,
  persisted: (p) => p.persisted,
  identifiable: (p) => identifiable.has(jsonName(p)),
  nameable: (p) => nameable.has(jsonName(p)),
  simple: (p) => p.simple && !p.collection,
  idName: (p) => p.name === 'id' || p.name === 'name',
};

/**
 * The fields that a list of nodes selects from a class, presets expanded and exclusions applied.
 *
 * What the class does not have, and presets that do not exist, are left out silently, as the server does.
 */
export function selectFields(
  schemas: SchemaCatalog,
  schema: Schema,
  nodes: readonly FieldNode[],
): Map<string, FieldNode> {
  const properties = schemas.properties(schema);
  const selected = new Map<string, FieldNode>();
  for (const node of nodes) {
    if (!node.preset || node.exclude) continue;
    const takes = presets[node.name];
    if (!takes) continue;
    for (const [name, property] of properties) {
      if (takes(property)) selected.set(name, { ...plain, name });
    }
  }
  for (const node of nodes) {
    if (node.preset || node.exclude) continue;
    if (properties.has(node.name)) selected.set(node.name, merge(selected.get(node.name), node));
  }
  for (const node of nodes) {
    if (!node.exclude) continue;
    if (!node.children) selected.delete(node.name);
    else {
      const target = selected.get(node.name);
      const inner = node.children.map((child) => ({ ...child, exclude: true }));
      if (target) selected.set(node.name, { ...target, children: [...(target.children ?? [all]), ...inner] });
    }
  }
  return selected;
}

const plain: FieldNode = { name: '', exclude: false, preset: false, transforms: [], children: undefined };
const all: FieldNode = { ...plain, name: 'all', preset: true };

function merge(existing: FieldNode | undefined, node: FieldNode): FieldNode {
  if (!existing?.children || !node.children) return node;
  return { ...node, children: [...existing.children, ...node.children] };
}
