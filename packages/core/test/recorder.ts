import type { Component } from '../src/component/component.ts';
import { option } from '../src/component/option-spec.ts';

export interface RecordedSend {
  readonly path: string;
  readonly mark: unknown;
  readonly pattern: string;
}

/** `rec:path?mark=…`: writes down each send with what its endpoint was given. */
export function recorder(): { readonly component: Component; readonly sent: RecordedSend[] } {
  const sent: RecordedSend[] = [];
  const component: Component = {
    spec: {
      scheme: 'rec',
      title: 'Recorder',
      description: 'Writes down sends.',
      path: { name: 'path', description: 'Any.' },
      options: { mark: option.string({ description: 'Any.' }) },
    },
    createEndpoint: ({ uri, path, options }) => ({
      uri,
      createProducer: () => ({
        process: ({ pattern }) => void sent.push({ path, mark: options['mark'], pattern }),
      }),
    }),
  };
  return { component, sent };
}
