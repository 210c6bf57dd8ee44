import type { StepModel } from '../model/route-model.ts';
import type { Processor } from './processor.ts';
import type { ResolvedOptions } from '../component/option-spec.ts';
import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Sets the exchange pattern. */
export const setExchangePattern = {
  name: 'setExchangePattern',
  description: 'Sets the exchange pattern.',
  shape: 'step',
  options: {
    pattern: option.enum(['InOnly', 'InOut'], { description: 'Pattern.', required: true }),
  },
  shorthand: 'pattern',
  compile: compileSetExchangePattern,
} as const satisfies EipDefinition;

function compileSetExchangePattern(step: StepModel): Processor {
  const { pattern } = step.options as ResolvedOptions<typeof setExchangePattern.options>;
  return (exchange) => {
    exchange.pattern = pattern;
  };
}
