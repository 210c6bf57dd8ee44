import type { Compiler } from '../engine/compiler.ts';
import type { StepModel } from '../model/route-model.ts';
import type { Processor } from './processor.ts';
import type { ResolvedOptions } from '../component/option-spec.ts';
import { RouteError } from '../errors/route-error.ts';
import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Marks the exchange for rollback and ends it: with an exception, or silently by one of its marks. */
export const rollback = {
  name: 'rollback',
  description: 'Marks the exchange for rollback and ends it.',
  shape: 'step',
  options: {
    message: option.string({ description: 'Message of the exception.' }),
    markRollbackOnly: option.boolean({ description: 'Only marks; no exception.', default: false }),
    markRollbackOnlyLast: option.boolean({
      description: 'Only marks the innermost transaction; no exception.',
      default: false,
    }),
  },
  shorthand: 'message',
  compile: compileRollback,
} as const satisfies EipDefinition;

function compileRollback(step: StepModel, compiler: Compiler): Processor {
  const { message, markRollbackOnly, markRollbackOnlyLast } = step.options as ResolvedOptions<typeof rollback.options>;
  if (markRollbackOnly && markRollbackOnlyLast)
    throw compiler.refuse(step, 'only one of markRollbackOnly and markRollbackOnlyLast can be true.');
  return (exchange) => {
    if (markRollbackOnlyLast) {
      exchange.rollbackOnlyLast = true;
      return;
    }
    exchange.rollbackOnly = true;
    if (markRollbackOnly) return;
    const reason = message ?? 'Intended rollback';
    exchange.exception = new RouteError('ROUTE_ROLLBACK', {
      reason: reason === '' ? '' : `${reason}. `,
      exchange: String(exchange),
    });
  };
}
