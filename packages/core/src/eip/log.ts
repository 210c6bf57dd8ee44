import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Writes a line to the log. */
export const log = {
  name: 'log',
  description: 'Writes a line to the log.',
  shape: 'step',
  options: {
    message: option.string({ description: 'Line, in Simple unless logLanguage says otherwise.', required: true }),
    loggingLevel: option.enum(['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'OFF'], {
      description: 'Level.',
      default: 'INFO',
    }),
    logName: option.string({ description: 'Name of the logger; the route id when absent.' }),
    marker: option.string({ description: 'Marker of the line.' }),
    logLanguage: option.string({ description: 'Language of the message.', default: 'simple' }),
    logger: option.ref<unknown>()({ description: 'Logger to write to.' }),
  },
  shorthand: 'message',
} as const satisfies EipDefinition;
