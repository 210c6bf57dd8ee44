import type { Compiler } from '../engine/compiler.ts';
import type { StepModel } from '../model/route-model.ts';
import type { Processor } from './processor.ts';
import { multicastTo } from './multicast-run.ts';
import { partSettings } from './part-settings.ts';
import { option } from '../component/option-spec.ts';
import { partOptions } from './part-options.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Sends a copy to each of its steps. */
export const multicast = {
  name: 'multicast',
  description: 'Sends a copy to each of its steps.',
  shape: 'block',
  options: {
    ...partOptions,
    streaming: option.boolean({
      description: 'Replies are joined as they arrive, not in the order of the steps.',
      default: false,
    }),
  },
  ownErrorHandling: ({ options }) => options['shareUnitOfWork'] !== true,
  compile: compileMulticast,
} as const satisfies EipDefinition;

async function compileMulticast(step: StepModel, compiler: Compiler): Promise<Processor> {
  const settings = partSettings(step, compiler);
  const branches: Processor[] = [];
  for (const child of step.steps ?? [])
    branches.push(compiler.guard(await compiler.branch(child), child.id ?? child.kind));
  return (exchange, signal) => multicastTo(branches, exchange, settings, compiler, signal);
}
