import type { CallStackEntry } from '../errors/datasonnet-errors.ts';
import type { Evaluation } from './evaluation.ts';
import type { FunctionParameter } from './function-value.ts';
import { FunctionValue } from './function-value.ts';
import { bindNamed, missing, tooMany } from './native.ts';
import type { Runtime } from './runtime.ts';
import type { Frame, Thunk, Value } from './value.ts';
import { newFrame } from './value.ts';

/** A function of a mapping, compiled: what all its closures share. */
export interface FunctionDefinition {
  readonly name: string | undefined;
  readonly parameters: readonly FunctionParameter[];
  /** What to put in the slot of a parameter that the call leaves out. */
  readonly defaults: readonly (((frame: Frame) => Value | Thunk) | undefined)[];
  readonly layout: { readonly size: number };
  /** May give `again` when `callsItself`. */
  body: (frame: Frame) => Value;
  callsItself: boolean;
  readonly site: CallStackEntry;
}

/** What a body gives instead of calling itself at its end; the next frame is in the evaluation. */
export const again = Symbol('again') as unknown as Value;

/** A function of a mapping with the variables around it. Parameters are in the first slots of its frame. */
export class ClosureFunction extends FunctionValue {
  readonly definition: FunctionDefinition;
  readonly outer: Frame;
  readonly #evaluation: Evaluation;

  constructor(definition: FunctionDefinition, outer: Frame, evaluation: Evaluation) {
    super();
    this.definition = definition;
    this.outer = outer;
    this.#evaluation = evaluation;
  }

  get name(): string | undefined {
    return this.definition.name;
  }

  get parameters(): readonly FunctionParameter[] {
    return this.definition.parameters;
  }

  override get site(): CallStackEntry {
    return this.definition.site;
  }

  call(_runtime: Runtime, positional: readonly (Value | Thunk)[]): Value {
    const { definition } = this;
    const count = definition.parameters.length;
    if (positional.length > count) throw tooMany(this, positional.length);
    const frame = newFrame(definition.layout.size, this.outer);
    for (let at = 0; at < count; at++) if (positional[at] !== undefined) frame[at + 1] = positional[at];
    for (let at = 0; at < count; at++) {
      if (frame[at + 1] !== undefined) continue;
      const value = definition.defaults[at];
      if (!value) throw missing(this, at);
      frame[at + 1] = value(frame);
    }
    const value = definition.body(frame);
    return definition.callsItself ? this.#finish(value) : value;
  }

  // The usual calls are written out: each JavaScript call saved is stack for deeper mappings.

  override call1(runtime: Runtime, first: Value | Thunk): Value {
    const { definition } = this;
    if (definition.parameters.length !== 1) return this.call(runtime, [first]);
    const frame = newFrame(definition.layout.size, this.outer);
    frame[1] = first;
    const value = definition.body(frame);
    return definition.callsItself ? this.#finish(value) : value;
  }

  override call2(runtime: Runtime, first: Value | Thunk, second: Value | Thunk): Value {
    const { definition } = this;
    if (definition.parameters.length !== 2) return this.call(runtime, [first, second]);
    const frame = newFrame(definition.layout.size, this.outer);
    frame[1] = first;
    frame[2] = second;
    const value = definition.body(frame);
    return definition.callsItself ? this.#finish(value) : value;
  }

  override call3(runtime: Runtime, first: Value | Thunk, second: Value | Thunk, third: Value | Thunk): Value {
    const { definition } = this;
    if (definition.parameters.length !== 3) return this.call(runtime, [first, second, third]);
    const frame = newFrame(definition.layout.size, this.outer);
    frame[1] = first;
    frame[2] = second;
    frame[3] = third;
    const value = definition.body(frame);
    return definition.callsItself ? this.#finish(value) : value;
  }

  callNamed(
    runtime: Runtime,
    positional: readonly (Value | Thunk)[],
    names: readonly string[],
    named: readonly (Value | Thunk)[],
  ): Value {
    return this.call(runtime, bindNamed(this, positional, names, named));
  }

  /** The further rounds of a function that calls itself at its end. */
  #finish(first: Value): Value {
    let value = first;
    while (value === again) {
      this.#evaluation.step(1);
      value = this.definition.body(this.#evaluation.nextFrame!);
    }
    return value;
  }
}
