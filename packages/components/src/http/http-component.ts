import type { Component, ComponentContext, EndpointUri } from '@dhow/core/component';
import { ComponentError } from '../component-error.ts';
import { HttpClient, type HttpClientSettings, type HttpProxy } from './http-client.ts';
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
        proxy: proxyOf(uri as HttpEndpointUri),
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

function proxyOf({ options, masked }: HttpEndpointUri): HttpProxy | undefined {
  const { proxyHost, proxyPort = 8080, proxyAuthScheme, proxyAuthUsername, proxyAuthPassword } = options;
  if (proxyHost === undefined) return undefined;
  const url = `${proxyAuthScheme}://${proxyHost}:${proxyPort}`;
  if (!URL.canParse(url)) {
    const expected = 'the name or address of a machine, such as proxy.example.org';
    throw new ComponentError('ENDPOINT_OPTION_INVALID', {
      endpoint: masked,
      option: 'proxyHost',
      found: proxyHost,
      expected,
    });
  }
  return { url, username: proxyAuthUsername, password: proxyAuthPassword };
}
