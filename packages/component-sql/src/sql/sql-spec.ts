import { option, pollOptions, type ComponentSpec } from '@dhow/core/component';
import type { DataSource } from '../data-source.ts';
import { outputTypes } from '../statement/query-output.ts';

const consumer = { side: 'consumer' } as const;
const producer = { side: 'producer' } as const;

export const sqlOptions = {
  dataSource: option.ref<DataSource>()({
    description: 'The data source, by the name of its bean; the only one of the context when absent.',
    example: '#reports',
  }),
  outputType: option.enum(outputTypes, {
    description:
      'What a query gives: a list of rows, one row (its value where it has one column, null without a row), or a stream that is read in pieces.',
    default: 'SelectList',
  }),
  outputHeader: option.string({ description: 'Header for the result; the body stays.' }),
  separator: option.string({ description: 'Separates values in text.', default: ',' }),
  placeholder: option.string({ description: 'Stands for a value, beside `?`.', default: '#' }),
  usePlaceholder: option.boolean({ description: 'Whether the placeholder stands for a value.', default: true }),
  allowNamedParameters: option.boolean({ description: 'Whether `:#name` stands for a value.', default: true }),
  parametersCount: option.integer({ description: 'How many values there must be; counted in the query when absent.' }),
  alwaysPopulateStatement: option.boolean({
    description: "Accepted for Camel's sake: a query without parameters takes no values either way.",
    default: false,
  }),
  fetchSize: option.integer({ description: 'Rows in a piece of a stream.', default: 1000, min: 1 }),
  batch: option.boolean({
    description: 'Whether the statement runs for each item of the body, all in one transaction.',
    default: false,
    ...producer,
  }),
  batchAutoCommitDisabled: option.boolean({
    description: 'Whether a batch outside of a transaction is one; otherwise each item is committed by itself.',
    default: true,
    ...producer,
  }),
  noop: option.boolean({
    description: 'Whether the result is dropped and the message stays.',
    default: false,
    ...producer,
  }),
  useMessageBodyForSql: option.boolean({
    description: 'Whether the body is the SQL; values then come from the header CamelSqlParameters and from headers.',
    default: false,
    ...producer,
  }),
  lazyStartProducer: option.boolean({
    description: "Accepted for Camel's sake and without effect: connections are made when they are needed.",
    default: false,
    ...producer,
  }),
  initialDelayMs: option.duration({
    uri: 'initialDelay',
    description: 'Time before the first poll.',
    default: 1000,
    unit: 'ms',
    ...consumer,
  }),
  delayMs: option.duration({
    uri: 'delay',
    description: 'Time between two polls.',
    default: 500,
    unit: 'ms',
    ...consumer,
  }),
  ...pollOptions,
  useIterator: option.boolean({
    description: 'Whether each row is a message; otherwise the list of all is one.',
    default: true,
    ...consumer,
  }),
  routeEmptyResultSet: option.boolean({
    description: 'Whether an empty list is a message (with useIterator=false).',
    default: false,
    ...consumer,
  }),
  sendEmptyMessageWhenIdle: option.boolean({
    description: 'Whether a poll without rows makes a message without body.',
    default: false,
    ...consumer,
  }),
  maxMessagesPerPoll: option.integer({
    description: 'Rows to take in a poll; 0 for no limit.',
    default: 0,
    min: 0,
    ...consumer,
  }),
  onConsume: option.string({
    description: 'Statement after each message that went well; its values come from the row.',
    example: 'update report set sent = true where id = :#id',
    ...consumer,
  }),
  onConsumeFailed: option.string({ description: 'Statement after each message that failed.', ...consumer }),
  onConsumeBatchComplete: option.string({ description: 'Statement after all messages of a poll.', ...consumer }),
  expectedUpdateCount: option.integer({
    description: 'Rows that onConsume and onConsumeFailed must change; -1 for any number.',
    default: -1,
    ...consumer,
  }),
  breakBatchOnConsumeFail: option.boolean({
    description: 'Whether a failure of onConsume ends the poll; otherwise it is logged.',
    default: false,
    ...consumer,
  }),
  transacted: option.boolean({
    description:
      'Whether a poll is one transaction: query, messages and onConsume. The first message that fails ends it and rolls all back.',
    default: false,
    ...consumer,
  }),
  exchangePattern: option.enum(['InOnly', 'InOut'], {
    description: 'Pattern of the messages.',
    default: 'InOnly',
    ...consumer,
  }),
  bridgeErrorHandler: option.boolean({
    description: "Whether a failed poll goes to the route's error handler as a message; otherwise it is logged.",
    default: false,
    ...consumer,
  }),
} as const;

export const sqlSpec = {
  scheme: 'sql',
  title: 'SQL',
  description: 'Runs SQL in a database. Values are always bound, never written into the text.',
  path: {
    name: 'query',
    description: 'The SQL, or `file:` and `resource:` with the place of a file that holds it.',
    required: true,
  },
  options: sqlOptions,
} as const satisfies ComponentSpec;
