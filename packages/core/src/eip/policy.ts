import type { Compiler } from '../engine/compiler.ts';
import type { StepModel } from '../model/route-model.ts';
import type { Processor } from './processor.ts';
import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Runs its steps within a policy. */
export const policy = {
  name: 'policy',
  description: 'Runs its steps within a policy.',
  shape: 'block',
  options: {
    ref: option.ref<unknown>()({ description: 'The policy.', required: true }),
  },
  shorthand: 'ref',
  compile: compilePolicy,
} as const satisfies EipDefinition;

async function compilePolicy(step: StepModel, compiler: Compiler): Promise<Processor> {
  const policy = compiler.bean<RoutePolicyWrap>(step.options['ref'], `policy in route ${compiler.routeId}`);
  return policy.wrap(await compiler.steps(step.steps ?? []));
}

/** A policy: gets the steps as one processor and answers one that stands around them. */
export interface RoutePolicyWrap {
  wrap(steps: Processor): Processor;
}
