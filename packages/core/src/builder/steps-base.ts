import { RouteError } from '../errors/route-error.ts';
import type { StepModel } from '../model/route-model.ts';
import type { HeaderTypes } from './message.ts';
import type { RouteSteps } from './route-steps.ts';

/** What the steps of a builder are kept in; each step makes a new builder. */
export interface StepsState {
  readonly steps: readonly StepModel[];
  readonly route: RouteState | undefined;
}

/** What belongs to the route and not to a step. */
export interface RouteState {
  readonly id: string;
  readonly from: { readonly uri: string; readonly parameters?: Readonly<Record<string, unknown>> };
  readonly options: Readonly<Record<string, unknown>>;
  readonly scoped: readonly StepModel[];
  readonly errorHandler: { readonly kind: string; readonly options: Readonly<Record<string, unknown>> } | undefined;
}

/** What a block ends with: steps with the body that the last one leaves, whatever headers they declare. */
export interface BlockEnd<Out> {
  readonly steps: readonly StepModel[];
  /** Carries the type; never set. */
  readonly __body?: Out;
}

/** A block of steps: gets a builder that knows the body, and answers it with the steps added. */
export type Block<Body, Headers extends HeaderTypes, Out = unknown> = (
  steps: RouteSteps<Body, Headers>,
) => BlockEnd<Out>;

/** The part of the builder that adds steps. Immutable: every step answers a new one. */
export abstract class StepsBase<Body, Headers extends HeaderTypes> {
  protected readonly state: StepsState;
  /** Carries the type; never set. */
  declare readonly __body?: Body;
  /** Carries the type; never set. */
  declare readonly __headers?: Headers;

  constructor(state: StepsState) {
    this.state = state;
  }

  /** The steps so far, as the route model has them. */
  get steps(): readonly StepModel[] {
    return this.state.steps;
  }

  /**
   * Names the step before it: for advice and breakpoints, in history, traces and metrics. Ids are unique in a context.
   *
   * @example
   * ```ts
   * import { route } from '@dhow/core';
   *
   * route('reports').from('direct:reports').to('direct:values').id('deliver');
   * ```
   */
  id(id: string): RouteSteps<Body, Headers> {
    const { steps } = this.state;
    const last = steps.at(-1);
    if (last === undefined)
      throw new RouteError('ROUTE_BAD_DEFINITION', {
        place: `.id('${id}')`,
        reason: 'there is no step before it to name. The id of a route is the argument of route().',
      });
    return this.with({ ...this.state, steps: [...steps.slice(0, -1), { ...last, id }] });
  }

  protected abstract with<B, H extends HeaderTypes>(state: StepsState): RouteSteps<B, H>;

  protected add<B = Body, H extends HeaderTypes = Headers>(
    kind: string,
    options: Readonly<Record<string, unknown>>,
    steps?: readonly StepModel[],
  ): RouteSteps<B, H> {
    const kept: Record<string, unknown> = {};
    for (const name in options) if (options[name] !== undefined) kept[name] = options[name];
    const step: StepModel = steps === undefined ? { kind, options: kept } : { kind, options: kept, steps };
    return this.with<B, H>({ ...this.state, steps: [...this.state.steps, step] });
  }

  /** The steps of a block; `B` is the body that they start with. */
  protected block<B>(block: Block<B, Headers>): readonly StepModel[] {
    return block(this.with<B, Headers>({ steps: [], route: undefined })).steps;
  }
}
