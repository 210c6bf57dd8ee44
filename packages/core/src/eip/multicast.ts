import type { Compiler } from '../engine/compiler.ts';
import type { StepModel } from '../model/route-model.ts';
import type { Processor } from './processor.ts';
import { multicastTo } from './multicast-run.ts';
import { partSettings } from './part-settings.ts';
import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Sends a copy to each of its steps. */
export const multicast = {
  name: 'multicast',
  description: 'Sends a copy to each of its steps.',
  shape: 'block',
  options: {
    aggregationStrategy: option.ref<unknown>()({
      description: 'Strategy that joins the replies: a bean name or a function (old, new) => exchange.',
    }),
    aggregationStrategyMethodName: option.string({ description: 'Method of a plain bean to call as the strategy.' }),
    aggregationStrategyMethodAllowNull: option.boolean({
      description: 'Whether the method is called with null for the first exchange.',
      default: false,
    }),
    parallelProcessing: option.boolean({ description: 'Works on several parts at a time.', default: false }),
    synchronous: option.boolean({ description: 'Kept for Camel routes; has no effect here.', default: false }),
    parallelAggregate: option.boolean({
      description: 'Kept for Camel routes; the strategy is never called concurrently.',
      default: false,
    }),
    streaming: option.boolean({
      description: 'Replies are joined as they arrive, not in the order of the steps.',
      default: false,
    }),
    stopOnException: option.boolean({ description: 'Stops at the first part that fails.', default: false }),
    timeout: option.duration({
      description: 'Time for all parts in parallel processing; 0 waits for ever.',
      default: 0,
    }),
    onPrepare: option.ref<unknown>()({ description: 'Processor that prepares each copy before it is sent.' }),
    shareUnitOfWork: option.boolean({
      description: 'Parts share the unit of work: one that fails for good fails the whole at the end.',
      default: false,
    }),
    executorService: option.ref<unknown>()({
      description: 'Name of a thread pool in Camel; here it only switches parallel processing on.',
    }),
  },
  compile: compileMulticast,
} as const satisfies EipDefinition;

async function compileMulticast(step: StepModel, compiler: Compiler): Promise<Processor> {
  const settings = partSettings(step, compiler);
  const bare = compiler.withoutErrorHandler();
  const branches: Processor[] = [];
  for (const child of step.steps ?? []) branches.push(compiler.guard(await bare.step(child), child.id ?? child.kind));
  return (exchange, signal) => multicastTo(branches, exchange, settings, compiler, signal);
}
