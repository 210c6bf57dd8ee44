/** The catalogue of the engine's errors: one line a code. `exception` is the Camel class that routes match it by. */
export const routeErrors = {
  ROUTE_UNKNOWN_STEP: entry('{place}: there is no step "{found}".{nearest}'),
  ROUTE_STEP_NOT_AVAILABLE: entry('{place}: the step "{found}" cannot run here: {reason}'),
  ROUTE_UNKNOWN_OPTION: entry('{place}: unknown option "{found}".{nearest}', 'java.lang.IllegalArgumentException'),
  ROUTE_MISSING_OPTION: entry(
    '{place}: the option "{option}" is missing. Write it: {description}',
    'java.lang.IllegalArgumentException',
  ),
  ROUTE_BAD_OPTION: entry(
    '{place}: the option "{option}" does not take {found}; expected {expected}.',
    'java.lang.IllegalArgumentException',
  ),
  ROUTE_BAD_DEFINITION: entry('{place}: {reason}', 'java.lang.IllegalArgumentException'),
  ROUTE_BAD_URI: entry('"{found}" is no endpoint URI: {reason}', 'org.apache.camel.ResolveEndpointFailedException'),
  ROUTE_NO_SUCH_COMPONENT: entry(
    'No component for the scheme "{found}" of {uri}.{nearest}',
    'org.apache.camel.NoSuchEndpointException',
  ),
  ROUTE_ENDPOINT_FAILED: entry(
    'Failed to resolve endpoint: {uri} due to: {reason}',
    'org.apache.camel.ResolveEndpointFailedException',
  ),
  ROUTE_ENDPOINT_CANNOT_SEND: entry('{uri} only receives: it cannot stand in a "to".'),
  ROUTE_ENDPOINT_CANNOT_RECEIVE: entry('{uri} only sends: it cannot stand in a "from".'),
  ROUTE_ENDPOINT_CANNOT_POLL: entry(
    '{uri} only sends: nothing can be taken from it by {step}.',
    'java.lang.UnsupportedOperationException',
  ),
  ROUTE_SCHEME_NOT_ALLOWED: entry(
    'Failed to resolve endpoint: {uri} due to: Scheme {found} is not in the allowed schemes: {allowed}',
    'org.apache.camel.ResolveEndpointFailedException',
  ),
  ROUTE_NO_SUCH_BEAN: entry('{what}: no bean "{found}".{nearest}', 'org.apache.camel.NoSuchBeanException'),
  ROUTE_BAD_BEAN: entry('{what}: the bean "{found}" is not usable here: {reason}'),
  ROUTE_NO_SUCH_LANGUAGE: entry(
    '{place}: no expression language "{found}".{nearest}',
    'org.apache.camel.NoSuchLanguageException',
  ),
  ROUTE_NO_SUCH_DATA_FORMAT: entry('{place}: no data format "{found}".{nearest}'),
  ROUTE_NO_SUCH_PROPERTY: entry('Property with key [{found}] not found in properties from text: {text}'),
  ROUTE_NO_TYPE_CONVERSION: entry(
    'No type converter available to convert from type: {from} to the required type: {to}',
    'org.apache.camel.NoTypeConversionAvailableException',
  ),
  ROUTE_CONVERSION_FAILED: entry(
    'Error during type conversion from type: {from} to the required type: {to} due to {reason}',
    'org.apache.camel.TypeConversionException',
  ),
  ROUTE_STREAM_GONE: entry(
    'The stream was kept until its message was done, and cannot be read any more. Convert it to text or bytes to keep it.',
    'java.io.IOException',
  ),
  ROUTE_DUPLICATE_ID: entry('The id "{found}" is used twice ({place}). Ids of routes are unique in a context.'),
  ROUTE_DUPLICATE_STEP_ID: entry(
    'Duplicate id detected: {found}. Please correct ids to be unique among all your routes.',
  ),
  ROUTE_STARTUP_ORDER_CLASH: entry(
    'Route startup order clash. Route {other} already has startupOrder {order} configured which this route have as well. Please correct startupOrder to be unique among all your routes.',
  ),
  ROUTE_STOPPED_AS_FAILED: entry('Route {route} was stopped and told to count as failed.'),
  ROUTE_DATA_TYPE: entry(
    '{place}: the body is not of the type {type}: {reason}',
    'org.apache.camel.ValidationException',
  ),
  ROUTE_NO_STEPS: entry('{place}: a route needs at least one step.'),
  ROUTE_NO_SUCH_ROUTE: entry('There is no route "{found}".{nearest}'),
  ROUTE_NO_SUCH_TEMPLATE: entry('There is no route template "{found}".{nearest}'),
  ROUTE_TEMPLATE_PARAMETERS: entry(
    'Route template {template} the following mandatory parameters must be provided: {missing}',
  ),
  ROUTE_CREATE_FAILED: entry('Failed to create route: {route}{place} because: {reason}'),
  ROUTE_START_FAILED: entry('Failed to start route: {route} because: {reason}'),
  ROUTE_RELOAD_FAILED: entry('The new version of route {route} does not start: {reason} The old one keeps running.'),
  ROUTE_CONTEXT_STOPPED: entry(
    'The context is {state} and takes no message.',
    'java.util.concurrent.RejectedExecutionException',
    true,
  ),
  ROUTE_SHUTDOWN_FORCED: entry(
    'Shut down before the message was done.',
    'java.util.concurrent.RejectedExecutionException',
    true,
  ),
  ROUTE_MULTICAST_PART_FAILED: entry(
    'Multicast processing failed for number {index}. {exchange}{causedBy}',
    'org.apache.camel.CamelExchangeException',
  ),
  ROUTE_EXCHANGE_FAILED: entry('{reason}. {exchange}{causedBy}', 'org.apache.camel.CamelExchangeException'),
  ROUTE_ROLLBACK: entry('{reason}{exchange}', 'org.apache.camel.RollbackExchangeException'),
  ROUTE_TRANSACTION_STATE: entry(
    "{found} for transaction marked with propagation '{propagation}'",
    'org.springframework.transaction.IllegalTransactionStateException',
  ),
  ROUTE_TRANSACTION_NESTED: entry(
    'REQUIRES_NEW within a transaction: this data source writes by one connection, so that the new transaction would wait for the one that it stands in. Use REQUIRED, or another data source',
    'org.springframework.transaction.CannotCreateTransactionException',
  ),
  ROUTE_TRANSACTION_ROLLED_BACK: entry(
    'Transaction rolled back because it has been marked as rollback-only',
    'org.springframework.transaction.UnexpectedRollbackException',
  ),
  ROUTE_VALIDATION_FAILED: entry(
    'Validation failed for Predicate[{predicate}]. {exchange}',
    'org.apache.camel.support.processor.PredicateValidationException',
  ),
  ROUTE_CLOSED_CORRELATION_KEY: entry(
    'The correlation key [{key}] has been closed. {exchange}',
    'org.apache.camel.processor.aggregate.ClosedCorrelationKeyException',
  ),
  ROUTE_INVALID_CORRELATION_KEY: entry(
    'Invalid correlation key. {exchange}',
    'org.apache.camel.CamelExchangeException',
  ),
  ROUTE_OPTIMISTIC_LOCK_FAILED: entry(
    'Exhausted optimistic locking attempts, tried {attempts} times.',
    'org.apache.camel.spi.OptimisticLockingAggregationRepository$OptimisticLockingException',
    true,
  ),
  ROUTE_THROTTLED: entry(
    'Exceeded the max throttle rate of {rate} within {period}ms',
    'org.apache.camel.processor.ThrottlerRejectedExecutionException',
    true,
  ),
  ROUTE_NO_MESSAGE_ID: entry(
    'No message ID could be found using expression: {expression} on message exchange: {exchange}',
    'org.apache.camel.processor.idempotent.NoMessageIdException',
  ),
  ROUTE_CIRCUIT_OPEN: entry(
    "CircuitBreaker '{id}' is {state} and does not permit further calls",
    'io.github.resilience4j.circuitbreaker.CallNotPermittedException',
    true,
  ),
  ROUTE_BULKHEAD_FULL: entry(
    "Bulkhead '{id}' is full and does not permit further calls",
    'io.github.resilience4j.bulkhead.BulkheadFullException',
    true,
  ),
  ROUTE_TIMED_OUT: entry('{what} took longer than {timeoutMs} ms.', 'java.util.concurrent.TimeoutException', true),
  ROUTE_CALL_TIMED_OUT: entry(
    "TimeLimiter '{id}' recorded a timeout exception.",
    'java.util.concurrent.TimeoutException',
    true,
  ),
  ROUTE_QUEUE_REJECTED: entry(
    '{what} is full ({limit}) and rejects the message.',
    'java.util.concurrent.RejectedExecutionException',
    true,
  ),
  ROUTE_ORIGINAL_MESSAGE_OFF: entry(
    'AllowUseOriginalMessage is disabled. Cannot access the original message.',
    'java.lang.IllegalStateException',
  ),
  ROUTE_SAGA: entry('{reason}', 'org.apache.camel.RuntimeCamelException'),
  ROUTE_SCHEMA_MISMATCH: entry('{place}: the body does not match its schema: {reason}'),
  ROUTE_STORE_NOT_JSON: entry('{place}: {what} must be JSON to be kept in the state store: {reason}'),
  ROUTE_REST_NO_VERIFIER: entry(
    '{place}: nothing checks the credentials of "{scheme}". Register a bean of that name, a function that answers whether a caller may come in, or set the properties {properties}.',
    'java.lang.IllegalArgumentException',
  ),
  ROUTE_EXPECTATION_FAILED: entry('{reason}', 'java.lang.AssertionError'),
} as const satisfies Record<string, ErrorEntry>;

export type RouteErrorCode = keyof typeof routeErrors;

interface ErrorEntry {
  readonly template: string;
  readonly exception: string;
  readonly retryable: boolean;
}

function entry(template: string, exception = 'org.apache.camel.RuntimeCamelException', retryable = false): ErrorEntry {
  return { template, exception, retryable };
}
