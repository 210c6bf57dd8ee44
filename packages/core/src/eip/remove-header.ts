import type { StepModel } from '../model/route-model.ts';
import type { Processor } from './processor.ts';
import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Removes a header. */
export const removeHeader = {
  name: 'removeHeader',
  description: 'Removes a header.',
  shape: 'step',
  options: {
    name: option.string({ description: 'Name of the header.', required: true }),
  },
  shorthand: 'name',
  compile: compileRemoveHeader,
} as const satisfies EipDefinition;

function compileRemoveHeader(step: StepModel): Processor {
  const { name } = step.options as { name: string };
  return (exchange) => {
    if (exchange.hasHeaders) exchange.headers.delete(name);
  };
}
