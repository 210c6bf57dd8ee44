import type { Processor } from '../eip/processor.ts';
import type { Logger } from '../log/logger.ts';
import type { Expression } from '../expression/expression.ts';
import type { RedeliveryPolicy } from './redelivery-policy.ts';

/** A compiled `onException`. */
export interface ExceptionClause {
  readonly id: string;
  readonly exceptions: readonly string[];
  readonly routeScoped: boolean;
  readonly onWhen: Expression | undefined;
  readonly retryWhile: Expression | undefined;
  readonly handled: Expression | undefined;
  readonly continued: Expression | undefined;
  /** Only the options that the route wrote; undefined without a policy. */
  readonly policy: Partial<RedeliveryPolicy> | undefined;
  /** A whole policy by reference. */
  readonly policyRef: RedeliveryPolicy | undefined;
  readonly onRedelivery: Processor | undefined;
  readonly onExceptionOccurred: Processor | undefined;
  readonly useOriginalMessage: boolean;
  readonly useOriginalBody: boolean;
  /** Its steps; undefined when it has none. */
  readonly processor: Processor | undefined;
}

/** A compiled error handler, before the clauses of the route are joined to it. */
export interface ErrorHandlerSetting {
  readonly kind: 'default' | 'deadLetter';
  readonly policy: RedeliveryPolicy;
  readonly retryWhile: Expression | undefined;
  readonly onRedelivery: Processor | undefined;
  readonly onExceptionOccurred: Processor | undefined;
  readonly onPrepareFailure: Processor | undefined;
  readonly useOriginalMessage: boolean;
  readonly useOriginalBody: boolean;
  readonly deadLetter: Processor | undefined;
  readonly deadLetterUri: string | undefined;
  readonly deadLetterHandleNewException: boolean;
  /** Where its lines go; to the log of the route when absent. */
  readonly log: Logger | undefined;
}
