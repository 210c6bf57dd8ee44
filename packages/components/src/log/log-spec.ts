import { option, type ComponentSpec } from '@dhow/core/component';
import { targetOptions } from '../endpoint-options.ts';

const show = (what: string, on: boolean) =>
  option.boolean({ description: `Whether the line shows ${what}.`, default: on, side: 'producer' });

const accepted = (what: string) =>
  option.boolean({ description: `Accepted for Camel's sake: ${what}.`, default: false, side: 'producer' });

export const logOptions = {
  level: option.enum(['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'OFF'], {
    description: 'Level of the line.',
    default: 'INFO',
    side: 'producer',
  }),
  showAll: show('everything below', false),
  showRouteId: show("the route's id", false),
  showRouteGroup: show("the route's group", false),
  showExchangeId: show("the exchange's id", false),
  showExchangePattern: show('the pattern, InOnly or InOut', false),
  showProperties: show('the properties that routes set', false),
  showAllProperties: show('all properties, those of the engine included', false),
  showVariables: show('the variables', false),
  showHeaders: show('the headers', false),
  showBodyType: show("the body's type", true),
  showBody: show('the body (mind whose data it is)', true),
  showException: show('class and message of the exception', false),
  showCaughtException: show('class and message of the exception that an error handler caught', false),
  showStackTrace: option.boolean({
    description: 'Whether where it was thrown is shown with an exception.',
    default: false,
    side: 'producer',
  }),
  plain: option.boolean({
    description: 'Whether the line is the body alone.',
    default: false,
    side: 'producer',
  }),
  style: option.enum(['Default', 'Tab', 'Fixed'], {
    description: 'How pieces are set apart: by commas, by tabulators, or in columns.',
    default: 'Default',
    side: 'producer',
  }),
  logMask: option.boolean({
    description: 'Whether values of passwords, tokens and the like are masked.',
    default: false,
    side: 'producer',
  }),
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
  groupIntervalMs: option.duration({
    uri: 'groupInterval',
    description: 'Writes one line of throughput each time that so much has passed.',
    unit: 'ms',
    side: 'producer',
    min: 1,
  }),
  groupDelayMs: option.duration({
    uri: 'groupDelay',
    description: 'Time before the first such line.',
    default: 1000,
    unit: 'ms',
    side: 'producer',
  }),
  groupActiveOnly: option.boolean({
    description: 'Whether such a line is left out when no message came.',
    default: true,
    side: 'producer',
  }),
  showStreams: accepted('streams are named and not read, so that the next step has all of them'),
  showCachedStreams: accepted('streams are named and not read'),
  showFiles: accepted('a file is named and not read'),
  showFuture: accepted('no body is a promise'),
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
