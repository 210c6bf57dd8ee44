import type { StepModel } from '../model/route-model.ts';
import type { Processor } from './processor.ts';
import type { ResolvedOptions } from '../component/option-spec.ts';
import { nameFilter } from './name-filter.ts';
import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Removes exchange properties by a pattern. */
export const removeProperties = {
  name: 'removeProperties',
  description: 'Removes exchange properties by a pattern.',
  shape: 'step',
  options: {
    pattern: option.string({ description: 'Name, wildcard or regular expression.', required: true }),
    excludePattern: option.string({ description: 'Properties to keep.' }),
  },
  shorthand: 'pattern',
  compile: compileRemoveProperties,
} as const satisfies EipDefinition;

function compileRemoveProperties(step: StepModel): Processor {
  const { pattern, excludePattern } = step.options as ResolvedOptions<typeof removeProperties.options>;
  const removed = nameFilter(pattern, excludePattern);
  return (exchange) => {
    if (!exchange.hasProperties) return;
    for (const name of exchange.properties.keys()) if (removed(name)) exchange.removeProperty(name);
  };
}
