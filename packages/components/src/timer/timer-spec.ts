import { option, type ComponentSpec } from '@dhow/core/component';
import { patternOptions, sourceOptions } from '../endpoint-options.ts';

export const timerOptions = {
  delayMs: option.duration({
    uri: 'delay',
    description: 'Time before the first message. A negative value fires without any pause, `repeatCount` times.',
    default: 1000,
    unit: 'ms',
    side: 'consumer',
  }),
  periodMs: option.duration({
    uri: 'period',
    description: 'Time from one message to the next; 0 fires once.',
    default: 1000,
    unit: 'ms',
    side: 'consumer',
  }),
  time: option.string({
    description:
      'When the first message comes, in the time zone of the process, instead of `delay`: `2026-11-30 06:00:00`. At once when that has passed.',
    example: '2026-11-30 06:00:00',
    side: 'consumer',
  }),
  repeatCount: option.integer({
    description: 'How many messages to make in all; 0 for no limit.',
    default: 0,
    min: 0,
    side: 'consumer',
  }),
  fixedRate: option.boolean({
    description:
      'Whether periods are counted from the first message, so that late ones are caught up; otherwise from the start of the one before.',
    default: false,
    side: 'consumer',
  }),
  includeMetadata: option.boolean({
    description:
      'Whether the properties CamelTimerName, -Period, -Time and -Counter and the header CamelTimerFiredTime are set.',
    default: false,
    side: 'consumer',
  }),
  ...patternOptions,
  ...sourceOptions,
} as const;

export const timerSpec = {
  scheme: 'timer',
  title: 'Timer',
  description: 'Makes an empty message at regular times. One at a time: a message that takes longer delays the next.',
  path: { name: 'timerName', description: 'Name of the timer.', required: true },
  options: timerOptions,
} as const satisfies ComponentSpec;
