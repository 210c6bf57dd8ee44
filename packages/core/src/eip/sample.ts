import type { Compiler } from '../engine/compiler.ts';
import type { StepModel } from '../model/route-model.ts';
import type { Processor } from './processor.ts';
import type { ResolvedOptions } from '../component/option-spec.ts';
import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Lets one message through in a period or out of a number. */
export const sample = {
  name: 'sample',
  description: 'Lets one message through in a period or out of a number.',
  shape: 'step',
  options: {
    samplePeriod: option.duration({ description: 'One message within this time.', default: 1000 }),
    messageFrequency: option.integer({ description: 'One message out of this many.' }),
  },
  shorthand: 'samplePeriod',
  compile: compileSample,
} as const satisfies EipDefinition;

function compileSample(step: StepModel, compiler: Compiler): Processor {
  const { samplePeriod, messageFrequency } = step.options as ResolvedOptions<typeof sample.options>;
  if (messageFrequency !== undefined) {
    if (messageFrequency <= 0)
      throw compiler.refuse(step, 'A positive value is required for the sampling message frequency');
    let count = 0;
    return (exchange) => {
      count = (count + 1) % messageFrequency;
      if (count !== 0) exchange.routeStop = true;
    };
  }
  if (samplePeriod <= 0) throw compiler.refuse(step, 'A positive value is required for the sampling period');
  let next = Number.NEGATIVE_INFINITY;
  return (exchange) => {
    const now = compiler.clock.elapsed();
    if (now >= next) next = now + samplePeriod;
    else exchange.routeStop = true;
  };
}
