import type { Compiler } from '../engine/compiler.ts';
import type { StepModel } from '../model/route-model.ts';
import type { Processor } from './processor.ts';
import type { ResolvedOptions } from '../component/option-spec.ts';
import type { ExpressionModel } from '../expression/expression.ts';
import { NamedException } from '../error-handling/exception-types.ts';
import { comparatorOf, compareValues, type Compare } from './compare-values.ts';
import { partsOfValue } from './parts-of-value.ts';
import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Sorts the body. */
export const sort = {
  name: 'sort',
  description: 'Sorts the body.',
  shape: 'step',
  options: {
    expression: option.expression({ description: 'What is sorted; the body when absent.' }),
    comparator: option.ref<unknown>()({ description: 'Comparator.' }),
  },
  inlineExpression: 'expression',
  compile: compileSort,
} as const satisfies EipDefinition;

async function compileSort(step: StepModel, compiler: Compiler): Promise<Processor> {
  const model = step.options['expression'] as ExpressionModel | undefined;
  const expression = model && (await compiler.bodyExpression(model));
  const { comparator } = step.options as ResolvedOptions<typeof sort.options>;
  const compare =
    comparator === undefined ? compareValues : comparatorOf(compiler.bean<unknown>(comparator, 'comparator of sort'));
  return async (exchange, signal) => {
    const value = expression ? await expression.evaluate(exchange, signal) : exchange.body;
    exchange.body = sorted(value, compare);
  };
}

function sorted(value: unknown, compare: Compare): unknown[] {
  if (value === null || value === undefined || typeof value === 'string')
    throw new NamedException('java.lang.NullPointerException', 'sort needs a list: split the text with tokenize.');
  return Array.from(partsOfValue(value, ',') as Iterable<unknown>).toSorted(compare);
}
