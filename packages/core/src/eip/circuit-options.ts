import { option } from '../component/option-spec.ts';

/** Settings under the names of Resilience4j. */
export const resilienceOptions = {
  failureRateThreshold: option.number({
    description: 'Per cent of failed calls that opens the circuit; above 0.',
    default: 50,
    min: Number.MIN_VALUE,
    max: 100,
  }),
  slidingWindowType: option.enum(['COUNT_BASED', 'TIME_BASED'], {
    description: 'What the window counts: calls or seconds.',
    default: 'COUNT_BASED',
  }),
  slidingWindowSize: option.integer({ description: 'Size of the window in calls or seconds.', default: 100, min: 1 }),
  minimumNumberOfCalls: option.integer({
    description: 'Calls needed before the rate is looked at.',
    default: 100,
    min: 1,
  }),
  permittedNumberOfCallsInHalfOpenState: option.integer({
    description: 'Calls let through to try.',
    default: 10,
    min: 1,
  }),
  waitDurationInOpenState: option.number({
    description: 'Seconds the circuit stays open; above 0.',
    default: 60,
    min: 0.001,
  }),
  automaticTransitionFromOpenToHalfOpenEnabled: option.boolean({
    description: 'Goes to half-open by a timer.',
    default: false,
  }),
  maxWaitDurationInHalfOpenState: option.number({
    description: 'Seconds after which half-open turns open; 0 never.',
    default: 0,
    min: 0,
  }),
  slowCallRateThreshold: option.number({
    description: 'Per cent of slow calls that opens the circuit; above 0.',
    default: 100,
    min: Number.MIN_VALUE,
    max: 100,
  }),
  slowCallDurationThreshold: option.number({
    description: 'Seconds from which a call is slow; above 0.',
    default: 60,
    min: Number.MIN_VALUE,
  }),
  throwExceptionWhenHalfOpenOrOpenState: option.boolean({
    description: 'Fails the message when the call is not permitted.',
    default: false,
  }),
  writableStackTraceEnabled: option.boolean({
    description: 'Kept for Camel routes; has no effect here.',
    default: true,
  }),
  bulkheadEnabled: option.boolean({ description: 'Limits the calls under way.', default: false }),
  bulkheadMaxConcurrentCalls: option.integer({ description: 'Calls under way at most.', default: 25, min: 0 }),
  bulkheadMaxWaitDuration: option.duration({
    description: 'Milliseconds a call waits for a place.',
    default: 0,
    min: 0,
  }),
  bulkheadFairCallHandlingEnabled: option.boolean({
    description: 'Kept for Camel routes; who comes first is served first.',
    default: true,
  }),
  timeoutEnabled: option.boolean({ description: 'Ends calls that take too long.', default: false }),
  timeoutDuration: option.duration({ description: 'Milliseconds a call may take.', default: 1000, min: 0 }),
  timeoutCancelRunningFuture: option.boolean({ description: 'Aborts the call that timed out.', default: true }),
  timeoutExecutorService: option.ref<unknown>()({ description: 'Kept for Camel routes; has no effect here.' }),
  asynchronous: option.boolean({ description: 'Kept for Camel routes; has no effect here.', default: false }),
  recordException: option.list(option.string({ description: 'Class name.' }), {
    description: 'Only these count as failures.',
  }),
  ignoreException: option.list(option.string({ description: 'Class name.' }), {
    description: 'These count neither way.',
  }),
  micrometerEnabled: option.boolean({
    description: 'Kept for Camel routes; metrics are always there.',
    default: false,
  }),
  circuitBreaker: option.ref<unknown>()({ description: 'Kept for Camel routes; has no effect here.' }),
  config: option.ref<unknown>()({ description: 'Kept for Camel routes; has no effect here.' }),
};

/** Settings under the names of MicroProfile Fault Tolerance. */
export const faultToleranceOptions = {
  delay: option.duration({ description: 'Milliseconds the circuit stays open.', default: 5000, min: 0 }),
  successThreshold: option.integer({ description: 'Calls that must succeed to close again.', default: 1, min: 1 }),
  requestVolumeThreshold: option.integer({ description: 'Calls looked at.', default: 20, min: 1 }),
  failureRatio: option.number({
    description: 'Per cent of failed calls that opens the circuit.',
    default: 50,
    min: 0,
    max: 100,
  }),
  timeoutEnabled: option.boolean({ description: 'Ends calls that take too long.', default: false }),
  timeoutDuration: option.duration({ description: 'Milliseconds a call may take.', default: 1000, min: 0 }),
  timeoutPoolSize: option.integer({ description: 'Kept for Camel routes; has no effect here.', default: 10 }),
  bulkheadEnabled: option.boolean({ description: 'Limits the calls under way.', default: false }),
  bulkheadMaxConcurrentCalls: option.integer({ description: 'Calls under way at most.', default: 10, min: 0 }),
  bulkheadWaitingTaskQueue: option.integer({ description: 'Calls that may wait for a place.', default: 10, min: 0 }),
};
