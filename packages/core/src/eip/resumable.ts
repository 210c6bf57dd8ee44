import type { Compiler } from '../engine/compiler.ts';
import type { StepModel } from '../model/route-model.ts';
import type { Processor } from './processor.ts';
import type { ResolvedOptions } from '../component/option-spec.ts';
import { levelMethods } from '../log/logger.ts';
import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Remembers how far a source was worked on. */
export const resumable = {
  name: 'resumable',
  description: 'Remembers how far a source was worked on.',
  shape: 'step',
  options: {
    resumeStrategy: option.ref<unknown>()({ description: 'Strategy that keeps offsets.', required: true }),
    intermittent: option.boolean({ description: 'Whether messages without an offset are accepted.', default: false }),
    loggingLevel: option.enum(['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'OFF'], {
      description: 'Level of the line about a message without an offset.',
      default: 'ERROR',
    }),
  },
  compile: compileResumable,
} as const satisfies EipDefinition;

/** Keeps how far a source was worked on: an offset for each key. */
export interface ResumeStrategy {
  updateLastOffset(offset: unknown): void | Promise<void>;
}

async function compileResumable(step: StepModel, compiler: Compiler): Promise<Processor> {
  const { resumeStrategy, intermittent, loggingLevel } = step.options as ResolvedOptions<typeof resumable.options>;
  const strategy = compiler.bean<ResumeStrategy>(resumeStrategy, `resumable in route ${compiler.routeId}`);
  return (exchange) => {
    exchange.unitOfWork?.addCompletion({
      async onComplete(done) {
        const offset = done.header('CamelOffset') ?? done.property('CamelOffset');
        if (offset !== undefined && offset !== null) await strategy.updateLastOffset(offset);
        else if (!intermittent && loggingLevel !== 'OFF')
          compiler.log[levelMethods[loggingLevel]](
            'The message has no CamelOffset: where it stands is not remembered.',
          );
      },
    });
  };
}
