import type { Compiler } from '../engine/compiler.ts';
import type { StepModel } from '../model/route-model.ts';
import type { Processor } from './processor.ts';
import type { ResolvedOptions } from '../component/option-spec.ts';
import { converter } from './converter.ts';
import { settleValue } from './then-run.ts';
import { namedConversionOptions } from './conversion-options.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Converts a header to another type. */
export const convertHeaderTo = {
  name: 'convertHeaderTo',
  description: 'Converts a header to another type.',
  shape: 'step',
  options: namedConversionOptions,
  compile: compileConvertHeaderTo,
} as const satisfies EipDefinition;

function compileConvertHeaderTo(step: StepModel, compiler: Compiler): Processor {
  const { name, type, toName, charset, mandatory } = step.options as ResolvedOptions<typeof convertHeaderTo.options>;
  const convert = converter(type, charset, mandatory, step, compiler);
  return (exchange) =>
    settleValue(convert(exchange.header(name)), (value) => {
      if (value !== null) exchange.headers.set(toName ?? name, value);
    });
}
