import type { AggregationStrategy, StrategyFunction } from './aggregation-strategy.ts';
import { option } from '../component/option-spec.ts';

/** Options of the patterns that join messages by an aggregation strategy. */
export const strategyOptions = {
  aggregationStrategy: option.ref<string | StrategyFunction | AggregationStrategy | object>()({
    description: 'Strategy that joins the replies: a bean name or a function (old, new) => exchange.',
  }),
  aggregationStrategyMethodName: option.string({ description: 'Method of a plain bean to call as the strategy.' }),
  aggregationStrategyMethodAllowNull: option.boolean({
    description: 'Whether the method is called with null for the first exchange.',
    default: false,
  }),
} as const;
