/** A wrong command line. `hint` is the help to ask for. */
export class UsageError extends Error {
  readonly code = 'CLI_USAGE';
  readonly hint: string;

  constructor(message: string, hint = 'dhow help') {
    super(message);
    this.name = 'UsageError';
    this.hint = hint;
  }
}
