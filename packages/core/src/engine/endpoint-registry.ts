import type { Component, ComponentContext, Endpoint } from '../component/component.ts';
import { isCamelScheme } from '../component/camel-schemes.ts';
import { normaliseUri, parseEndpointUri, splitUri } from '../component/endpoint-uri.ts';
import { withPattern } from '../eip/around-send.ts';
import type { Processor } from '../eip/processor.ts';
import type { ExchangePattern } from '../exchange/exchange.ts';
import { nearestHint } from '../errors/nearest-name.ts';
import { isRouteError, RouteError } from '../errors/route-error.ts';

/** Computed URIs may be without number: those used least are forgotten, as Camel does. */
const mostComputed = 1000;

/** The components by scheme, and the endpoints made so far by their normalised URI. */
export class EndpointRegistry {
  readonly #components = new Map<string, Component>();
  readonly #endpoints = new Map<string, Endpoint>();
  /** By the URI as written, for those without parameters: sends do not parse them again. */
  readonly #written = new Map<string, Endpoint>();
  /** Those of computed URIs, by the URI as written; the one used last is the last. */
  readonly #computed = new Map<string, Endpoint>();

  /** Of the endpoints whose URI names one: the pattern of what is sent to them. */
  readonly #patterns = new WeakMap<Endpoint, ExchangePattern>();

  constructor(components: readonly Component[]) {
    for (const component of components) this.add(component);
  }

  add(component: Component): void {
    const { scheme } = component.spec;
    for (const name of typeof scheme === 'string' ? [scheme] : scheme) this.#components.set(name, component);
  }

  /** Adds what no other component stands for. */
  addMissing(component: Component): void {
    const { scheme } = component.spec;
    for (const name of typeof scheme === 'string' ? [scheme] : scheme)
      if (!this.#components.has(name)) this.#components.set(name, component);
  }

  component(scheme: string): Component | undefined {
    return this.#components.get(scheme);
  }

  components(): Component[] {
    return [...new Set(this.#components.values())];
  }

  endpoints(): readonly Endpoint[] {
    return [...new Set([...this.#endpoints.values(), ...this.#computed.values()])];
  }

  /** A send to the endpoint, with the pattern that its URI names for the time of the call. */
  inPattern(endpoint: Endpoint, send: Processor): Processor {
    const pattern = this.#patterns.get(endpoint);
    return pattern === undefined ? send : withPattern(send, pattern);
  }

  /** The endpoint of a URI of a route, made at its first use and kept. */
  resolve(uri: string, parameters: Readonly<Record<string, unknown>> | undefined, context: ComponentContext): Endpoint {
    if (parameters !== undefined) return this.#make(uri, parameters, context);
    let endpoint = this.#written.get(uri);
    if (endpoint === undefined) {
      endpoint = this.#make(uri, undefined, context);
      this.#written.set(uri, endpoint);
    }
    return endpoint;
  }

  /** The endpoint of a URI that was computed for a message. */
  resolveComputed(uri: string, context: ComponentContext): Endpoint {
    const kept = this.#written.get(uri);
    if (kept !== undefined) return kept;
    let endpoint = this.#computed.get(uri);
    if (endpoint === undefined) {
      endpoint = this.#make(uri, undefined, context, false);
      if (this.#computed.size >= mostComputed)
        for (const oldest of this.#computed.keys()) if (this.#computed.delete(oldest)) break;
    } else if (this.#computed.size < mostComputed / 2) return endpoint;
    else this.#computed.delete(uri);
    this.#computed.set(uri, endpoint);
    return endpoint;
  }

  #make(
    uri: string,
    parameters: Readonly<Record<string, unknown>> | undefined,
    context: ComponentContext,
    keep = true,
  ): Endpoint {
    const { scheme, path, query } = splitUri(uri);
    const component = this.#components.get(scheme);
    if (!component) {
      const shown = normaliseUri(scheme, path, query).uri;
      throw new RouteError('ROUTE_NO_SUCH_COMPONENT', {
        found: scheme,
        uri: shown,
        nearest: isCamelScheme(scheme) ? '' : nearestHint(scheme, this.#components.keys()),
      });
    }
    const parsed = parseEndpointUri(uri, parameters, component.spec, (name) => context.bean(name));
    let endpoint = this.#endpoints.get(parsed.uri);
    if (!endpoint) {
      try {
        endpoint = component.createEndpoint(parsed, context);
      } catch (error) {
        if (isRouteError(error)) throw error;
        const reason = error instanceof Error ? error.message : String(error);
        throw new RouteError('ROUTE_ENDPOINT_FAILED', { uri: parsed.masked, reason }, { cause: error });
      }
      if (keep) this.#endpoints.set(parsed.uri, endpoint);
    }
    if (parsed.exchangePattern !== undefined) this.#patterns.set(endpoint, parsed.exchangePattern);
    return endpoint;
  }

  async stop(): Promise<void> {
    for (const component of this.components()) await component.stop?.();
    this.#endpoints.clear();
    this.#written.clear();
    this.#computed.clear();
  }
}
