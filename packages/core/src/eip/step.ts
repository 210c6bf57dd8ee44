import type { EipDefinition } from './eip-definition.ts';

/** Names a group of steps for metrics and traces. */
export const step = {
  name: 'step',
  description: 'Names a group of steps for metrics and traces.',
  shape: 'block',
  options: {},
} as const satisfies EipDefinition;
