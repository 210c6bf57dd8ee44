import type { StepModel } from '../model/route-model.ts';
import type { Processor } from './processor.ts';
import type { ResolvedOptions } from '../component/option-spec.ts';
import { nameFilter } from './name-filter.ts';
import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Removes headers by a pattern. */
export const removeHeaders = {
  name: 'removeHeaders',
  description: 'Removes headers by a pattern.',
  shape: 'step',
  options: {
    pattern: option.string({ description: 'Name, wildcard or regular expression.', required: true }),
    excludePattern: option.string({ description: 'Headers to keep.' }),
  },
  shorthand: 'pattern',
  compile: compileRemoveHeaders,
} as const satisfies EipDefinition;

function compileRemoveHeaders(step: StepModel): Processor {
  const { pattern, excludePattern } = step.options as ResolvedOptions<typeof removeHeaders.options>;
  const removed = nameFilter(pattern, excludePattern);
  return (exchange) => {
    if (exchange.hasHeaders)
      for (const name of exchange.headers.names()) if (removed(name)) exchange.headers.delete(name);
  };
}
