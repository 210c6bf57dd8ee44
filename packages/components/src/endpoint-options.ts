import { option } from '@dhow/core/component';

export { pollOptions } from '@dhow/core/component';

const synchronous = option.boolean({
  description: "Accepted for Camel's sake and without effect: there is one thread.",
  default: false,
});

/** What every source takes, as in Camel. */
export const sourceOptions = {
  synchronous,
  bridgeErrorHandler: option.boolean({
    description:
      "Whether a failure of the source itself, before there is a message, goes to the route's error handler as a message; otherwise it is logged.",
    default: false,
    side: 'consumer',
  }),
} as const;

/** What sources take that make their messages themselves. */
export const patternOptions = {
  exchangePattern: option.enum(['InOnly', 'InOut'], {
    description: 'Pattern of the messages that the source makes.',
    default: 'InOnly',
    side: 'consumer',
  }),
} as const;

/** What every target takes, as in Camel. */
export const targetOptions = {
  synchronous,
  lazyStartProducer: option.boolean({
    description: "Accepted for Camel's sake and without effect: what can fail at the start fails at the start.",
    default: false,
    side: 'producer',
  }),
} as const;
