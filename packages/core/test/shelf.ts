import type { Component } from '../src/component/component.ts';
import { option } from '../src/component/option-spec.ts';
import { Exchange } from '../src/exchange/exchange.ts';

/** `shelf:name`: has one message for each name, and no more; none for `empty`, and one that failed for `broken`. */
export function shelf(): Component {
  const taken = new Set<string>(['empty']);
  return {
    spec: {
      scheme: 'shelf',
      title: 'Shelf',
      description: 'Messages to take.',
      path: { name: 'name', description: 'Name of the message.' },
      options: { label: option.string({ description: 'Stands after the name.', default: '' }) },
    },
    createEndpoint: ({ uri, path, options }) => ({
      uri,
      poll: (timeoutMs) => {
        if (taken.has(path)) return Promise.resolve(undefined);
        taken.add(path);
        const exchange = new Exchange(`${path}${String(options['label'])} within ${timeoutMs}`);
        exchange.headers.set('shelf', path);
        if (path === 'broken') exchange.exception = new Error('broken');
        return Promise.resolve(exchange);
      },
    }),
  };
}
