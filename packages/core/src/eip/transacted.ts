import type { Compiler } from '../engine/compiler.ts';
import type { StepModel } from '../model/route-model.ts';
import type { Processor } from './processor.ts';
import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Runs the rest in a transaction. */
export const transacted = {
  name: 'transacted',
  description: 'Runs the rest in a transaction.',
  shape: 'block',
  options: {
    ref: option.ref<unknown>()({ description: 'Transaction policy; the only one when absent.' }),
  },
  shorthand: 'ref',
  compile: compileTransacted,
} as const satisfies EipDefinition;

async function compileTransacted(step: StepModel, compiler: Compiler): Promise<Processor> {
  const ref = step.options['ref'] ?? 'transactionManager';
  const source = compiler.bean<TransactionSource>(ref, `transacted in route ${compiler.routeId}`);
  const inner = await compiler.steps(step.steps ?? []);
  return (exchange, signal) =>
    source.inTransaction(async (transaction) => {
      const before = exchange.property(transactionProperty);
      exchange.properties.set(transactionProperty, transaction);
      await inner(exchange, signal);
      if (before === undefined) exchange.removeProperty(transactionProperty);
      else exchange.properties.set(transactionProperty, before);
      const commit = exchange.exception === undefined && !exchange.rollbackOnly && !exchange.rollbackOnlyLast;
      exchange.rollbackOnlyLast = false;
      return commit;
    }, signal);
}

/** One data source that can run work in a transaction: a SQL connector gives such a bean. */
export interface TransactionSource {
  /** Runs the work; commits when it answers true, rolls back when it answers false or throws. */
  inTransaction(work: (transaction: unknown) => Promise<boolean>, signal: AbortSignal): Promise<void>;
}

/** The exchange property under which connectors find the transaction to join. */
export const transactionProperty = 'DhowTransaction';
