import type { OptionsOf } from '../component/option-spec.ts';
import type { saga } from '../eip/saga.ts';
import { expressionModel, type Value } from './expression-input.ts';
import { FlowSteps } from './flow-steps.ts';
import type { HeaderTypes } from './message.ts';
import type { RouteSteps } from './route-steps.ts';
import type { Block } from './steps-base.ts';

/** How a transaction joins one that is under way; `PROPAGATION_REQUIRED` when nothing is said. */
export type Propagation =
  `PROPAGATION_${'REQUIRED' | 'REQUIRES_NEW' | 'MANDATORY' | 'SUPPORTS' | 'NOT_SUPPORTED' | 'NEVER'}`;

export type SagaOptions = Omit<OptionsOf<typeof saga.options>, 'sagaService' | 'option'>;

/** Steps that succeed or fail as one. */
export abstract class UnitOfWorkSteps<Body, Headers extends HeaderTypes> extends FlowSteps<Body, Headers> {
  /**
   * Runs the steps in a transaction: committed when the message ends well, else rolled back. `ref` is a data source, a
   * transaction policy, the name of either, or how the transaction of the only data source joins one that is under way.
   *
   * @example
   * ```ts
   * import { route } from '@dhow/core';
   *
   * route('reports')
   *   .from('direct:reports')
   *   .transacted((steps) =>
   *     steps.to('sql:insert into report values (:#id)').to('sql:update facility set reported = 1 where id = :#id'),
   *   );
   * ```
   */
  transacted<Out>(
    block: Block<Body, Headers, Out>,
    options: { readonly ref?: Propagation | (string & {}) | object } = {},
  ): RouteSteps<Out, Headers> {
    return this.add<Out>('transacted', options, this.block(block));
  }

  /** Runs the steps within a policy: an object with `wrap`, or its name. */
  policy<Out>(ref: string | object, block: Block<Body, Headers, Out>): RouteSteps<Out, Headers> {
    return this.add<Out>('policy', { ref }, this.block(block));
  }

  /**
   * Runs the steps as one saga: when they fail, `compensation` is called, also those of sagas that routes called by the
   * steps have joined. `values` go to compensation and completion as headers, as they are when the saga is joined.
   */
  saga<Out>(
    options: SagaOptions & { readonly values?: Readonly<Record<string, Value<unknown, Body, Headers>>> },
    block: Block<Body, Headers, Out>,
  ): RouteSteps<Out, Headers> {
    const { values = {}, ...rest } = options;
    const option = Object.entries(values).map(([key, value]) => ({ key, expression: expressionModel(value) }));
    return this.add<Out>('saga', option.length === 0 ? rest : { ...rest, option }, this.block(block));
  }

  /**
   * Rolls the transaction back and ends the message: with an exception, or without one when the message, or the innermost
   * transaction, is only marked.
   */
  rollback(
    message?: string,
    options: { readonly markRollbackOnly?: boolean; readonly markRollbackOnlyLast?: boolean } = {},
  ): RouteSteps<never, Headers> {
    return this.add<never>('rollback', { message, ...options });
  }
}
