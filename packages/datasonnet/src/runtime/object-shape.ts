import type { FieldVisibility } from './object-layer.ts';
import type { LayeredObject } from './object-value.ts';
import type { Frame, Thunk, Value } from './value.ts';
import { newFrame } from './value.ts';

/** A field of an object literal, compiled. */
export interface FieldDefinition {
  readonly code: (frame: Frame) => Value;
  readonly visibility: FieldVisibility;
  readonly adds: boolean;
}

export interface LocalDefinition {
  readonly slot: number;
  readonly delay: (frame: Frame) => Value | Thunk;
}

/** What all objects made by one literal have in common, apart from their field names. */
export interface ObjectTemplate {
  /** Slots of the object's own frame; 0 when no field looks at `self`, `super`, `$` or a local: then there is none. */
  readonly frameSize: () => number;
  readonly locals: readonly LocalDefinition[];
  /** Each raises when it does not hold. */
  readonly assertions: readonly ((frame: Frame) => void)[];
  readonly add: (below: Value, own: Value) => Value;
}

/** Slots of an object's frame, after the enclosing frame in slot 0. */
export const selfSlot = 1;
export const levelSlot = 2;
export const firstLocalSlot = 3;

/** The frame in which the fields of a layer are evaluated. */
export function objectFrame(template: ObjectTemplate, outer: Frame, self: LayeredObject, level: number): Frame {
  const size = template.frameSize();
  if (size === 0) return outer;
  const frame = newFrame(size, outer);
  frame[selfSlot] = self;
  frame[levelSlot] = level;
  for (const { slot, delay } of template.locals) frame[slot] = delay(frame);
  return frame;
}

interface WrittenFields {
  /** `"name":` */
  readonly keys: readonly string[];
  readonly indexes: readonly number[];
}

/** Names and definitions of an object literal; literals with computed names make one for each set of names. */
export class ObjectShape {
  readonly template: ObjectTemplate;
  readonly names: readonly string[];
  readonly fields: readonly FieldDefinition[];
  readonly index: ReadonlyMap<string, number>;
  readonly visibleNames: readonly string[];
  #sortedNames: readonly string[] | undefined;
  #inOrder: WrittenFields | undefined;
  #sorted: WrittenFields | undefined;

  /** Of equal names the last definition counts, at the place of the first. */
  constructor(template: ObjectTemplate, names: readonly string[], fields: readonly FieldDefinition[]) {
    const index = new Map<string, number>();
    const unique: FieldDefinition[] = [];
    names.forEach((name, at) => {
      const known = index.get(name);
      if (known === undefined) index.set(name, unique.push(fields[at]!) - 1);
      else unique[known] = fields[at]!;
    });
    this.template = template;
    this.index = index;
    this.names = [...index.keys()];
    this.fields = unique;
    this.visibleNames = this.names.filter((_, at) => unique[at]!.visibility !== 'hidden');
  }

  /** Visible fields by their numbers, with their names spelled as JSON. */
  get inOrder(): WrittenFields {
    return (this.#inOrder ??= this.#written(this.visibleNames));
  }

  get sorted(): WrittenFields {
    return (this.#sorted ??= this.#written(this.sortedVisibleNames));
  }

  #written(names: readonly string[]): WrittenFields {
    return {
      keys: names.map((name) => `${JSON.stringify(name)}:`),
      indexes: names.map((name) => this.index.get(name)!),
    };
  }

  get sortedVisibleNames(): readonly string[] {
    return (this.#sortedNames ??= this.visibleNames.toSorted());
  }
}
