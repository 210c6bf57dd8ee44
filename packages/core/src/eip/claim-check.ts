import type { Compiler } from '../engine/compiler.ts';
import type { StepModel } from '../model/route-model.ts';
import type { Processor } from './processor.ts';
import type { ResolvedOptions } from '../component/option-spec.ts';
import { textOf } from '../convert/java-text.ts';
import { copyResults } from '../exchange/copy-results.ts';
import { strategyOf } from './aggregation-strategy.ts';
import { claimFilter } from './claim-filter.ts';
import { Claims } from './claims.ts';
import { keepReadable } from '../stream-cache/keep-readable.ts';
import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Puts the message aside and takes it back later. */
export const claimCheck = {
  name: 'claimCheck',
  description: 'Puts the message aside and takes it back later.',
  shape: 'step',
  options: {
    operation: option.enum(['Get', 'GetAndRemove', 'Set', 'Push', 'Pop'], {
      description: 'What is done.',
      required: true,
    }),
    key: option.string({ description: 'Name that the message is put aside under.' }),
    filter: option.string({ description: 'What is merged back: body, header:NAME, headers, with + and - in front.' }),
    aggregationStrategy: option.ref<unknown>()({ description: 'Strategy that merges instead of the filter.' }),
    aggregationStrategyMethodName: option.string({ description: 'Method of a plain bean to call as the strategy.' }),
  },
  compile: compileClaimCheck,
} as const satisfies EipDefinition;

async function compileClaimCheck(step: StepModel, compiler: Compiler): Promise<Processor> {
  const { operation, key, filter } = step.options as ResolvedOptions<typeof claimCheck.options>;
  if (filter !== undefined && step.options['aggregationStrategy'] !== undefined)
    throw compiler.refuse(step, 'Cannot use both filter and custom aggregation strategy on ClaimCheck EIP');
  const strategy = strategyOf(step.options, compiler, `claimCheck in route ${compiler.routeId}`);
  const name = key === undefined ? undefined : await compiler.expression({ language: 'simple', expression: key });
  const merge = claimFilter(filter);
  const keeps = compiler.streamCaching !== 'never';
  return async (exchange, signal) => {
    const claims = (exchange.claims ??= new Claims());
    const at = name ? textOf(await name.evaluate(exchange, signal)) : '';
    if (keeps && (operation === 'Set' || operation === 'Push')) keepReadable(exchange);
    if (operation === 'Set') claims.set(at, exchange.copy());
    else if (operation === 'Push') claims.push(exchange.copy());
    else {
      const claimed = operation === 'Pop' ? claims.pop() : claims.get(at, operation === 'GetAndRemove');
      if (claimed === undefined) return;
      if (!strategy) return merge(exchange, claimed);
      const joined = await strategy.aggregate(exchange, claimed);
      if (joined) copyResults(exchange, joined);
    }
  };
}
