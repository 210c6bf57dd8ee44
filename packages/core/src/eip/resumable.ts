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
      description: 'Level of failures.',
      default: 'ERROR',
    }),
  },
} as const satisfies EipDefinition;
