import type { EipDefinition } from './eip-definition.ts';

/** Ends the exchange; no further step runs. */
export const stop = {
  name: 'stop',
  description: 'Ends the exchange; no further step runs.',
  shape: 'step',
  options: {},
} as const satisfies EipDefinition;
