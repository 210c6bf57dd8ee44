import type { Component } from '../component/component.ts';
import { normaliseUri } from '../component/endpoint-uri.ts';
import { nearestName } from '../errors/nearest-name.ts';
import { isRouteError, RouteError } from '../errors/route-error.ts';
import { MockEndpoint } from './mock-endpoint.ts';

/** The mocks of a test context, by the URI that routes send to. */
export class Mocks {
  readonly #now: () => number;
  readonly #mocks = new Map<string, MockEndpoint>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** The mock of `mock:name`, or of an endpoint whose scheme is mocked: `http:api.example.org/x`. Options do not matter. */
  get<Body = unknown>(uri: string): MockEndpoint<Body> {
    const [, scheme = '', path = ''] = /^([\w+.-]+):(?:\/\/)?([^?]*)/.exec(uri) ?? [];
    const key = normaliseUri(scheme, path, {}).uri;
    let mock = this.#mocks.get(key);
    if (!mock) this.#mocks.set(key, (mock = new MockEndpoint(key, this.#now)));
    return mock as MockEndpoint<Body>;
  }

  all(): readonly MockEndpoint[] {
    return [...this.#mocks.values()];
  }

  /** Checks what all mocks expect. */
  assertIsSatisfied(): void {
    for (const mock of this.#mocks.values()) {
      try {
        mock.assertIsSatisfied();
      } catch (error) {
        throw this.#withNearest(error, mock);
      }
    }
  }

  /** A mock that nothing came to may have been asked for by a mistyped URI. */
  #withNearest(error: unknown, { uri, received }: MockEndpoint): unknown {
    const others = this.all().filter((each) => each.received.length > 0);
    const near =
      received.length > 0
        ? undefined
        : nearestName(
            uri,
            others.map((each) => each.uri),
          );
    if (near === undefined || !isRouteError(error)) return error;
    const reason = `${String(error.details['reason'])}. Did you mean "${near}"? Messages came there.`;
    return new RouteError(error.code, { reason });
  }

  /** A component whose endpoints are mocks; sources of its scheme never give a message. */
  component(scheme: string): Component {
    return {
      spec: {
        scheme,
        title: `Mock of ${scheme}`,
        description: 'Keeps what is sent to it.',
        options: {},
        lenient: true,
      },
      createEndpoint: ({ uri }) => ({
        uri,
        createProducer: () => ({ process: this.get(uri).process }),
        createConsumer: () => ({ start: () => undefined, stop: () => undefined, isIdle: () => true }),
      }),
    };
  }
}
