import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Runs its steps and hands what fails to its doCatch. */
export const doTry = {
  name: 'doTry',
  description: 'Runs its steps and hands what fails to its doCatch.',
  shape: 'block',
  options: {
    doCatch: option.steps({ description: 'Clauses, tried in order.' }),
    doFinally: option.steps({ description: 'Runs in any case.' }),
  },
  clauses: { doCatch: 'doCatch', doFinally: 'doFinally' },
} as const satisfies EipDefinition;
/** Handles exceptions of doTry. */
export const doCatch = {
  name: 'doCatch',
  description: 'Handles exceptions of doTry.',
  shape: 'clause',
  options: {
    exception: option.list(option.string({ description: 'Class name.' }), {
      description: 'Classes that it handles.',
      required: true,
    }),
    onWhen: option.expression({ description: 'Further condition.' }),
  },
} as const satisfies EipDefinition;
/** Runs at the end of doTry in any case. */
export const doFinally = {
  name: 'doFinally',
  description: 'Runs at the end of doTry in any case.',
  shape: 'clause',
  options: {},
} as const satisfies EipDefinition;
