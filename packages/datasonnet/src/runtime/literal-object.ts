import { failure } from '../errors/datasonnet-errors.ts';
import type { FieldVisibility, Layer } from './object-layer.ts';
import type { ObjectShape } from './object-shape.ts';
import { objectFrame } from './object-shape.ts';
import { LayeredObject } from './object-value.ts';
import type { Frame, HostReads, Value } from './value.ts';

/** Stands in the place of a value while it is being computed. */
const evaluating = Symbol('evaluating');

/** What one object literal gave, alone: the usual object, kept small. */
export class LiteralObject extends LayeredObject {
  readonly shape: ObjectShape;
  readonly #outer: Frame;
  #frame: Frame | undefined;
  #values: (Value | typeof evaluating | undefined)[] | undefined;
  #assertions: 'unchecked' | 'checking' | 'held';
  #layers: readonly Layer[] | undefined;
  #visited = false;

  constructor(shape: ObjectShape, outer: Frame) {
    super();
    this.shape = shape;
    this.#outer = outer;
    this.#frame = undefined;
    this.#values = undefined;
    this.#assertions = shape.template.assertions.length > 0 ? 'unchecked' : 'held';
    this.#layers = undefined;
  }

  get layers(): readonly Layer[] {
    return (this.#layers ??= [new LiteralLayer(this.shape, this.#outer)]);
  }

  get(name: string): Value | undefined {
    if (this.#assertions === 'unchecked') this.checkAssertions();
    const at = this.shape.index.get(name);
    return at === undefined ? undefined : this.valueAt(at);
  }

  /** The field by its number in the shape; assertions are the caller's matter. */
  valueAt(at: number): Value {
    const values = (this.#values ??= this.#noValues());
    const known = values[at];
    if (known !== undefined && known !== evaluating) return known;
    if (known === evaluating) {
      const name = this.shape.names[at]!;
      throw failure('DS_CYCLE', `the field ${name} needs itself in order to be computed`, { name });
    }
    values[at] = evaluating;
    try {
      const value = this.shape.fields[at]!.code(this.#ownFrame());
      values[at] = value;
      return value;
    } catch (error) {
      values[at] = undefined;
      throw error;
    }
  }

  #noValues(): undefined[] {
    // oxlint-disable-next-line unicorn/no-new-array
    return new Array(this.shape.names.length);
  }

  /** Says that a writer goes through the object, and whether one did before. */
  visit(): boolean {
    const before = this.#visited;
    this.#visited = true;
    return before;
  }

  /** The field's value without keeping it, for a writer that needs it once; see `passingValue`. */
  passingValueAt(at: number, reads: HostReads): Value {
    const known = this.#values?.[at];
    if (known !== undefined) return this.valueAt(at);
    const before = reads.hostReads;
    const value = this.shape.fields[at]!.code(this.#ownFrame());
    if (reads.hostReads !== before) (this.#values ??= this.#noValues())[at] = value;
    return value;
  }

  #ownFrame(): Frame {
    return (this.#frame ??= objectFrame(this.shape.template, this.#outer, this, 0));
  }

  getBelow(name: string, level: number): Value | undefined {
    return level > 0 ? this.get(name) : undefined;
  }

  has(name: string): boolean {
    return this.shape.index.has(name);
  }

  hasBelow(name: string, level: number): boolean {
    return level > 0 && this.has(name);
  }

  isHidden(name: string): boolean {
    const at = this.shape.index.get(name);
    return at !== undefined && this.shape.fields[at]!.visibility === 'hidden';
  }

  names(): readonly string[] {
    return this.shape.names;
  }

  checkAssertions(): void {
    if (this.#assertions !== 'unchecked') return;
    this.#assertions = 'checking';
    try {
      const frame = this.#ownFrame();
      for (const check of this.shape.template.assertions) check(frame);
      this.#assertions = 'held';
    } finally {
      if (this.#assertions === 'checking') this.#assertions = 'unchecked';
    }
  }
}

/** The same as a part of a larger object. */
export class LiteralLayer implements Layer {
  readonly shape: ObjectShape;
  readonly hasAssertions: boolean;
  readonly #outer: Frame;
  #frame: Frame | undefined;
  /** For whom `#frame` was made. */
  #frameSelf: LayeredObject | undefined;

  constructor(shape: ObjectShape, outer: Frame) {
    this.shape = shape;
    this.hasAssertions = shape.template.assertions.length > 0;
    this.#outer = outer;
  }

  names(): readonly string[] {
    return this.shape.names;
  }

  has(name: string): boolean {
    return this.shape.index.has(name);
  }

  visibility(name: string): FieldVisibility | undefined {
    const at = this.shape.index.get(name);
    return at === undefined ? undefined : this.shape.fields[at]!.visibility;
  }

  adds(name: string): boolean {
    const at = this.shape.index.get(name);
    return at !== undefined && this.shape.fields[at]!.adds;
  }

  evaluate(name: string, self: LayeredObject, level: number): Value {
    return this.shape.fields[this.shape.index.get(name)!]!.code(this.#frameFor(self, level));
  }

  add(below: Value, own: Value): Value {
    return this.shape.template.add(below, own);
  }

  checkAssertions(self: LayeredObject, level: number): void {
    for (const check of this.shape.template.assertions) check(this.#frameFor(self, level));
  }

  // A layer mostly serves one object; the others make their frames anew, which costs them only their locals' thunks.
  #frameFor(self: LayeredObject, level: number): Frame {
    if (this.#frameSelf === self && (this.#frame === this.#outer || this.#frame![2] === level)) return this.#frame!;
    this.#frameSelf = self;
    this.#frame = objectFrame(this.shape.template, this.#outer, self, level);
    return this.#frame;
  }
}
