import type { Component } from '../src/component/component.ts';

/** `failing:x`, which compiles and does not start. */
export const failingSource: Component = {
  spec: { scheme: 'failing', title: 'Failing', description: 'A source that is away.', options: {}, lenient: true },
  createEndpoint: ({ uri }) => ({
    uri,
    createConsumer: () => ({
      start() {
        throw new Error('it is away');
      },
      stop: () => undefined,
    }),
  }),
};
