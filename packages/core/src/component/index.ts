/** What a connector, a data format or a language is written against. */
export type * from './component.ts';
export type * from './data-format.ts';
export type * from '../expression/expression.ts';
export type * from '../clock/clock.ts';
export type * from '../log/logger.ts';
export type * from '../state/state-store.ts';
export type * from '../eip/processor.ts';
export type { OptionSpec, OptionSpecs, OptionsOf, OptionType, ResolvedOptions } from './option-spec.ts';
export { option } from './option-spec.ts';
export { Exchange } from '../exchange/exchange.ts';
export type { ExchangePattern } from '../exchange/exchange.ts';
export { HeaderMap } from '../exchange/header-map.ts';
export type { Completion, UnitOfWork } from '../exchange/unit-of-work.ts';
export { batches, batchesOf, isBatchSource, regroup, type BatchSource } from '../exchange/batch-source.ts';
