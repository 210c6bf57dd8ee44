import type { Component, ComponentContext, EndpointUri } from '@dhow/core/component';
import { ComponentError } from '../component-error.ts';
import { HttpServer, type ServerAddress } from './http-server.ts';
import { PlatformHttpEndpoint, type PlatformHttpEndpointUri } from './platform-http-endpoint.ts';
import { platformHttpSpec } from './platform-http-spec.ts';

export interface PlatformHttpSettings {
  /** Address to listen at; `127.0.0.1` by default, so that nothing outside the machine gets in unasked. */
  readonly host?: string;
  /** 8080 by default; 0 for any that is free. */
  readonly port?: number;
  /** Requests at a time, 1000 by default; further ones are answered with 503. */
  readonly maxConcurrentRequests?: number;
}

/** The connector, and where its server listens. */
export interface PlatformHttpComponent extends Component {
  /** Undefined while no route that receives requests has started. */
  readonly address: ServerAddress | undefined;
}

/**
 * `platform-http:`: receives HTTP requests. What is not set here is taken from the properties `camel.server.host` and
 * `camel.server.port`.
 *
 * @example
 * ```ts
 * import { createContext, route } from '@dhow/core';
 * import { platformHttp, platformHttpComponent } from '@dhow/components/platform-http';
 *
 * const http = platformHttpComponent({ host: '127.0.0.1', port: 0 });
 * const context = createContext({ components: [http] });
 * await context.addRoutes(route('hello').from(platformHttp('/hello')).setBody('Hello'));
 * await context.start();
 * console.log(`${http.address?.url}/hello`);
 * ```
 */
export function platformHttpComponent(settings: PlatformHttpSettings = {}): PlatformHttpComponent {
  let server: HttpServer | undefined;
  return {
    spec: platformHttpSpec,
    servesRest: true,
    get address() {
      return server?.address;
    },
    createEndpoint(uri: EndpointUri, context: ComponentContext) {
      server ??= new HttpServer({
        host: settings.host ?? context.property?.('camel.server.host') ?? '127.0.0.1',
        port: settings.port ?? portOf(context.property?.('camel.server.port')) ?? 8080,
        maxConcurrentRequests: settings.maxConcurrentRequests ?? 1000,
      });
      return new PlatformHttpEndpoint(uri as PlatformHttpEndpointUri, server, context);
    },
    stop: () => server?.close(),
  };
}

function portOf(text: string | undefined): number | undefined {
  if (text === undefined || text.trim() === '') return undefined;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  const expected = 'a port from 0 to 65535';
  throw new ComponentError('ENDPOINT_OPTION_INVALID', {
    endpoint: 'platform-http',
    option: 'camel.server.port',
    found: text,
    expected,
  });
}
