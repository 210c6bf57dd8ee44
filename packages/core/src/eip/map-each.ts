import type { Compiler } from '../engine/compiler.ts';
import type { StepModel } from '../model/route-model.ts';
import type { Processor } from './processor.ts';
import type { ResolvedOptions } from '../component/option-spec.ts';
import type { ExpressionModel } from '../expression/expression.ts';
import { ItemMapper } from './item-mapper.ts';
import { isAsyncIterable, partsOfValue } from './parts-of-value.ts';
import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Maps each item of a list or stream (of Dhow alone); streams are mapped as they are read, and row numbers are kept. */
export const mapEach = {
  name: 'mapEach',
  description:
    'Maps each item of a list or stream (of Dhow alone); streams are mapped as they are read, and row numbers are kept.',
  shape: 'step',
  options: {
    expression: option.expression({ description: 'Value for an item, which stands in the body.', required: true }),
    parallel: option.integer({
      description: 'Items mapped at a time when the expression waits; order is kept.',
      default: 1,
    }),
  },
  inlineExpression: 'expression',
  compile: compileMapEach,
} as const satisfies EipDefinition;

async function compileMapEach(step: StepModel, compiler: Compiler): Promise<Processor> {
  const { parallel } = step.options as ResolvedOptions<typeof mapEach.options>;
  const expression = await compiler.bodyExpression(step.options['expression'] as ExpressionModel);
  return (exchange, signal) => {
    const parts = partsOfValue(exchange.body, ',');
    const mapper = new ItemMapper(expression, exchange, signal, parallel);
    if (isAsyncIterable(parts)) {
      exchange.body = mapper.stream(parts);
      return;
    }
    const mapped = mapper.list(parts as Iterable<unknown>);
    if (!(mapped instanceof Promise)) exchange.body = mapped;
    else
      return mapped.then((items) => {
        exchange.body = items;
      });
  };
}
