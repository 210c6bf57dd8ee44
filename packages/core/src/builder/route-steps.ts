import type { OptionsOf } from '../component/option-spec.ts';
import type { onCompletion } from '../eip/on-completion.ts';
import type { onException } from '../eip/on-exception.ts';
import type { errorHandlerSpecs } from '../error-handling/error-handler-specs.ts';
import type { redeliveryPolicyOptions } from '../error-handling/redelivery-policy.ts';
import type { routeOptions } from '../engine/route-options.ts';
import { RouteError } from '../errors/route-error.ts';
import { noRoutes, type RouteModel, type RoutesModel, type StepModel } from '../model/route-model.ts';
import { expressionModel, type Value } from './expression-input.ts';
import type { HeaderTypes } from './message.ts';
import type { EndpointRef } from './refs.ts';
import type { Block, RouteState, StepsState } from './steps-base.ts';
import { UnitOfWorkSteps } from './unit-of-work-steps.ts';

export interface OnExceptionOptions extends Omit<
  OptionsOf<typeof onException.options>,
  'exception' | 'handled' | 'continued' | 'onWhen' | 'retryWhile' | 'redeliveryPolicy'
> {
  readonly handled?: Value<boolean, unknown, HeaderTypes> | boolean;
  readonly continued?: Value<boolean, unknown, HeaderTypes> | boolean;
  readonly onWhen?: Value<boolean, unknown, HeaderTypes>;
  readonly retryWhile?: Value<boolean, unknown, HeaderTypes>;
  readonly redeliveryPolicy?: OptionsOf<typeof redeliveryPolicyOptions>;
}

/** See the table in the manual's page on routes. */
export type RouteOptions = Omit<OptionsOf<typeof routeOptions>, 'id' | 'kamelet' | 'note' | 'routePolicyRef'>;

/**
 * A route under construction: it knows the type of the body (and the headers declared) at each step. Immutable: each call
 * answers a new builder, so that a beginning may be shared by several routes.
 */
export class RouteSteps<Body = unknown, Headers extends HeaderTypes = HeaderTypes> extends UnitOfWorkSteps<
  Body,
  Headers
