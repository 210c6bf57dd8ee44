import type { ExpressionRef } from '@dhow/core/component';

export { datasonnetComponent } from './datasonnet-component.ts';
export { datasonnetLanguage } from './datasonnet-language.ts';
export { datasonnetLanguageOptions, datasonnetSpec } from './datasonnet-spec.ts';

/**
 * A mapping file as an expression: `mapEach(datasonnet('to-data-value.ds', { facilities }))`. `inputs` are data for the
 * mapping by variable, the same for every message; `Out` is the author's word for what the mapping gives.
 */
export function datasonnet<Out = unknown>(
  file: string,
  inputs: Readonly<Record<string, unknown>> = {},
): ExpressionRef<Out> {
  const options = Object.keys(inputs).length === 0 ? {} : { inputs };
  return { language: 'datasonnet', expression: `resource:file:${file}`, options };
}
