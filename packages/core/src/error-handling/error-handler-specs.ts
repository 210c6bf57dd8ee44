import { option, type OptionSpecs } from '../component/option-spec.ts';
import { redeliveryPolicyOptions } from './redelivery-policy.ts';

const levels = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'OFF'] as const;

const defaultErrorHandler = {
  id: option.string({ description: 'Kept for Camel routes; nothing refers to it.' }),
  redeliveryPolicy: option.object(redeliveryPolicyOptions, { description: 'How steps are tried again.' }),
  redeliveryPolicyRef: option.ref<unknown>()({ description: 'Bean with the policy.' }),
  onRedeliveryRef: option.ref<unknown>()({ description: 'Processor called before each redelivery.' }),
  onExceptionOccurredRef: option.ref<unknown>()({ description: 'Processor called when an exception was caught.' }),
  onPrepareFailureRef: option.ref<unknown>()({ description: 'Processor called before the failure is processed.' }),
  retryWhileRef: option.ref<unknown>()({ description: 'Predicate: redelivers while true.' }),
  useOriginalMessage: option.boolean({ description: 'The message as it came in goes on.', default: false }),
  useOriginalBody: option.boolean({ description: 'The body as it came in goes on.', default: false }),
  level: option.enum(levels, {
    description: 'Kept for Camel routes; the redelivery policy says the level of each line.',
    default: 'ERROR',
  }),
  logName: option.string({ description: 'Name of the logger; the route id when absent.' }),
  loggerRef: option.ref<unknown>()({ description: 'Logger to write to.' }),
  executorServiceRef: option.ref<unknown>()({ description: 'Kept for Camel routes; has no effect here.' }),
} as const;

const deadLetterChannel = {
  ...defaultErrorHandler,
  deadLetterUri: option.endpoint({ description: 'Where failed messages are sent.' }),
  deadLetterHandleNewException: option.boolean({
    description: 'Whether a new exception while dead-lettering is handled too.',
    default: true,
  }),
} as const;

const transactionErrorHandler = {
  ...defaultErrorHandler,
  transactedPolicyRef: option.ref<unknown>()({
    description: 'Kept for Camel routes; the step transacted says its policy.',
  }),
  rollbackLoggingLevel: option.enum(levels, {
    description: 'Kept for Camel routes; has no effect here.',
    default: 'WARN',
  }),
} as const;

/** The error handlers by Camel's names, with their options. */
export const errorHandlerSpecs = {
  defaultErrorHandler,
  deadLetterChannel,
  noErrorHandler: { id: option.string({ description: 'Kept for Camel routes; nothing refers to it.' }) },
  refErrorHandler: {
    id: option.string({ description: 'Kept for Camel routes; nothing refers to it.' }),
    ref: option.ref<unknown>()({ description: 'Bean that is an error handler model.', required: true }),
  },
  jtaTransactionErrorHandler: transactionErrorHandler,
  springTransactionErrorHandler: transactionErrorHandler,
} as const satisfies Record<string, OptionSpecs>;
