import type { Compiler } from '../engine/compiler.ts';
import type { StepModel } from '../model/route-model.ts';
import type { Processor } from './processor.ts';
import type { ResolvedOptions } from '../component/option-spec.ts';
import { formatStep } from './format-step.ts';
import { noConversion } from '../convert/conversion-error.ts';
import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Turns text or bytes into data. */
export const unmarshal = {
  name: 'unmarshal',
  description: 'Turns text or bytes into data.',
  shape: 'step',
  options: {
    dataFormat: option.dataFormat({ description: 'Data format with its options.', required: true }),
    variableSend: option.string({ description: 'Variable whose value is taken as body.' }),
    variableReceive: option.string({ description: 'Variable that takes the result.' }),
    allowNullBody: option.boolean({ description: 'Lets a null body pass.', default: false }),
  },
  compile: compileUnmarshal,
} as const satisfies EipDefinition;

async function compileUnmarshal(step: StepModel, compiler: Compiler): Promise<Processor> {
  const { variableSend, variableReceive, allowNullBody } = step.options as ResolvedOptions<typeof unmarshal.options>;
  const format = await compiler.dataFormat(step.options['dataFormat'] as StepModel);
  return formatStep(
    (body, exchange) => {
      if (body !== null && body !== undefined) return format.unmarshal(body, exchange);
      if (allowNullBody) return null;
      throw noConversion(body, 'java.io.InputStream');
    },
    { variableSend, variableReceive },
    compiler,
  );
}
