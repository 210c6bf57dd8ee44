import type { Compiler } from '../engine/compiler.ts';
import type { StepModel } from '../model/route-model.ts';
import type { Processor } from './processor.ts';
import type { ExpressionModel } from '../expression/expression.ts';
import type { Expression } from '../expression/expression.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { Exchange as ExchangeClass } from '../exchange/exchange.ts';
import { clausesOf } from './clauses-of.ts';
import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Takes the first branch whose predicate is true. */
export const choice = {
  name: 'choice',
  description: 'Takes the first branch whose predicate is true.',
  shape: 'step',
  options: {
    when: option.steps({ description: 'Branches, tried in order.' }),
    otherwise: option.steps({ description: 'Taken when no branch is.' }),
    precondition: option.boolean({
      description: 'Decides once when the route starts, from placeholders.',
      default: false,
    }),
  },
  clauses: { when: 'when', otherwise: 'otherwise' },
  compile: compileChoice,
} as const satisfies EipDefinition;
/** A branch of choice. */
export const when = {
  name: 'when',
  description: 'A branch of choice.',
  shape: 'clause',
  options: {
    expression: option.expression({ description: 'Predicate of the branch.', required: true }),
  },
  inlineExpression: 'expression',
} as const satisfies EipDefinition;
/** The branch of choice for all the rest. */
export const otherwise = {
  name: 'otherwise',
  description: 'The branch of choice for all the rest.',
  shape: 'clause',
  options: {},
} as const satisfies EipDefinition;

async function compileChoice(step: StepModel, compiler: Compiler): Promise<Processor> {
  const branches: { test: Expression; run: Processor }[] = [];
  for (const branch of clausesOf(step, 'when')) {
    const model = branch.options['expression'] as ExpressionModel | undefined;
    if (model === undefined) throw compiler.refuse(branch, 'a "when" needs a predicate.');
    branches.push({ test: await compiler.predicate(model), run: await compiler.steps(branch.steps ?? []) });
  }
  const [other] = clausesOf(step, 'otherwise');
  const otherwise = other && (await compiler.steps(other.steps ?? []));
  if (step.options['precondition'] === true) return decideOnce(branches, otherwise, compiler);
  const tests = branches.map(({ test }) => test);
  const runs = branches.map(({ run }) => run);
  const { length } = tests;
  const later = async (first: Promise<boolean>, index: number, exchange: Exchange, signal: AbortSignal) => {
    if (await first) return runs[index]!(exchange, signal);
    return exchange.exception === undefined ? choose(index + 1, exchange, signal) : undefined;
  };
  const choose = (first: number, exchange: Exchange, signal: AbortSignal): void | Promise<void> => {
    for (let i = first; i < length; i++) {
      const taken = tests[i]!.test(exchange, signal);
      if (taken === true) return runs[i]!(exchange, signal);
      if (taken !== false) return later(taken, i, exchange, signal);
      // A method of a bean that fails leaves its failure in the exchange.
      if (exchange.exception !== undefined) return;
    }
    return otherwise?.(exchange, signal);
  };
  return (exchange, signal) => choose(0, exchange, signal);
}

async function decideOnce(
  branches: readonly { test: Expression; run: Processor }[],
  otherwise: Processor | undefined,
  compiler: Compiler,
): Promise<Processor> {
  const exchange = new ExchangeClass(null);
  for (const { test, run } of branches) if (await test.test(exchange, compiler.context.signal)) return run;
  return otherwise ?? (() => undefined);
}
