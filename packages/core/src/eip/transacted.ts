import type { Compiler } from '../engine/compiler.ts';
import { option } from '../component/option-spec.ts';
import type { StepModel } from '../model/route-model.ts';
import { findTransactionPolicy } from '../transaction/find-transaction-policy.ts';
import type { EipDefinition } from './eip-definition.ts';
import type { Processor } from './processor.ts';

/** Runs its steps in a transaction: committed when the message ends well, else rolled back. */
export const transacted = {
  name: 'transacted',
  description: 'Runs its steps in a transaction: committed when the message ends well, else rolled back.',
  shape: 'block',
  options: {
    ref: option.ref<unknown>()({
      description:
        'Transaction policy or data source, or PROPAGATION_ with REQUIRED, REQUIRES_NEW, MANDATORY, SUPPORTS, NOT_SUPPORTED or NEVER; the only data source when absent.',
    }),
  },
  shorthand: 'ref',
  // What the transaction itself fails with (no connection, a refused commit) goes to the caller, as in Camel.
  ownErrorHandling: true,
  compile: compileTransacted,
} as const satisfies EipDefinition;

async function compileTransacted(step: StepModel, compiler: Compiler): Promise<Processor> {
  const policy = findTransactionPolicy(step, compiler);
  warnOfParallelParts(step.steps ?? [], compiler);
  const steps = await compiler.steps(step.steps ?? []);
  return policy.wrap(steps, (exchange) =>
    compiler.log.warn(`Transaction rolled back (ExchangeId: ${exchange.id}, route: ${compiler.routeId})`),
  );
}

/** As in Camel they run outside, which is easily overlooked. */
function warnOfParallelParts(steps: readonly StepModel[], compiler: Compiler): void {
  for (const { kind, options, steps: inner = [] } of steps) {
    const parallel = options['parallelProcessing'];
    if (parallel === true || parallel === 'true')
      compiler.log.warn(
        `The parts of ${kind} in route ${compiler.routeId} run in parallel and therefore outside of the transaction. Remove parallelProcessing to have them inside.`,
      );
    warnOfParallelParts(inner, compiler);
  }
}
