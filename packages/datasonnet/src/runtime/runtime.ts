import type { FormatRegistry } from '../formats/format.ts';
import type { FunctionValue } from './function-value.ts';
import type { Kind, ObjectValue, Thunk, Value } from './value.ts';

export type Profile = 'strict' | 'dhow' | 'jsonnet';

/** What the host lends to mappings. What is absent does not exist for them: the call raises `DS_HOST`. */
export interface HostCapabilities {
  /** Nanoseconds since 1970-01-01T00:00Z. */
  readonly now?: () => bigint;
  /** A number from 0 to below 1. */
  readonly random?: () => number;
  /** The text behind an address, for `ds.readUrl`. */
  readonly readUrl?: (url: string) => string;
  /** Where `std.trace` goes. */
  readonly trace?: (message: string) => void;
}

/** What a run of a mapping gives to native functions. */
export interface Runtime {
  readonly profile: Profile;
  /** False: `fieldNames` and the writers sort. */
  readonly preserveOrder: boolean;
  readonly formats: FormatRegistry;

  /** The host's clock, or `DS_HOST`. */
  now(): bigint;
  random(): number;
  readUrl(url: string): string;
  trace(message: string): void;

  call(fn: FunctionValue, args: readonly (Value | Thunk)[]): Value;
  call1(fn: FunctionValue, first: Value | Thunk): Value;
  call2(fn: FunctionValue, first: Value | Thunk, second: Value | Thunk): Value;
  call3(fn: FunctionValue, first: Value | Thunk, second: Value | Thunk, third: Value | Thunk): Value;

  /** The kind as a mapping of this profile sees it (an `ExactNumber` is a string in `strict`). */
  kindOf(value: Value): Kind;
  /** Names of visible fields, sorted where `preserveOrder` is false: what writers and `std` use. */
  visibleFields(object: ObjectValue): readonly string[];
  /** Deep equality as `==` has it. */
  equal(left: Value, right: Value): boolean;
  /** The text that `+` and `std.toString` make of a value (`{"a": 1}`, `[ ]`, numbers as the profile spells them). */
  toText(value: Value): string;
  /** Compact JSON of a value, spelled as the JSON writer does. */
  toJson(value: Value): string;
  /** A number as the JSON writer of this profile spells it. */
  numberText(value: number): string;

  /** Counts work; raises `DS_STEPS` or `DS_TIME` past the limits. Call it in loops over data, with the number of elements. */
  step(count: number): void;
  /** Raises `DS_SIZE` when a text or array of this length may not be made. Call it before making one from a count. */
  checkSize(length: number): void;
}
