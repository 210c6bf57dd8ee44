import type { Component, ConsumerRoute } from '../component/component.ts';

/**
 * The endpoint `loopback:name`: sends to the route that reads from it, in the same call. For tests of the engine itself,
 * which has no connectors; routes in programs use `direct:`.
 */
export function loopback(): Component {
  const readers = new Map<string, ConsumerRoute>();
  return {
    spec: {
      scheme: 'loopback',
      title: 'Loopback',
      description: 'Hands messages to a route of the same context.',
      path: { name: 'name', description: 'Name of the endpoint.', required: true },
      options: {},
    },
    createEndpoint: ({ uri, path }) => ({
      uri,
      createProducer: () => ({
        process(exchange, signal) {
          const reader = readers.get(path);
          if (reader) return reader.process(exchange, signal);
          throw new Error(`No route reads ${uri}`);
        },
      }),
      createConsumer: (route) => ({
        start: () => void readers.set(path, route),
        stop: () => void readers.delete(path),
        isIdle: () => true,
        defersStop: true,
      }),
    }),
  };
}
