import type { Compiler } from '../engine/compiler.ts';
import type { StepModel } from '../model/route-model.ts';
import type { Processor } from './processor.ts';
import type { ResolvedOptions } from '../component/option-spec.ts';
import { formatStep } from './format-step.ts';
import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Turns the body into text or bytes. */
export const marshal = {
  name: 'marshal',
  description: 'Turns the body into text or bytes.',
  shape: 'step',
  options: {
    dataFormat: option.dataFormat({ description: 'Data format with its options.', required: true }),
    variableSend: option.string({ description: 'Variable whose value is taken as body.' }),
    variableReceive: option.string({ description: 'Variable that takes the result.' }),
  },
  compile: compileMarshal,
} as const satisfies EipDefinition;

async function compileMarshal(step: StepModel, compiler: Compiler): Promise<Processor> {
  const { variableSend, variableReceive } = step.options as ResolvedOptions<typeof marshal.options>;
  const format = await compiler.dataFormat(step.options['dataFormat'] as StepModel);
  return formatStep((body, exchange) => format.marshal(body, exchange), { variableSend, variableReceive }, compiler);
}
