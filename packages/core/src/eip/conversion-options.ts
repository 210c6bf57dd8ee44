import { option } from '../component/option-spec.ts';

/** Options of the steps that convert: `convertBodyTo`, `convertHeaderTo`, `convertVariableTo`. */
export const conversionOptions = {
  type: option.string({ description: 'Type: String, byte[], Integer, … or its Java name.', required: true }),
  mandatory: option.boolean({
    description: 'Fails when there is no converter; else the result is null.',
    default: true,
  }),
  charset: option.string({ description: 'Character set between text and bytes.' }),
} as const;

/** The same for what has a name. */
export const namedConversionOptions = {
  name: option.string({ description: 'Name of what is converted.', required: true }),
  toName: option.string({ description: 'Name for the result; the same when absent.' }),
  ...conversionOptions,
} as const;