> {
  /** Handles errors of these classes or codes in this route. */
  onException(
    exceptions: readonly string[],
    options: OnExceptionOptions = {},
    block?: Block<unknown, HeaderTypes>,
  ): RouteSteps<Body, Headers> {
    const { handled, continued, onWhen, retryWhile, ...rest } = options;
    const models: Record<string, unknown> = {};
    for (const [name, value] of Object.entries({ handled, continued, onWhen, retryWhile }))
      if (value !== undefined) models[name] = expressionModel(value);
    const steps = block ? block(new RouteSteps<unknown, HeaderTypes>({ steps: [], route: undefined })).steps : [];
    return this.#scoped({ kind: 'onException', options: { exception: exceptions, ...rest, ...models }, steps });
  }

  /** The route's error handler, under Camel's names. */
  errorHandler<const Kind extends keyof typeof errorHandlerSpecs>(
    kind: Kind,
    options: OptionsOf<(typeof errorHandlerSpecs)[Kind]>,
  ): RouteSteps<Body, Headers> {
    return this.#route({ errorHandler: { kind, options } });
  }

  onCompletion(
    options: Omit<OptionsOf<typeof onCompletion.options>, 'onWhen'> & {
      readonly onWhen?: Value<boolean, unknown, HeaderTypes>;
    },
    block: Block<Body, Headers>,
  ): RouteSteps<Body, Headers> {
    const { onWhen, ...rest } = options;
    const condition = onWhen === undefined ? {} : { onWhen: expressionModel(onWhen) };
    return this.#scoped({ kind: 'onCompletion', options: { ...rest, ...condition }, steps: this.block(block) });
  }

  /** Runs the block before each step of the route. */
  intercept(
    options: { readonly onWhen?: Value<boolean, unknown, HeaderTypes> },
    block: Block<unknown, HeaderTypes>,
  ): RouteSteps<Body, Headers> {
    return this.#intercepting('intercept', options, block);
  }

  /** Runs the block for each message that comes in, from a source whose URI matches when one is given. */
  interceptFrom(
    options: { readonly uri?: string; readonly onWhen?: Value<boolean, unknown, HeaderTypes> },
    block: Block<unknown, HeaderTypes>,
  ): RouteSteps<Body, Headers> {
    return this.#intercepting('interceptFrom', options, block);
  }

  /** Runs the block before, or instead of, each send to an endpoint whose URI matches. */
  interceptSendToEndpoint(
    uri: string,
    options: {
      readonly skipSendToOriginalEndpoint?: boolean;
      readonly afterUri?: string;
      readonly onWhen?: Value<boolean, unknown, HeaderTypes>;
    },
    block: Block<unknown, HeaderTypes>,
  ): RouteSteps<Body, Headers> {
    return this.#intercepting('interceptSendToEndpoint', { uri, ...options }, block);
  }

  /** Everything else that a route has. */
  options(options: RouteOptions): RouteSteps<Body, Headers> {
    return this.#route({ options: { ...this.#own().options, ...options } });
  }

  /** The route as the engine takes it. */
  toRoute(): RouteModel {
    const { id, from, options, scoped, errorHandler } = this.#own();
    const { group, description, ...rest } = options as RouteOptions;
    return {
      id,
      from,
      steps: this.state.steps,
      options: rest,
      scoped,
      ...(group === undefined ? {} : { group }),
      ...(description === undefined ? {} : { description }),
      ...(errorHandler ? { errorHandler } : {}),
    };
  }

  /** For {@link DhowContext.addRoutes}. */
  toRoutes(): RoutesModel {
    return { ...noRoutes, routes: [this.toRoute()] };
  }

  protected override with<B, H extends HeaderTypes>(state: StepsState): RouteSteps<B, H> {
    return new RouteSteps<B, H>(state);
  }

  #own(): RouteState {
    const { route } = this.state;
    if (!route)
      throw new RouteError('ROUTE_BAD_DEFINITION', {
        place: 'a block of steps',
        reason: 'this belongs to a whole route, not to steps inside a block.',
      });
    return route;
  }

  #route(change: Partial<RouteState>): RouteSteps<Body, Headers> {
    return new RouteSteps<Body, Headers>({ ...this.state, route: { ...this.#own(), ...change } });
  }

  #intercepting(
    kind: string,
    { onWhen, ...options }: { readonly onWhen?: unknown; readonly uri?: string },
    block: Block<unknown, HeaderTypes>,
  ): RouteSteps<Body, Headers> {
    const when = onWhen === undefined ? {} : { onWhen: expressionModel(onWhen) };
    const { steps } = block(new RouteSteps<unknown, HeaderTypes>({ steps: [], route: undefined }));
    return this.#scoped({ kind, options: { ...options, ...when }, steps });
  }

  #scoped(step: StepModel): RouteSteps<Body, Headers> {
    return this.#route({ scoped: [...this.#own().scoped, step] });
  }
}

/** Several routes as one source. */
export function routes(...all: readonly RouteSteps<never, never>[]): RoutesModel {
  return { ...noRoutes, routes: all.map((each) => each.toRoute()) };
}

/** The beginning of a route: what remains to be said is where its messages come from. */
export interface RouteStart {
  /** Reads from an endpoint; a typed one says what its bodies are. */
  from<Out>(from: EndpointRef<never, Out>): RouteSteps<Out, HeaderTypes>;
  from(uri: string): RouteSteps<unknown, HeaderTypes>;
}

/**
 * Begins a route.
 *
 * @example
 * ```ts
 * import { route } from '@dhow/core';
 * import { direct } from '@dhow/components/direct';
 * import { log } from '@dhow/components/log';
 *
 * const hello = route('hello')
 *   .from(direct<string>('hello'))
 *   .transform(({ body }) => `Hello ${body}`)
 *   .to(log('greetings'));
 * ```
 */
export function route(id: string): RouteStart {
  return {
    from<Out>(from: string | EndpointRef<never, Out>): RouteSteps<Out, HeaderTypes> {
      const endpoint =
        typeof from === 'string'
          ? { uri: from }
          : { uri: from.uri, ...(from.parameters ? { parameters: from.parameters } : {}) };
      const state: RouteState = { id, from: endpoint, options: {}, scoped: [], errorHandler: undefined };
      return new RouteSteps<Out, HeaderTypes>({ steps: [], route: state });
    },
  };
}
