import { option, type ComponentSpec } from '@dhow/core/component';
import { patternOptions, sourceOptions } from '../endpoint-options.ts';

const kept = (name: string) =>
  option.boolean({ description: `Camel's ${name}; has no effect here: there is no store of jobs.`, side: 'consumer' });

export const cronOptions = {
  schedule: option.string({
    description:
      'When to fire, of `cron:`. Five fields as in Unix (minute hour day month weekday, Sunday is 0) or six or seven as in Quartz (second first, Sunday is 1, a year last). Plus signs stand for blanks in a URI.',
    example: '0 30 2 * * ?',
    side: 'consumer',
  }),
  cron: option.string({
    description: 'The same of `quartz:`.',
    example: '0 30 2 ? * MON-FRI',
    side: 'consumer',
  }),
  timeZone: option.string({
    uri: 'trigger.timeZone',
    description: 'Time zone of the schedule; that of the process when absent.',
    example: 'Africa/Kampala',
    side: 'consumer',
  }),
  repeatIntervalMs: option.duration({
    uri: 'trigger.repeatInterval',
    description: 'Time from one message to the next, of a `quartz:` without `cron`.',
    unit: 'ms',
    min: 1,
    side: 'consumer',
  }),
  repeatCount: option.integer({
    uri: 'trigger.repeatCount',
    description: 'Messages after the first one, with an interval; -1 for no limit.',
    default: -1,
    min: -1,
    side: 'consumer',
  }),
  triggerStartDelayMs: option.duration({
    uri: 'triggerStartDelay',
    description: 'Time before the first message, with an interval.',
    default: 500,
    unit: 'ms',
    side: 'consumer',
  }),
  stateful: option.boolean({
    description: 'Accepted for Camel routes and always so here: one message at a time.',
    default: false,
    side: 'consumer',
  }),
  durableJob: kept('durableJob'),
  recoverableJob: kept('recoverableJob'),
  deleteJob: kept('deleteJob'),
  pauseJob: kept('pauseJob'),
  prefixJobNameWithEndpointId: kept('prefixJobNameWithEndpointId'),
  usingFixedCamelContextName: kept('usingFixedCamelContextName'),
  autoStartScheduler: kept('autoStartScheduler'),
  ...patternOptions,
  ...sourceOptions,
} as const;

export const cronSpec = {
  scheme: ['cron', 'quartz'],
  title: 'Cron',
  description:
    'Makes an empty message by the calendar. One at a time: what falls due while a message is under way is left out.',
  path: { name: 'name', description: 'Name, or group/name, of the trigger.', required: true },
  options: cronOptions,
} as const satisfies ComponentSpec;
