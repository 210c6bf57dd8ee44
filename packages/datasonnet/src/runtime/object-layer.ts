import type { LayeredObject } from './object-value.ts';
import type { RecordValue, Thunk, Value } from './value.ts';
import { force } from './value.ts';

/** What a field says of its visibility: `:` leaves it to the layers below, `::` hides, `:::` shows. */
export type FieldVisibility = 'inherit' | 'hidden' | 'visible';

/** One part of an object: an object literal with its variables, a record, or entries made by native code. */
export interface Layer {
  readonly hasAssertions: boolean;
  names(): readonly string[];
  has(name: string): boolean;
  /** Undefined when it has no such field. */
  visibility(name: string): FieldVisibility | undefined;
  /** True for `name+:`. */
  adds(name: string): boolean;
  /** Evaluates the field for `self`, of which this is layer number `level`. */
  evaluate(name: string, self: LayeredObject, level: number): Value;
  /** What `name+:` does with the value below. */
  add(below: Value, own: Value): Value;
  checkAssertions(self: LayeredObject, level: number): void;
}

/** Entries made by native code, in their order. */
export class EntriesLayer implements Layer {
  readonly hasAssertions = false;
  readonly entries: ReadonlyMap<string, Value | Thunk>;
  readonly hiddenNames: ReadonlySet<string> | undefined;

  constructor(entries: ReadonlyMap<string, Value | Thunk>, hiddenNames: ReadonlySet<string> | undefined) {
    this.entries = entries;
    this.hiddenNames = hiddenNames;
  }

  names(): readonly string[] {
    return [...this.entries.keys()];
  }

  has(name: string): boolean {
    return this.entries.has(name);
  }

  visibility(name: string): FieldVisibility | undefined {
    if (!this.entries.has(name)) return undefined;
    return this.hiddenNames?.has(name) ? 'hidden' : 'inherit';
  }

  adds(): boolean {
    return false;
  }

  evaluate(name: string): Value {
    return force(this.entries.get(name)!);
  }

  add(_below: Value, own: Value): Value {
    return own;
  }

  checkAssertions(): void {}
}

/** A plain record, used in place. */
export class RecordLayer implements Layer {
  readonly hasAssertions = false;
  readonly record: RecordValue;

  constructor(record: RecordValue) {
    this.record = record;
  }

  names(): readonly string[] {
    return Object.keys(this.record);
  }

  has(name: string): boolean {
    return Object.hasOwn(this.record, name);
  }

  visibility(name: string): FieldVisibility | undefined {
    return this.has(name) ? 'inherit' : undefined;
  }

  adds(): boolean {
    return false;
  }

  evaluate(name: string): Value {
    return this.record[name]!;
  }

  add(_below: Value, own: Value): Value {
    return own;
  }

  checkAssertions(): void {}
}
