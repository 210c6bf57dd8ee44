import { failure } from '../errors/datasonnet-errors.ts';
import type { FunctionParameter } from './function-value.ts';
import { FunctionValue } from './function-value.ts';
import type { LayeredObject } from './object-value.ts';
import { makeObject } from './object-value.ts';
import type { Runtime } from './runtime.ts';
import type { ArrayValue, ObjectValue, Thunk, Value } from './value.ts';
import { ExactNumber, force, kindOf } from './value.ts';

interface KindMap {
  readonly any: Value;
  readonly lazy: Value | Thunk;
  readonly null: null;
  readonly boolean: boolean;
  readonly number: number;
  readonly string: string;
  readonly array: ArrayValue;
  readonly object: ObjectValue;
  readonly function: FunctionValue;
}

/** `name` (any kind), `name:kind`, `name:kind|kind`, or `name:lazy` for an argument that is handed over unevaluated. */
export type ParameterSpec = string;

type KindsOf<K extends string> = K extends `${infer First}|${infer Rest}`
  ? KindsOf<First> | KindsOf<Rest>
  : K extends keyof KindMap
    ? KindMap[K]
    : never;

type ArgumentOf<S extends ParameterSpec> = S extends `${string}:${infer K}` ? KindsOf<K> : Value;

type ArgumentsOf<S extends readonly ParameterSpec[]> = { [I in keyof S]: ArgumentOf<S[I]> };

/**
 * Declares a library function. Positional and named arguments, defaults, too many, too few, unknown names and wrong kinds
 * are dealt with here and are the same for all; arguments are evaluated from left to right before `run` is called.
 *
 * `native('repeat', ['str:string|null', 'num:number'], (runtime, text, count) => …)` takes a text or null and a number; a
 * last argument `{ num: 1 }` would give `num` a default.
 */
export function native<const S extends readonly ParameterSpec[]>(
  name: string,
  parameters: S,
  run: (runtime: Runtime, ...args: ArgumentsOf<S>) => Value,
  defaults: Readonly<Record<string, Value>> = {},
): NativeFunction {
  return new NativeFunction(
    name,
    parameters.map((spec) => parameterOf(spec, defaults)),
    run as NativeCode,
  );
}

/** Makes the object that a library is, of functions and nested libraries; its fields are hidden, as the mapper's are. */
export function library(
  functions: readonly NativeFunction[],
  members: Readonly<Record<string, Value>> = {},
): LayeredObject {
  const entries = new Map<string, Value>(functions.map((fn) => [fn.name, fn]));
  for (const [name, value] of Object.entries(members)) entries.set(name, value);
  return makeObject(entries, new Set(entries.keys()));
}

export type NativeCode = (runtime: Runtime, ...args: readonly (Value | Thunk)[]) => Value;

export interface NativeParameter extends FunctionParameter {
  readonly lazy: boolean;
  /** Undefined: any. */
  readonly kinds: readonly string[] | undefined;
  readonly default: Value | undefined;
}

function parameterOf(spec: string, defaults: Readonly<Record<string, Value>>): NativeParameter {
  const [name, kindText = 'any'] = spec.split(':') as [string, string?];
  const kinds = kindText.split('|');
  return {
    name,
    optional: Object.hasOwn(defaults, name),
    default: Object.hasOwn(defaults, name) ? defaults[name] : undefined,
    lazy: kinds.includes('lazy'),
    kinds: kinds.includes('any') || kinds.includes('lazy') ? undefined : kinds,
  };
}

/** A function of a library. */
export class NativeFunction extends FunctionValue {
  readonly name: string;
  readonly parameters: readonly NativeParameter[];
  /** Takes arguments that are evaluated and checked. */
  readonly run: NativeCode;

  constructor(name: string, parameters: readonly NativeParameter[], run: NativeCode) {
    super();
    this.name = name;
    this.parameters = parameters;
    this.run = run;
  }

  call(runtime: Runtime, positional: readonly (Value | Thunk)[]): Value {
    const { parameters } = this;
    if (positional.length > parameters.length) throw tooMany(this, positional.length);
    const args: (Value | Thunk)[] = [];
    for (let at = 0; at < parameters.length; at++) {
      const given = positional[at];
      args.push(given === undefined ? this.defaultOf(at) : this.accept(runtime, at, given));
    }
    return this.run(runtime, ...args);
  }

