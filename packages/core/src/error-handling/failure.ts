import type { Processor } from '../eip/processor.ts';
import type { Expression } from '../expression/expression.ts';
import type { ErrorHandlerSetting, ExceptionClause } from './error-handling-model.ts';
import type { RedeliveryPolicy } from './redelivery-policy.ts';

/** State of one failure while it is dealt with. */
export interface Failure {
  policy: RedeliveryPolicy;
  clause: ExceptionClause | undefined;
  processor: Processor | undefined;
  handled: Expression | undefined;
  continued: Expression | undefined;
  retryWhile: Expression | undefined;
  onRedelivery: Processor | undefined;
  onExceptionOccurred: Processor | undefined;
  useOriginalMessage: boolean;
  useOriginalBody: boolean;
  counter: number;
  delay: number;
}

/** As the error handler has it, before a clause takes it up. */
export function newFailure(setting: ErrorHandlerSetting): Failure {
  return {
    policy: setting.policy,
    clause: undefined,
    processor: undefined,
    handled: undefined,
    continued: undefined,
    retryWhile: setting.retryWhile,
    onRedelivery: setting.onRedelivery,
    onExceptionOccurred: setting.onExceptionOccurred,
    useOriginalMessage: setting.useOriginalMessage,
    useOriginalBody: setting.useOriginalBody,
    counter: 0,
    delay: 0,
  };
}

/** What a clause says replaces what the handler says. */
export function applyClause(failure: Failure, clause: ExceptionClause): void {
  failure.clause = clause;
  failure.policy = clausePolicy(clause, failure.policy);
  failure.handled = clause.handled;
  failure.continued = clause.continued;
  failure.retryWhile = clause.retryWhile;
  failure.useOriginalMessage = clause.useOriginalMessage;
  failure.useOriginalBody = clause.useOriginalBody;
  if (clause.processor) failure.processor = clause.processor;
  if (clause.onRedelivery) failure.onRedelivery = clause.onRedelivery;
  if (clause.onExceptionOccurred) failure.onExceptionOccurred = clause.onExceptionOccurred;
}

/**
 * Without a policy of its own a clause does not redeliver. With one, what it leaves open is Camel's default, but for the
 * number of redeliveries, which is the handler's.
 */
function clausePolicy(clause: ExceptionClause, handler: RedeliveryPolicy): RedeliveryPolicy {
  if (clause.policyRef) return clause.policyRef;
  if (clause.policy) return { ...handler, ...clause.policy };
  return { ...handler, maximumRedeliveries: 0 };
}
