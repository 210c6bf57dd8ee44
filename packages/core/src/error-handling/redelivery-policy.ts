import { option, type ResolvedOptions } from '../component/option-spec.ts';

const levels = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'OFF'] as const;

/** Camel's redelivery policy: names and defaults. */
export const redeliveryPolicyOptions = {
  maximumRedeliveries: option.integer({ description: 'Further attempts; -1 tries for ever.', default: 0 }),
  redeliveryDelay: option.duration({ description: 'Wait before an attempt.', default: 1000 }),
  maximumRedeliveryDelay: option.duration({ description: 'Longest wait.', default: 60_000 }),
  useExponentialBackOff: option.boolean({ description: 'Multiplies the wait each time.', default: false }),
  backOffMultiplier: option.number({ description: 'Factor of the back-off.', default: 2 }),
  useCollisionAvoidance: option.boolean({ description: 'Spreads waits by chance.', default: false }),
  collisionAvoidanceFactor: option.number({ description: 'Greatest share that chance adds or takes.', default: 0.15 }),
  delayPattern: option.string({ description: 'Waits by attempt, as in 5:1000;10:5000.' }),
  asyncDelayedRedelivery: option.boolean({
    description: 'Kept for Camel routes; a wait never blocks a thread here.',
    default: false,
  }),
  allowRedeliveryWhileStopping: option.boolean({
    description: 'Keeps trying while the context stops.',
    default: true,
  }),
  disableRedelivery: option.boolean({ description: 'Never tries again.', default: false }),
  retryAttemptedLogLevel: option.enum(levels, { description: 'Level of the line for an attempt.', default: 'DEBUG' }),
  retryAttemptedLogInterval: option.integer({ description: 'Logs each n-th attempt only.', default: 1 }),
  retriesExhaustedLogLevel: option.enum(levels, { description: 'Level of the line when given up.', default: 'ERROR' }),
  logRetryAttempted: option.boolean({ description: 'Logs attempts.', default: true }),
  logStackTrace: option.boolean({ description: 'With the stack when given up.', default: true }),
  logRetryStackTrace: option.boolean({ description: 'With the stack at each attempt.', default: false }),
  logHandled: option.boolean({ description: 'Logs handled exceptions.', default: false }),
  logContinued: option.boolean({ description: 'Logs continued exceptions.', default: false }),
  logExhausted: option.boolean({ description: 'Logs when given up.', default: true }),
  logNewException: option.boolean({ description: 'Logs exceptions while handling one.', default: true }),
  logExhaustedMessageHistory: option.boolean({
    description:
      'Whether the line when given up shows the steps that the message took, in routes with `messageHistory`.',
    default: true,
  }),
  logExhaustedMessageBody: option.boolean({
    description: 'Kept for Camel routes; bodies are not logged, since they may hold personal data.',
    default: false,
  }),
  exchangeFormatterRef: option.ref<unknown>()({ description: 'Kept for Camel routes; lines hold no message.' }),
} as const;

export type RedeliveryPolicy = ResolvedOptions<typeof redeliveryPolicyOptions>;
