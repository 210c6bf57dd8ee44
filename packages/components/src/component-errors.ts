/** One entry: the message (`{name}` is filled from the details), whether to try again, and Camel's exception class. */
export interface ComponentErrorEntry {
  readonly message: string;
  readonly retryable: boolean;
  readonly exceptionType: string;
}

/** Every error of this package's connectors and data formats. Codes are never reused. */
export const componentErrorCatalogue = {
  DIRECT_NO_CONSUMER: {
    message: 'No consumers available on endpoint: {endpoint}. Exchange[]',
    retryable: true,
    exceptionType: 'org.apache.camel.component.direct.DirectConsumerNotAvailableException',
  },
  ENDPOINT_SECOND_CONSUMER: {
    message: 'Multiple consumers for the same endpoint is not allowed: {endpoint}',
    retryable: false,
    exceptionType: 'java.lang.IllegalStateException',
  },
  ENDPOINT_OPTION_INVALID: {
    message: '{endpoint}: option {option} is {found}, expected {expected}',
    retryable: false,
    exceptionType: 'java.lang.IllegalArgumentException',
  },
  SEDA_NO_CONSUMER: {
    message: 'No consumers available on endpoint: {endpoint}. Exchange[]',
    retryable: true,
    exceptionType: 'org.apache.camel.component.seda.SedaConsumerNotAvailableException',
  },
  SEDA_QUEUE_FULL: { message: 'Queue full', retryable: true, exceptionType: 'java.lang.IllegalStateException' },
  SEDA_OFFER_TIMEOUT: {
    message: 'Fails to insert element into queue, after timeout of {timeoutMs} milliseconds',
    retryable: true,
    exceptionType: 'java.lang.IllegalStateException',
  },
  SEDA_REPLY_TIMEOUT: {
    message: 'The OUT message was not received within: {timeoutMs} millis on: {endpoint}. Exchange[]',
    retryable: true,
    exceptionType: 'org.apache.camel.ExchangeTimedOutException',
  },
} as const satisfies Readonly<Record<string, ComponentErrorEntry>>;

export type ComponentErrorCode = keyof typeof componentErrorCatalogue;
