import type { StepModel } from '../model/route-model.ts';
import { expressionModel, type Value } from './expression-input.ts';
import type { HeaderTypes } from './message.ts';
import type { Block } from './steps-base.ts';

/** The branches of a choice; `Out` is the union of the bodies that they end with. */
export class ChoiceBranches<Body, Headers extends HeaderTypes, Out> {
  readonly whens: readonly StepModel[];
  readonly other: StepModel | undefined;
  readonly #stepsOf: (block: Block<Body, Headers>) => readonly StepModel[];
  /** Carries the type; never set. */
  declare readonly __out?: Out;

  constructor(
    stepsOf: (block: Block<Body, Headers>) => readonly StepModel[],
    whens: readonly StepModel[],
    other: StepModel | undefined,
  ) {
    this.#stepsOf = stepsOf;
    this.whens = whens;
    this.other = other;
  }

  when<B>(
    predicate: Value<boolean, Body, Headers>,
    block: Block<Body, Headers, B>,
  ): ChoiceBranches<Body, Headers, Out | B> {
    const steps = this.#stepsOf(block);
    const when: StepModel = { kind: 'when', options: { expression: expressionModel(predicate) }, steps };
    return new ChoiceBranches(this.#stepsOf, [...this.whens, when], this.other);
  }

  otherwise<B>(block: Block<Body, Headers, B>): ChoiceBranches<Body, Headers, Out | B> {
    return new ChoiceBranches(this.#stepsOf, this.whens, {
      kind: 'otherwise',
      options: {},
      steps: this.#stepsOf(block),
    });
  }
}
