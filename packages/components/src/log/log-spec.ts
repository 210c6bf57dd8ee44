import { option, type ComponentSpec } from '@dhow/core/component';
import { targetOptions } from '../endpoint-options.ts';

const show = (what: string, on: boolean) =>
  option.boolean({ description: `Whether the line shows ${what}.`, default: on, side: 'producer' });

export const logOptions = {
  level: option.enum(['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'OFF'], {
    description: 'Level of the line.',
    default: 'INFO',
    side: 'producer',
  }),
  showAll: show('everything below', false),
  showExchangeId: show("the exchange's id", false),
  showExchangePattern: show('the pattern, InOnly or InOut', false),
  showProperties: show('the properties that routes set', false),
  showAllProperties: show('all properties, those of the engine included', false),
  showVariables: show('the variables', false),
  showHeaders: show('the headers', false),
  showBodyType: show("the body's type", true),
  showBody: show('the body (mind whose data it is)', true),
  showException: show('the exception', false),
  showCaughtException: show('the exception that an error handler caught', false),
  multiline: option.boolean({
    description: 'Whether each piece stands on a line of its own.',
    default: false,
    side: 'producer',
  }),
  maxChars: option.integer({
    description: 'Characters of a line after which it is cut; 0 for no limit.',
    default: 10_000,
    side: 'producer',
  }),
  skipBodyLineSeparator: option.boolean({
    description: 'Whether line breaks at the start of the body are left out.',
    default: true,
    side: 'producer',
  }),
  groupSize: option.integer({
    description: 'Writes one line of throughput for so many messages instead of the messages themselves.',
    side: 'producer',
    min: 1,
  }),
  marker: option.string({ description: 'A mark that is written as a field of the line.', side: 'producer' }),
  ...targetOptions,
} as const;

export const logSpec = {
  scheme: 'log',
  title: 'Log',
  description:
    'Writes the message to the log, for looking at routes. It shows the body unless told otherwise: use showBody=false where bodies hold data of persons.',
  path: { name: 'loggerName', description: 'Name of the logger.', required: true },
  options: logOptions,
} as const satisfies ComponentSpec;
