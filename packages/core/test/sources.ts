import type { Component, ConsumerRoute } from '../src/component/component.ts';

/** A source that hands over what a test gives it, one message at a time, and says in what order sources end. */
export function sources(ended: string[] = []) {
  const routes = new Map<string, ConsumerRoute>();
  const component: Component = {
    spec: { scheme: 'source', title: 'Source', description: 'A source of a test.', options: {}, lenient: true },
    createEndpoint: ({ uri, path }) => ({
      uri,
      createConsumer: (own) => ({
        start: () => void routes.set(path, own),
        stop() {
          routes.delete(path);
          ended.push(path);
        },
      }),
    }),
  };
  return { component, routes };
}
