import type { Component, ComponentContext, EndpointUri } from '@dhow/core/component';
import { HttpClient, type HttpClientSettings } from './http-client.ts';
import { HttpEndpoint, type HttpEndpointUri } from './http-endpoint.ts';
import { httpSpec } from './http-spec.ts';

/**
 * `http:` and `https:`: calls to servers. Endpoints with the same settings share their connections.
 *
 * @example
 * ```ts
 * import { createContext } from '@dhow/core';
 * import { httpComponent } from '@dhow/components/http';
 *
 * createContext({ components: [httpComponent()] });
 * ```
 */
export function httpComponent(): Component {
  const clients = new Map<string, HttpClient>();
  return {
    spec: httpSpec,
    createEndpoint(uri: EndpointUri, context: ComponentContext) {
      const { options } = uri as HttpEndpointUri;
      const settings: HttpClientSettings = {
        connections: options.connectionsPerRoute,
        connectTimeoutMs: options.connectTimeoutMs,
        responseTimeoutMs: options.responseTimeoutMs,
        followRedirects: options.followRedirects,
      };
      const key = JSON.stringify(settings);
      let client = clients.get(key);
      if (!client) clients.set(key, (client = new HttpClient(settings)));
      return new HttpEndpoint(uri as HttpEndpointUri, client, context);
    },
    async stop() {
      await Promise.all(Array.from(clients.values(), (client) => client.destroy()));
      clients.clear();
    },
  };
}
