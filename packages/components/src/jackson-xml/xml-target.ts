import { ComponentError } from '../component-error.ts';
import { inClass, scalarOf, targetOf } from '../jackson/jackson-target.ts';
import { knownProperties, typedObject, type Maker } from '../jackson/typed-object.ts';
import type { XmlNode } from '../xml/xml-node.ts';
import { elementValue } from './xml-tree.ts';

const place = '[Source: (StringReader); line: 1, column: 1]';

/** The root in the class that was asked for: a map unless it is one of Java's own of another shape. */
export function elementAs(root: XmlNode, type: string | undefined): unknown {
  const target = type === undefined ? undefined : targetOf(type);
  if (target?.shape === 'list') return inClass(childValues(root), type!);
  if (target?.shape !== 'scalar') return inClass(rootValue(elementValue(root)), type ?? '');
  const text = root.children.map(({ kind, value }) => (kind === 'text' ? value : '')).join('');
  const only = root.children.some(({ kind }) => kind === 'element') ? '' : text;
  return scalarOf(only, type!, { text: only, place }, place);
}

/** The values of the elements below the root, whatever their names. */
export function childValues(root: XmlNode): unknown[] {
  return root.children.filter(({ kind }) => kind === 'element').map(elementValue);
}

/** A root with nothing in it is an empty map; text of its own has the empty name. */
export function rootValue(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  return value.trim() === '' ? {} : { '': value };
}

/** An object of a class of the application. */
export function instanceOf(maker: Maker, type: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return new maker(String(value));
  const known = knownProperties(maker);
  const unknown = Object.keys(value).find((name) => !known.includes(name));
  if (unknown === undefined) return typedObject(maker, value as Readonly<Record<string, unknown>>);
  const names = known.map((each) => `"${each}"`).join(', ');
  throw new ComponentError('JSON_UNKNOWN_FIELD', { name: unknown, type, known: `known properties: ${names}`, place });
}
