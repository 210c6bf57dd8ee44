import type { Compiler } from '../engine/compiler.ts';
import type { StepModel } from '../model/route-model.ts';
import type { Processor } from './processor.ts';
import { option } from '../component/option-spec.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { findTransactionPolicy } from '../transaction/find-transaction-policy.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Runs its steps within a policy. */
export const policy = {
  name: 'policy',
  description: 'Runs its steps within a policy.',
  shape: 'block',
  options: {
    ref: option.ref<unknown>()({
      description: 'The policy: an object with "wrap", or what the ref of transacted takes.',
      required: true,
    }),
  },
  shorthand: 'ref',
  compile: compilePolicy,
} as const satisfies EipDefinition;

async function compilePolicy(step: StepModel, compiler: Compiler): Promise<Processor> {
  const policy = findTransactionPolicy(step, compiler);
  return policy.wrap(await compiler.steps(step.steps ?? []));
}

/** A policy: gets the steps as one processor and answers one that stands around them. */
export interface RoutePolicyWrap {
  /** `rolledBack` is for policies with transactions: to be called when one was rolled back. */
  wrap(steps: Processor, rolledBack?: (exchange: Exchange) => void): Processor;
}
