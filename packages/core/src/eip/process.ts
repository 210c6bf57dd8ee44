import type { Compiler } from '../engine/compiler.ts';
import type { StepModel } from '../model/route-model.ts';
import type { Processor } from './processor.ts';
import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Runs a function or a processor bean. */
export const process = {
  name: 'process',
  description: 'Runs a function or a processor bean.',
  shape: 'step',
  options: {
    ref: option.ref<unknown>()({
      description: 'The processor: bean name, function, or object with process.',
      required: true,
    }),
  },
  compile: compileProcess,
} as const satisfies EipDefinition;

function compileProcess(step: StepModel, compiler: Compiler): Processor {
  return compiler.processor(step.options['ref'], `process in route ${compiler.routeId}`);
}
