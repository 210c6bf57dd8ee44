import type { StepModel } from '../model/route-model.ts';
import type { Processor } from './processor.ts';
import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Removes an exchange property. */
export const removeProperty = {
  name: 'removeProperty',
  description: 'Removes an exchange property.',
  shape: 'step',
  options: {
    name: option.string({ description: 'Name of the property.', required: true }),
  },
  shorthand: 'name',
  compile: compileRemoveProperty,
} as const satisfies EipDefinition;

function compileRemoveProperty(step: StepModel): Processor {
  const { name } = step.options as { name: string };
  return (exchange) => exchange.removeProperty(name);
}
