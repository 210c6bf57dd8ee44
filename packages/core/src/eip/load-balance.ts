import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Spreads messages over its steps. */
export const loadBalance = {
  name: 'loadBalance',
  description: 'Spreads messages over its steps.',
  shape: 'block',
  options: {
    roundRobinLoadBalancer: option.object({}, { description: 'One after the other.' }),
    randomLoadBalancer: option.object({}, { description: 'By chance.' }),
    topicLoadBalancer: option.object({}, { description: 'To all.' }),
    stickyLoadBalancer: option.object(
      { correlationExpression: option.expression({ description: 'Key that stays with one step.', required: true }) },
      { description: 'By key.' },
    ),
    weightedLoadBalancer: option.object(
      {
        distributionRatio: option.string({ description: 'Weights, as in 2,3,5.', required: true }),
        distributionRatioDelimiter: option.string({ description: 'Between weights.', default: ',' }),
        roundRobin: option.boolean({ description: 'In turn instead of by chance.', default: false }),
      },
      { description: 'By weight.' },
    ),
    failoverLoadBalancer: option.object(
      {
        exception: option.list(option.string({ description: 'Class name.' }), {
          description: 'Only these fail over; all when absent.',
        }),
        roundRobin: option.boolean({ description: 'Starts at the next step each time.', default: false }),
        sticky: option.boolean({ description: 'Stays with the last step that worked.', default: false }),
        maximumFailoverAttempts: option.integer({ description: 'Further attempts; -1 tries all.', default: -1 }),
        inheritErrorHandler: option.boolean({
          description: 'Tries the error handler of the route before it fails over.',
          default: true,
        }),
      },
      { description: 'The next step when one fails.' },
    ),
    customLoadBalancer: option.object(
      { ref: option.ref<unknown>()({ description: 'Bean (exchange, count) => index.', required: true }) },
      { description: 'By code.' },
    ),
  },
} as const satisfies EipDefinition;
