import { parseFields } from '../fields/field-parser.ts';
import type { FieldNode } from '../fields/field-parser.ts';
import type { Call } from '../http/call.ts';
import type { Json, JsonObject } from '../state/json.ts';
import { isObject } from '../state/json.ts';

/** Which fields of a tracker object a caller wants, and of the objects in it. */
export class TrackerFields {
  readonly #nodes: readonly FieldNode[];
  readonly #excluded: ReadonlySet<string>;
  readonly #takesAll: boolean;

  constructor(nodes: readonly FieldNode[]) {
    this.#nodes = nodes;
    this.#excluded = new Set(nodes.filter((n) => n.exclude).map((n) => n.name));
    this.#takesAll = nodes.some((n) => n.preset && !n.exclude && n.name === 'all');
  }

  static parse(text: string): TrackerFields {
    return new TrackerFields(parseFields(text));
  }

  has(name: string): boolean {
    if (this.#excluded.has(name)) return false;
    return this.#takesAll || this.#nodes.some((n) => n.name === name && !n.exclude && !n.preset);
  }

  /** The fields of the objects below `name`; everything when none are named. */
  inner(name: string, fallback = '*'): TrackerFields {
    const children = this.#nodes.filter((n) => n.name === name && !n.exclude).flatMap((n) => n.children ?? []);
    return children.length > 0 ? new TrackerFields(children) : TrackerFields.parse(fallback);
  }

  /** Keeps of an object what is wanted. */
  pick(object: JsonObject): JsonObject {
    const result: JsonObject = {};
    for (const [name, value] of Object.entries(object)) {
      if (this.has(name)) result[name] = this.#within(name, value);
    }
    return result;
  }

  #within(name: string, value: Json): Json {
    const narrowed = this.#nodes.some((n) => n.name === name && n.children);
    if (!narrowed) return value;
    const inner = this.inner(name);
    if (Array.isArray(value)) return value.map((item) => (isObject(item) ? inner.pick(item) : item));
    return isObject(value) ? inner.pick(value) : value;
  }
}

/** The fields that a call asks for, or those of its endpoint. */
export function trackerFields(call: Call, fallback: string): TrackerFields {
  const given = call.query.getAll('fields').filter((text) => text !== '');
  return TrackerFields.parse(given.length > 0 ? given.join(',') : fallback);
}
