import type { StepModel } from '../model/route-model.ts';
import type { HeaderTypes } from './message.ts';
import type { Block } from './steps-base.ts';

/** The clauses of a doTry; `Out` is the union of the bodies that the doCatch clauses end with. */
export class TryBranches<Body, Headers extends HeaderTypes, Out> {
  readonly catches: readonly StepModel[];
  readonly last: StepModel | undefined;
  readonly #stepsOf: (block: Block<Body, Headers>) => readonly StepModel[];
  /** Carries the type; never set. */
  declare readonly __out?: Out;

  constructor(
    stepsOf: (block: Block<Body, Headers>) => readonly StepModel[],
    catches: readonly StepModel[],
    last: StepModel | undefined,
  ) {
    this.#stepsOf = stepsOf;
    this.catches = catches;
    this.last = last;
  }

  /** For errors by class name or code: `'DHIS2_CONFLICT'`, `'TypeError'`, `'java.io.IOException'`. */
  doCatch<B>(exceptions: readonly string[], block: Block<Body, Headers, B>): TryBranches<Body, Headers, Out | B> {
    const clause: StepModel = { kind: 'doCatch', options: { exception: exceptions }, steps: this.#stepsOf(block) };
    return new TryBranches(this.#stepsOf, [...this.catches, clause], this.last);
  }

  doFinally(block: Block<Body, Headers>): TryBranches<Body, Headers, Out> {
    const last: StepModel = { kind: 'doFinally', options: {}, steps: this.#stepsOf(block) };
    return new TryBranches(this.#stepsOf, this.catches, last);
  }
}
