/** One entry: the message (`{name}` is filled from the details), whether to try again, and the Java class of Camel's. */
export interface SqlErrorEntry {
  readonly message: string;
  readonly retryable: boolean;
  readonly exceptionType: string;
}

const spring = 'org.springframework';

/**
 * Every error of this package. No message holds a value that was bound: what the database says about values stays in the
 * property `databaseMessage`.
 */
export const sqlErrorCatalogue = {
  SQL_GRAMMAR: {
    message: '{place}: the database does not understand the statement ({state}): {reason}',
    retryable: false,
    exceptionType: `${spring}.jdbc.BadSqlGrammarException`,
  },
  SQL_DUPLICATE_KEY: {
    message: '{place}: a row with the same key is there already ({state}, {subject})',
    retryable: false,
    exceptionType: `${spring}.dao.DuplicateKeyException`,
  },
  SQL_CONSTRAINT: {
    message: '{place}: the row breaks a constraint ({state}, {subject})',
    retryable: false,
    exceptionType: `${spring}.dao.DataIntegrityViolationException`,
  },
  SQL_BAD_VALUE: {
    message: '{place}: a value does not fit its column or function ({state}). Convert it before, or cast it in the SQL',
    retryable: false,
    exceptionType: `${spring}.dao.DataIntegrityViolationException`,
  },
  SQL_LOCKED: {
    message: '{place}: another transaction is in the way ({state}). The same again may work',
    retryable: true,
    exceptionType: `${spring}.dao.CannotAcquireLockException`,
  },
  SQL_CONNECTION: {
    message: '{place}: no connection to the database ({state}): {reason}',
    retryable: true,
    exceptionType: `${spring}.jdbc.CannotGetJdbcConnectionException`,
  },
  SQL_CANCELLED: {
    message: '{place}: the statement was cancelled ({state})',
    retryable: true,
    exceptionType: `${spring}.dao.QueryTimeoutException`,
  },
  SQL_FAILED: {
    message: '{place}: the database refused the statement ({state})',
    retryable: false,
    exceptionType: `${spring}.jdbc.UncategorizedSQLException`,
  },
  SQL_NOT_UNIQUE: {
    message: '{place}: Query result not unique for outputType=SelectOne. Got {count} count instead.',
    retryable: false,
    exceptionType: `${spring}.dao.DataIntegrityViolationException`,
  },
  SQL_PARAMETER_COUNT: {
    message: '{place}: Number of parameters mismatch. Expected: {expected}, was: {found}',
    retryable: false,
    exceptionType: `${spring}.jdbc.UncategorizedSQLException`,
  },
  SQL_PARAMETER_MISSING: {
    message: '{place}: Cannot find key [{key}] in message body or headers to use when setting named parameter in query',
    retryable: false,
    exceptionType: 'org.apache.camel.RuntimeExchangeException',
  },
  SQL_IN_EMPTY: {
    message: '{place}: the list of :#in:{key} is empty, and "in ()" is no SQL. Ask before with filter or choice',
    retryable: false,
    exceptionType: 'org.apache.camel.RuntimeExchangeException',
  },
  SQL_PARAMETER_SYNTAX: {
    message: '{place}: {reason}',
    retryable: false,
    exceptionType: 'java.lang.IllegalArgumentException',
  },
  SQL_SEVERAL_STATEMENTS: {
    message: '{place}: there is a second statement after the semicolon. Write one statement for each step',
    retryable: false,
    exceptionType: 'java.lang.IllegalArgumentException',
  },
  SQL_NO_STATEMENT: {
    message: '{place}: there is no SQL. Write it behind "sql:", in the header CamelSqlQuery, or for jdbc: in the body',
    retryable: false,
    exceptionType: 'java.lang.IllegalArgumentException',
  },
  SQL_NO_DATA_SOURCE: {
    message: '{place}: {reason}',
    retryable: false,
    exceptionType: 'java.lang.IllegalArgumentException',
  },
  SQL_BAD_URL: {
    message: 'the address of a data source cannot be used: {reason}. Write {expected}',
    retryable: false,
    exceptionType: 'java.lang.IllegalArgumentException',
  },
  SQL_UPDATE_COUNT: {
    message: '{place}: Expected update count {expected} but was {found}',
    retryable: false,
    exceptionType: 'java.sql.SQLException',
  },
  SQL_COMMIT_REFUSED: {
    message:
      'The database rolled the transaction back instead of committing it: a statement in it had failed and was handled. Mark such messages with rollback, or do not go on after the failure',
    retryable: false,
    exceptionType: `${spring}.transaction.UnexpectedRollbackException`,
  },
  SQL_TRANSACTION_ENDED: {
    message:
      '{place}: its transaction has ended already. Statements of work that goes on beside the message cannot join it',
    retryable: false,
    exceptionType: `${spring}.transaction.IllegalTransactionStateException`,
  },
} as const satisfies Readonly<Record<string, SqlErrorEntry>>;

export type SqlErrorCode = keyof typeof sqlErrorCatalogue;
