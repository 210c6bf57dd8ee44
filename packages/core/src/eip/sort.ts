import type { Compiler } from '../engine/compiler.ts';
import type { StepModel } from '../model/route-model.ts';
import type { Processor } from './processor.ts';
import type { ResolvedOptions } from '../component/option-spec.ts';
import type { ExpressionModel } from '../expression/expression.ts';
import { NamedException } from '../error-handling/exception-types.ts';
import { isIterator, javaTypeOf } from '../convert/java-type.ts';
import { comparatorBean, compareNumeric, compareValues, type Compare } from './compare-values.ts';
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
  const compare = comparator === undefined ? undefined : comparatorBean(comparator, 'comparator of sort', compiler);
  return async (exchange, signal) => {
    const value = expression ? await expression.evaluate(exchange, signal) : exchange.body;
    exchange.body = sorted(value, compare ?? naturalOrder);
  };
}

/** As in Camel, a list is sorted where it stands: whoever holds it sees its new order. What is no list fails. */
function sorted(value: unknown, compare: Compare): unknown[] {
  if (Array.isArray(value)) return Object.isFrozen(value) ? value.toSorted(compare) : value.sort(compare);
  const isCollection = typeof value === 'object' && value !== null && (Symbol.iterator in value || isIterator(value));
  if (!isCollection || value instanceof Map)
    throw new NamedException('java.lang.NullPointerException', 'sort needs a list: split the text with tokenize.');
  return Array.from(partsOfValue(value, ',') as Iterable<unknown>).sort(compare);
}

/** Numbers by value, texts by their letters; what has no order among each other is refused. */
function naturalOrder(a: unknown, b: unknown): number {
  if (typeof a === typeof b && typeof a !== 'object') return compareValues(a, b);
  const [left, right] = [javaTypeOf(a), javaTypeOf(b)];
  const isNull = a === null || a === undefined || b === null || b === undefined;
  if (left === right || isNull || (isNumeric(left) && isNumeric(right))) return compareNumeric(a, b);
  const where = `${right} and ${left} are in module java.base of loader 'bootstrap'`;
  const message = `class ${right} cannot be cast to class ${left} (${where})`;
  throw new NamedException('java.lang.ClassCastException', message);
}

const isNumeric = (type: string) => /\.(?:Integer|Long|Double|Float|Short|Byte|BigDecimal|BigInteger)$/.test(type);
