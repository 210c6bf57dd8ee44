import type { Exchange } from '../exchange/exchange.ts';
import type { Logger } from '../log/logger.ts';
import type { Compiler } from '../engine/compiler.ts';
import type { StepModel } from '../model/route-model.ts';
import type { Processor } from './processor.ts';
import { lookingStep } from '../stream-cache/looking-step.ts';
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
  const bean = compiler.bean<unknown>(step.options['ref'], `process in route ${compiler.routeId}`);
  const looks = (look: Processor) => lookingStep(look, step, compiler);
  if (typeof bean !== 'function') return looks(compiler.processor(bean, `process in route ${compiler.routeId}`));
  // Functions of the typed builder want the route's logger too.
  const run = bean as (exchange: Exchange, signal: AbortSignal, log: Logger) => void | Promise<void>;
  const { log } = compiler;
  return looks((exchange, signal) => run(exchange, signal, log));
}
