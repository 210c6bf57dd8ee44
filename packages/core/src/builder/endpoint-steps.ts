import type { OptionsOf, OptionSpecs } from '../component/option-spec.ts';
import type { dynamicRouter } from '../eip/dynamic-router.ts';
import type { enrich } from '../eip/enrich.ts';
import type { pollEnrich } from '../eip/poll-enrich.ts';
import type { recipientList } from '../eip/recipient-list.ts';
import type { routingSlip } from '../eip/routing-slip.ts';
import type { wireTap } from '../eip/wire-tap.ts';
import type { Fits } from './advice.ts';
import { expressionModel, type Value } from './expression-input.ts';
import type { HeaderTypes } from './message.ts';
import { MessageSteps } from './message-steps.ts';
import type { After, EndpointRef } from './refs.ts';
import type { RouteSteps } from './route-steps.ts';
import type { Block } from './steps-base.ts';

export interface SendStepOptions {
  readonly pattern?: 'InOnly' | 'InOut';
  /** The variable whose value is sent as body. */
  readonly variableSend?: string;
  /** The variable that takes the reply; the message stays as it is. */
  readonly variableReceive?: string;
}

/** Options of patterns whose endpoints are computed. */
type Computed<Specs extends OptionSpecs> = Omit<OptionsOf<Specs>, 'expression'>;

const target = (to: string | EndpointRef<never, unknown>) =>
  typeof to === 'string' ? { uri: to } : { uri: to.uri, parameters: to.parameters };

/** Steps that deal with other endpoints. */
export abstract class EndpointSteps<Body, Headers extends HeaderTypes> extends MessageSteps<Body, Headers> {
  /** Sends to an endpoint. With a typed one the body must fit, and becomes its reply; a URI leaves the body unknown. */
  to(uri: string, options?: SendStepOptions): RouteSteps<unknown, Headers>;
  // The last one, since it is the one that the compiler tells of when none fits.
  to<In, Out>(
    to: EndpointRef<In, Out> & Fits<Body, In>,
    options?: SendStepOptions,
  ): RouteSteps<After<Body, Out>, Headers>;
  to(to: string | EndpointRef<never, unknown>, options: SendStepOptions = {}): RouteSteps<never, Headers> {
    return this.add<never>('to', { ...target(to), ...options });
  }

  /** Sends to an endpoint whose URI is computed: Simple in text. */
  toD(
    uri: string,
    options: SendStepOptions & { readonly ignoreInvalidEndpoint?: boolean; readonly allowedSchemes?: string } = {},
  ): RouteSteps<unknown, Headers> {
    return this.add<unknown>('toD', { uri, ...options });
  }

  /** Sends a copy and does not wait. */
  wireTap<In>(
    to: string | (EndpointRef<In, unknown> & Fits<Body, In>),
    options: Omit<OptionsOf<typeof wireTap.options>, 'uri' | 'parameters' | 'variableReceive'> = {},
  ): RouteSteps<Body, Headers> {
    return this.add('wireTap', { ...target(to as EndpointRef<never, unknown>), ...options });
  }

  /** Asks another endpoint; its reply replaces the body unless a strategy joins them. */
  enrich<Out = unknown>(
    uri: string | Value<string, Body, Headers>,
    options: Computed<typeof enrich.options> = {},
  ): RouteSteps<Out, Headers> {
    return this.add<Out>('enrich', { expression: uriModel(uri), ...options });
  }

  /** Takes a message from an endpoint. */
  pollEnrich<Out = unknown>(
    uri: string | Value<string, Body, Headers>,
    options: Computed<typeof pollEnrich.options> = {},
  ): RouteSteps<Out, Headers> {
    return this.add<Out>('pollEnrich', { expression: uriModel(uri), ...options });
  }

  /** Takes one message from an endpoint; its body replaces the body. */
  poll<Out = unknown>(
    uri: string,
    options: { readonly timeout?: number; readonly variableReceive?: string } = {},
  ): RouteSteps<Out, Headers> {
    return this.add<Out>('poll', { uri, ...options });
  }

  /** Calls a Kamelet: a route template, with its parameters. The block gets what the Kamelet's sink gives. */
  kamelet<Out = unknown>(
    name: string,
    parameters: Readonly<Record<string, unknown>> = {},
    block?: Block<unknown, Headers>,
  ): RouteSteps<Out, Headers> {
    return this.add<Out>('kamelet', { name, parameters }, block && this.block(block));
  }

  /** Sends a copy to each URI of a list. */
  recipientList<Out = unknown>(
    uris: Value<readonly string[] | string, Body, Headers>,
    options: Computed<typeof recipientList.options> = {},
  ): RouteSteps<Out, Headers> {
    return this.add<Out>('recipientList', { expression: expressionModel(uris), ...options });
  }

  /** Sends to a list of URIs one after the other. */
  routingSlip(
    uris: Value<readonly string[] | string, Body, Headers>,
    options: Computed<typeof routingSlip.options> = {},
  ): RouteSteps<unknown, Headers> {
    return this.add<unknown>('routingSlip', { expression: expressionModel(uris), ...options });
  }

  /** Sends to what the function answers, until it answers null. */
  dynamicRouter(
    next: Value<string | null, Body, Headers>,
    options: Computed<typeof dynamicRouter.options> = {},
  ): RouteSteps<unknown, Headers> {
    return this.add<unknown>('dynamicRouter', { expression: expressionModel(next), ...options });
  }
}

function uriModel(uri: unknown) {
  return typeof uri === 'string' ? { language: 'simple', expression: uri } : expressionModel(uri);
}
