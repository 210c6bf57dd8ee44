import type { Component } from '../component/component.ts';

/** `stub:anything`: stands for a connector that is not there; what is sent to it is dropped. */
export function stubComponent(): Component {
  return {
    spec: {
      scheme: 'stub',
      title: 'Stub',
      description: 'Stands for another endpoint without doing anything.',
      path: { name: 'name', description: 'Any text, such as the URI that it stands for.' },
      options: {},
      lenient: true,
    },
    createEndpoint: ({ uri }) => ({
      uri,
      createProducer: () => ({ process: () => undefined }),
      createConsumer: () => ({ start: () => undefined, stop: () => undefined, isIdle: () => true }),
    }),
  };
}
