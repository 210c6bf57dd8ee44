import type { Compiler } from '../engine/compiler.ts';
import type { StepModel } from '../model/route-model.ts';
import type { Processor } from './processor.ts';
import type { ResolvedOptions } from '../component/option-spec.ts';
import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Stops consuming while a condition does not hold. */
export const pausable = {
  name: 'pausable',
  description: 'Stops consuming while a condition does not hold.',
  shape: 'step',
  options: {
    consumerListener: option.ref<unknown>()({ description: 'Listener that says when to go on.', required: true }),
    untilCheck: option.ref<unknown>()({ description: 'Predicate that must hold to go on.', required: true }),
  },
  compile: compilePausable,
} as const satisfies EipDefinition;

/** Says when a paused source may go on. */
export interface PauseListener {
  /** True when the message may pass. */
  beforeConsume(body: unknown): boolean | Promise<boolean>;
}

const checkEveryMs = 500;

async function compilePausable(step: StepModel, compiler: Compiler): Promise<Processor> {
  const { untilCheck } = step.options as ResolvedOptions<typeof pausable.options>;
  const listener = compiler.bean<PauseListener>(step.options['consumerListener'], 'consumerListener of pausable');
  const check = compiler.bean<(body: unknown) => boolean | Promise<boolean>>(untilCheck, 'untilCheck of pausable');
  // A message that waits here holds up its source: that is the pause.
  return async (exchange, signal) => {
    if (await listener.beforeConsume(exchange.body)) return;
    while (!(await check(exchange.body))) await compiler.clock.sleep(checkEveryMs, signal);
  };
}
