import { expect, test } from 'vitest';
import { option } from '../component/option-spec.ts';
import { endpointDefinitions } from './schema-endpoints.ts';

test('the parameters of an endpoint are those of its component and those of every endpoint', () => {
  const spec = {
    scheme: 'box',
    title: 'Box',
    description: 'A box.',
    options: { synchronous: option.string({ description: 'Its own.' }) },
  } as const;
  const { parametersOf_box: parameters } = endpointDefinitions([spec]) as Record<string, { properties: unknown }>;
  expect(parameters!.properties).toMatchObject({
    synchronous: { description: 'Its own.' },
    exchangePattern: { description: expect.stringContaining('Pattern of the messages sent') as string },
  });
});