  override call1(runtime: Runtime, first: Value | Thunk): Value {
    if (this.parameters.length !== 1) return this.call(runtime, [first]);
    return this.run(runtime, this.accept(runtime, 0, first));
  }

  override call2(runtime: Runtime, first: Value | Thunk, second: Value | Thunk): Value {
    if (this.parameters.length !== 2) return this.call(runtime, [first, second]);
    return this.run(runtime, this.accept(runtime, 0, first), this.accept(runtime, 1, second));
  }

  callNamed(
    runtime: Runtime,
    positional: readonly (Value | Thunk)[],
    names: readonly string[],
    named: readonly (Value | Thunk)[],
  ): Value {
    return this.call(runtime, bindNamed(this, positional, names, named));
  }

  defaultOf(at: number): Value {
    const value = this.parameters[at]!.default;
    if (value === undefined) throw missing(this, at);
    return value;
  }

  /** Evaluates and checks an argument. */
  accept(runtime: Runtime, at: number, given: Value | Thunk): Value | Thunk {
    const parameter = this.parameters[at]!;
    if (parameter.lazy) return given;
    let value = force(given);
    const { kinds } = parameter;
    if (kinds === undefined) return value;
    if (value instanceof ExactNumber) value = runtime.profile === 'strict' ? value.markerText : value.toNumber();
    if (!kinds.includes(kindOf(value))) throw wrongKind(this, at, value);
    return value;
  }
}

/**
 * Puts named arguments in the order of the parameters; places left out hold undefined.
 * Raises `DS_CALL` for unknown names and for a parameter given twice.
 */
export function bindNamed(
  fn: FunctionValue,
  positional: readonly (Value | Thunk)[],
  names: readonly string[],
  named: readonly (Value | Thunk)[],
): (Value | Thunk)[] {
  const { parameters } = fn;
  if (positional.length + named.length > parameters.length && positional.length > parameters.length) {
    throw tooMany(fn, positional.length);
  }
  const args: (Value | Thunk | undefined)[] = [...positional];
  for (let at = args.length; at < parameters.length; at++) args.push(undefined);
  names.forEach((name, index) => {
    const at = parameters.findIndex((parameter) => parameter.name === name);
    if (at < 0) {
      const known = parameters.map((parameter) => parameter.name).join(', ');
      throw failure('DS_CALL', `${title(fn)} has no parameter ${name}; its parameters are: ${known || 'none'}`, {
        name,
      });
    }
    if (args[at] !== undefined) throw failure('DS_CALL', `${title(fn)} is given its parameter ${name} twice`, { name });
    args[at] = named[index];
  });
  return args as (Value | Thunk)[];
}

/** `upper`, or "this function". */
export function title(fn: FunctionValue): string {
  return fn.name === undefined ? 'this function' : `function ${fn.name}`;
}

export function tooMany(fn: FunctionValue, given: number): Error {
  const count = fn.parameters.length;
  return failure('DS_CALL', `${title(fn)} takes ${count} argument${count === 1 ? '' : 's'}, found ${given}`, {
    expected: count,
    found: given,
  });
}

export function missing(fn: FunctionValue, at: number): Error {
  const { name } = fn.parameters[at]!;
  return failure('DS_CALL', `${title(fn)} needs its parameter ${name}, which the call leaves out`, { parameter: name });
}

function wrongKind(fn: NativeFunction, at: number, value: Value): Error {
  const { name, kinds } = fn.parameters[at]!;
  const found = kindOf(value);
  return failure('DS_KIND', `${title(fn)} takes a ${kinds!.join(' or ')} as ${name}, found ${found}`, {
    parameter: name,
    expected: kinds,
    found,
  });
}

/** For a value that only the body of a function can check: an element of an array, the result of a callback. */
export function expectKind<K extends Exclude<keyof KindMap, 'any' | 'lazy'>>(
  runtime: Runtime,
  value: Value,
  kind: K,
  what: string,
): KindMap[K] {
  if (value instanceof ExactNumber) {
    if (runtime.profile !== 'strict' && kind === 'number') return value.toNumber() as KindMap[K];
    if (runtime.profile === 'strict' && kind === 'string') return value.markerText as KindMap[K];
  }
  const found = runtime.kindOf(value);
  if (found !== kind) throw failure('DS_KIND', `${what} must be a ${kind}, found ${found}`, { expected: kind, found });
  return value as KindMap[K];
}
