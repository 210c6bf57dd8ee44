import type { EipDefinition } from './eip-definition.ts';

/** Runs its steps one after the other. */
export const pipeline = {
  name: 'pipeline',
  description: 'Runs its steps one after the other.',
  shape: 'block',
  options: {},
} as const satisfies EipDefinition;
