import type { ExchangePattern } from '../exchange/exchange.ts';
import { checkOptions, type OptionPlace } from './option-check.ts';
import { option, type OptionSpecs } from './option-spec.ts';

/** What every endpoint takes in Camel, whatever its component. A component's own option of the name goes before. */
export const generalOptions = {
  exchangePattern: option.enum(['InOnly', 'InOut'], {
    description: 'Pattern of the messages sent to the endpoint, for the time of the call.',
  }),
  autowiredEnabled: option.boolean({ description: 'Kept for Camel routes; has no effect here.' }),
  bridgeErrorHandler: option.boolean({ description: 'Kept for Camel routes; has no effect where nothing is read.' }),
  lazyStartProducer: option.boolean({ description: 'Kept for Camel routes; has no effect here.' }),
  synchronous: option.boolean({ description: 'Kept for Camel routes; has no effect here.' }),
} as const;

export interface GeneralOptions {
  /** The options that are the component's own, as written. */
  readonly own: Readonly<Record<string, unknown>>;
  readonly exchangePattern?: ExchangePattern | undefined;
}

/** Takes out what every endpoint has. */
export function takeGeneralOptions(
  written: Readonly<Record<string, unknown>>,
  specs: OptionSpecs,
  place: OptionPlace,
): GeneralOptions {
  const general: Record<string, unknown> = {};
  const own: Record<string, unknown> = {};
  for (const name in written) {
    const isGeneral = Object.hasOwn(generalOptions, name) && !Object.hasOwn(specs, name);
    (isGeneral ? general : own)[name] = written[name];
  }
  const { options } = checkOptions(generalOptions, general, place);
  // A source's own option of the name is about what it makes; what is sent to the endpoint takes it, too.
  const pattern = options['exchangePattern'] ?? own['exchangePattern'];
  return { own, exchangePattern: pattern === 'InOnly' || pattern === 'InOut' ? pattern : undefined };
}
