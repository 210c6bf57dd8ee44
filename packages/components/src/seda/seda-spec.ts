import { option, type ComponentSpec } from '@dhow/core/component';
import { sourceOptions, targetOptions } from '../endpoint-options.ts';

export const sedaOptions = {
  size: option.integer({
    description:
      'How many messages the queue holds; 1000 when neither side says. Both sides share the queue, so only one needs to.',
    min: 1,
    example: '100',
  }),
  concurrentConsumers: option.integer({
    description: 'How many messages the route works on at the same time.',
    default: 1,
    min: 1,
    side: 'consumer',
  }),
  multipleConsumers: option.boolean({
    description: 'Whether several routes may read the queue, each getting every message (publish and subscribe).',
    default: false,
  }),
  purgeWhenStopping: option.boolean({
    description: 'Whether a stop throws away what is queued; otherwise the stop waits until the queue is empty.',
    default: false,
    side: 'consumer',
  }),
  pollTimeoutMs: option.duration({
    uri: 'pollTimeout',
    description: "Accepted for Camel's sake and without effect: consumers are woken by messages and never poll.",
    default: 1000,
    unit: 'ms',
    side: 'consumer',
  }),
  limitConcurrentConsumers: option.boolean({
    description: "Accepted for Camel's sake: there is no limit of 500 workers here, since a worker is no thread.",
    default: true,
    side: 'consumer',
  }),
  blockWhenFull: option.boolean({
    description:
      'Whether a sender waits while the queue is full. Unlike in Camel this is the default; with false the send fails with "Queue full". A full queue that no route reads fails in both cases.',
    default: true,
    side: 'producer',
  }),
  offerTimeoutMs: option.duration({
    uri: 'offerTimeout',
    description: 'How long a sender waits while the queue is full before it fails; without it, as long as it takes.',
    unit: 'ms',
    side: 'producer',
  }),
  discardWhenFull: option.boolean({
    description: 'Whether a message that finds the queue full is thrown away without an error.',
    default: false,
    side: 'producer',
  }),
  waitForTaskToComplete: option.enum(['Never', 'IfReplyExpected', 'Always'], {
    description: 'Whether the sender waits until the other route is done, and gets its reply.',
    default: 'IfReplyExpected',
    side: 'producer',
  }),
  timeoutMs: option.duration({
    uri: 'timeout',
    description: 'How long a sender waits for the reply; 0 waits as long as it takes.',
    default: 30_000,
    unit: 'ms',
    side: 'producer',
  }),
  virtualThreadPerTask: option.boolean({
    description: "Accepted for Camel's sake and without effect: there is one thread.",
    default: false,
    side: 'consumer',
  }),
  failIfNoConsumers: option.boolean({
    description: 'Whether sending fails while no route reads the queue.',
    default: false,
    side: 'producer',
  }),
  discardIfNoConsumers: option.boolean({
    description: 'Whether a message is thrown away while no route reads the queue.',
    default: false,
    side: 'producer',
  }),
  ...sourceOptions,
  ...targetOptions,
} as const;

export const sedaSpec = {
  scheme: 'seda',
  title: 'SEDA',
  description:
    'Hands messages to another route in the same process through a bounded queue in memory; the sender goes on at once, and waits when the queue is full.',
  path: { name: 'name', description: 'Name of the queue.', required: true },
  options: sedaOptions,
} as const satisfies ComponentSpec;
