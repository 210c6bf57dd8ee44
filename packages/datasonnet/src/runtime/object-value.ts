import { failure } from '../errors/datasonnet-errors.ts';
import { LayerStack } from './layer-stack.ts';
import { MadeValue } from './made-value.ts';
import type { Layer } from './object-layer.ts';
import { EntriesLayer, RecordLayer } from './object-layer.ts';
import type { ArrayValue, ObjectValue, RecordValue, Thunk, Value } from './value.ts';
import { force, isArray, isObject } from './value.ts';

/**
 * An object that is not plain data: made by a literal of the mapping (`LiteralObject`), or by `+` and native code
 * (`StackedObject`). Fields are evaluated when read, once for each object, with `self` bound to the whole.
 */
export abstract class LayeredObject extends MadeValue {
  /** Base first. */
  abstract readonly layers: readonly Layer[];
  /** The field's value, or undefined when no layer has it. */
  abstract get(name: string): Value | undefined;
  /** The field as the layers under `level` have it: what `super.name` means in a field of layer `level`. */
  abstract getBelow(name: string, level: number): Value | undefined;
  abstract has(name: string): boolean;
  abstract hasBelow(name: string, level: number): boolean;
  abstract isHidden(name: string): boolean;
  /** In the order in which they first appear, base layer first. */
  abstract names(): readonly string[];
  /** Runs the `assert`s of all layers unless they held already. */
  abstract checkAssertions(): void;
}

/** Stands in the cache while a field is being evaluated. */
const evaluating = Symbol('evaluating');

/** Layers as `+` stacks them. */
export class StackedObject extends LayeredObject {
  readonly #stack: LayerStack;
  /** How many layers of the stack are its own. */
  readonly #height: number;
  #cache: Map<string, Value | typeof evaluating> | undefined;
  #assertions: 'unchecked' | 'checking' | 'held';

  /** @param height How many of the lowest layers count; all when left out. */
  constructor(layers: readonly Layer[] | LayerStack, height?: number) {
    super();
    this.#stack = layers instanceof LayerStack ? layers : new LayerStack(layers);
    this.#height = height ?? this.#stack.layers.length;
    this.#cache = undefined;
    const first = this.#stack.asserting[0];
    this.#assertions = first !== undefined && first < this.#height ? 'unchecked' : 'held';
  }

  get layers(): readonly Layer[] {
    const { layers } = this.#stack;
    return layers.length === this.#height ? layers : layers.slice(0, this.#height);
  }

  /** This object with layers on top. */
  withLayers(added: readonly Layer[]): StackedObject {
    const isHighest = this.#stack.layers.length === this.#height;
    const stack = isHighest ? this.#stack : new LayerStack(this.layers);
    stack.append(added);
    return new StackedObject(stack, this.#height + added.length);
  }

  get(name: string): Value | undefined {
    if (this.#assertions === 'unchecked') this.checkAssertions();
    const known = this.#cache?.get(name);
    if (known === evaluating) {
      throw failure('DS_CYCLE', `the field ${name} needs itself in order to be computed`, { name });
    }
    if (known !== undefined) return known;
    if (!this.has(name)) return undefined;
    const cache = (this.#cache ??= new Map());
    cache.set(name, evaluating);
    try {
      const value = this.getBelow(name, this.#height)!;
      cache.set(name, value);
      return value;
    } catch (error) {
      cache.delete(name);
      throw error;
    }
  }

  getBelow(name: string, level: number): Value | undefined {
    const at = this.#stack.highestBelow(name, level);
    if (at < 0) return undefined;
    const layer = this.#stack.layers[at]!;
    const below = layer.adds(name) ? this.getBelow(name, at) : undefined;
    const own = layer.evaluate(name, this, at);
    return below === undefined ? own : layer.add(below, own);
  }

  has(name: string): boolean {
    return this.#stack.highestBelow(name, this.#height) >= 0;
  }

  hasBelow(name: string, level: number): boolean {
    return this.#stack.highestBelow(name, level) >= 0;
  }

  isHidden(name: string): boolean {
    return this.#stack.isHiddenBelow(name, this.#height);
  }

  names(): readonly string[] {
    return this.#stack.namesBelow(this.#height);
  }

  checkAssertions(): void {
    if (this.#assertions !== 'unchecked') return;
    this.#assertions = 'checking';
    try {
      for (const level of this.#stack.asserting) {
        if (level < this.#height) this.#stack.layers[level]!.checkAssertions(this, level);
      }
      this.#assertions = 'held';
    } finally {
      if (this.#assertions === 'checking') this.#assertions = 'unchecked';
    }
  }
}

export interface FieldNamesOptions {
  /** Whether hidden fields (`::`) count. */
  readonly hidden: boolean;
}

/** Names of the fields in their own order. Writers and `std` use `runtime.visibleFields` instead, which sorts on request. */
export function fieldNames(object: ObjectValue, { hidden }: FieldNamesOptions): readonly string[] {
  if (!(object instanceof LayeredObject)) return Object.keys(object);
  const names = object.names();
  return hidden ? names : names.filter((name) => !object.isHidden(name));
}

/** The field's value, hidden or not, or undefined when there is none. */
export function getField(object: ObjectValue, name: string): Value | undefined {
  if (object instanceof LayeredObject) return object.get(name);
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

export function hasField(object: ObjectValue, name: string, { hidden }: FieldNamesOptions): boolean {
  if (!(object instanceof LayeredObject)) return Object.hasOwn(object, name);
  return object.has(name) && (hidden || !object.isHidden(name));
}

/** `[name, value]` of the fields in their own order; each value is evaluated when its turn comes. */
export function* fieldEntries(object: ObjectValue, options: FieldNamesOptions): Generator<[string, Value]> {
  for (const name of fieldNames(object, options)) yield [name, getField(object, name)!];
}

/** Makes an object of native code; keeps the order of the entries, of equal names the last value counts. */
export function makeObject(
  entries: Iterable<readonly [string, Value | Thunk]>,
  hiddenNames?: ReadonlySet<string>,
): LayeredObject {
  return new StackedObject([new EntriesLayer(new Map(entries), hiddenNames)]);
}

/** `left + right` of two objects: fields of `right` win, `self` is the whole. */
export function mergeObjects(left: ObjectValue, right: ObjectValue): LayeredObject {
  if (left instanceof StackedObject) return left.withLayers(layersOf(right));
  return new StackedObject([...layersOf(left), ...layersOf(right)]);
}

function layersOf(object: ObjectValue): readonly Layer[] {
  return object instanceof LayeredObject ? object.layers : [new RecordLayer(object)];
}

/** A deep copy with every element and visible field evaluated: plain arrays and records only. Functions raise `DS_KIND`. */
export function evaluateDeeply(value: Value): Value {
  if (isArray(value)) return (value as ArrayValue).map((element) => evaluateDeeply(force(element)));
  if (isObject(value)) {
    if (value instanceof LayeredObject) value.checkAssertions();
    const record: Record<string, Value> = Object.create(null);
    for (const [name, field] of fieldEntries(value, { hidden: false })) record[name] = evaluateDeeply(field);
    return record as RecordValue;
  }
  if (typeof value === 'object' && value !== null && 'call' in value) throw failure('DS_KIND', 'a function is no data');
  return value;
}
