import type { Component, ComponentContext, Endpoint } from '../component/component.ts';
import { normaliseUri, parseEndpointUri, splitUri } from '../component/endpoint-uri.ts';
import { nearestHint } from '../errors/nearest-name.ts';
import { isRouteError, RouteError } from '../errors/route-error.ts';

/** Computed URIs may be without number. */
const mostWritten = 10_000;

/** The components by scheme, and the endpoints made so far by their normalised URI. */
export class EndpointRegistry {
  readonly #components = new Map<string, Component>();
  readonly #endpoints = new Map<string, Endpoint>();
  /** By the URI as written, for those without parameters: sends do not parse them again. */
  readonly #written = new Map<string, Endpoint>();

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
    return [...this.#endpoints.values()];
  }

  /** The endpoint of a URI, made at its first use. */
  resolve(uri: string, parameters: Readonly<Record<string, unknown>> | undefined, context: ComponentContext): Endpoint {
    if (parameters !== undefined) return this.#make(uri, parameters, context);
    let endpoint = this.#written.get(uri);
    if (endpoint === undefined) {
      endpoint = this.#make(uri, undefined, context);
      if (this.#written.size >= mostWritten) this.#written.clear();
      this.#written.set(uri, endpoint);
    }
    return endpoint;
  }

  #make(uri: string, parameters: Readonly<Record<string, unknown>> | undefined, context: ComponentContext): Endpoint {
    const { scheme, path, query } = splitUri(uri);
    const component = this.#components.get(scheme);
    if (!component) {
      const shown = normaliseUri(scheme, path, query).uri;
      throw new RouteError('ROUTE_NO_SUCH_COMPONENT', {
        found: scheme,
        uri: shown,
        nearest: nearestHint(scheme, this.#components.keys()),
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
      this.#endpoints.set(parsed.uri, endpoint);
    }
    return endpoint;
  }

  async stop(): Promise<void> {
    for (const component of this.components()) await component.stop?.();
    this.#endpoints.clear();
    this.#written.clear();
  }
}
