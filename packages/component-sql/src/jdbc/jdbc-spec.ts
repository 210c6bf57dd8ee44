import { option, type ComponentSpec } from '@dhow/core/component';
import { outputTypes } from '../statement/query-output.ts';

const side = 'producer';

export const jdbcOptions = {
  outputType: option.enum(outputTypes, {
    description:
      'What a query gives: a list of rows, one row (its value where it has one column, null without a row), or a stream that is read in pieces.',
    default: 'SelectList',
    side,
  }),
  useHeadersAsParameters: option.boolean({
    description:
      'Whether `:?name` and `?` in the SQL stand for values: those of the header CamelJdbcParameters, else of all headers.',
    default: false,
    side,
  }),
  allowNamedParameters: option.boolean({ description: 'Whether `:?name` stands for a value.', default: true, side }),
  readSize: option.integer({ description: 'Rows to read at most; 0 for no limit.', default: 0, min: 0, side }),
  resetAutoCommit: option.boolean({
    description: "Accepted for Camel's sake: outside of a transaction each statement is committed, inside none is.",
    default: true,
    side,
  }),
  transacted: option.boolean({
    description: "Accepted for Camel's sake: a statement joins the message's transaction whenever there is one.",
    default: false,
    side,
  }),
  lazyStartProducer: option.boolean({
    description: "Accepted for Camel's sake and without effect: connections are made when they are needed.",
    default: false,
    side,
  }),
} as const;

export const jdbcSpec = {
  scheme: 'jdbc',
  title: 'JDBC',
  description: 'Runs the SQL that is the body of the message.',
  path: {
    name: 'dataSourceName',
    description:
      'Bean that is the data source; with `dataSource` or `default` the only one, where no bean has that name.',
    required: true,
  },
  options: jdbcOptions,
} as const satisfies ComponentSpec;
