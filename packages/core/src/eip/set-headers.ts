import type { Compiler } from '../engine/compiler.ts';
import type { StepModel } from '../model/route-model.ts';
import type { Processor } from './processor.ts';
import type { ExpressionModel } from '../expression/expression.ts';
import { namedValues } from './named-value.ts';
import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Sets several headers. */
export const setHeaders = {
  name: 'setHeaders',
  description: 'Sets several headers.',
  shape: 'step',
  options: {
    headers: option.list(
      option.object(
        {
          name: option.string({ description: 'Name of the header.', required: true }),
          expression: option.expression({ description: 'Value.', required: true }),
        },
        { description: 'One header.' },
      ),
      { description: 'The headers, set in order.', required: true },
    ),
  },
  compile: compileSetHeaders,
} as const satisfies EipDefinition;

async function compileSetHeaders(step: StepModel, compiler: Compiler): Promise<Processor> {
  const headers = step.options['headers'] as readonly { name: string; expression: ExpressionModel }[];
  return namedValues(headers, compiler, (exchange, key, value) => void exchange.headers.set(key, value));
}
