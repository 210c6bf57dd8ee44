/** One entry of the catalogue: the message template (`{name}` is filled from the details) and whether to try again. */
export interface StateErrorEntry {
  readonly message: string;
  readonly retryable: boolean;
}

/** Every error of the state store. Codes are never reused; `docs/state.md` lists the same codes, which a test holds. */
export const stateErrorCatalogue = {
  STATE_FULL: {
    message:
      'cannot write to the state file {file}: the disk is full. Nothing of this write was kept and nothing older was lost. Free space on that disk, or move the file (state.file)',
    retryable: true,
  },
  STATE_NOT_WRITABLE: {
    message:
      'cannot write to the state file {file} ({reason}). Check the owner and the permissions of the file and of its folder, or name another file (state.file)',
    retryable: false,
  },
  STATE_CANNOT_OPEN: {
    message: 'cannot open the state file {file} ({reason}). The folder must exist and be writable',
    retryable: false,
  },
  STATE_NOT_A_STORE: {
    message:
      '{file} is not a state file of Dhow ({reason}). Name another file (state.file), or move this one away and start with an empty state',
    retryable: false,
  },
  STATE_NEWER_SCHEMA: {
    message:
      'the state file {file} was written by a newer Dhow (layout {found}, this one knows up to {known}). Update Dhow, or restore the copy that was made before the update',
    retryable: false,
  },
  STATE_BUSY: {
    message:
      'the state file {file} was locked by another process for more than {waitedMs} ms. Look for a process that holds it (a backup, a hanging Dhow)',
    retryable: true,
  },
  STATE_IO: { message: 'the state file {file} cannot be read or written ({reason})', retryable: true },
  STATE_CLOSED: {
    message: 'the state store is closed: {operation} came after close(). Stop routes before the store',
    retryable: false,
  },
  STATE_BAD_KEY: {
    message: '{what} must be a non-empty text without unpaired surrogates',
    retryable: false,
  },
  STATE_BAD_VALUE: {
    message:
      'the value for {place} is not JSON ({reason}). Store null, booleans, finite numbers, texts, lists and plain objects',
    retryable: false,
  },
  STATE_CONFLICT: {
    message:
      'the entry {place} was changed by somebody else meanwhile; nothing was written. Read it again and decide anew',
    retryable: true,
  },
  STATE_NO_DEAD_LETTER: {
    message: 'no dead letter has the id {id}. `dhow dead-letters list` shows the ids that are there',
    retryable: false,
  },
  STATE_NO_PAYLOAD: {
    message:
      'dead letter {id} cannot be replayed: its payload was not kept (policy "{policy}"). Send the message again from its source, or set the payload policy of route {route} to "full"',
    retryable: false,
  },
  STATE_LEASE_LOST: {
    message: 'the lock {lock} now belongs to another process: the lease of this one ran out',
    retryable: true,
  },
} as const satisfies Readonly<Record<string, StateErrorEntry>>;

export type StateErrorCode = keyof typeof stateErrorCatalogue;

const brand = Symbol.for('dhow.state.error');

/** An error of the state store. `code` is stable; `retryable` says whether the same call may succeed later. */
export class StateError extends Error {
  readonly code: StateErrorCode;
  readonly retryable: boolean;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: StateErrorCode, details: Readonly<Record<string, unknown>> = {}, cause?: unknown) {
    const entry = stateErrorCatalogue[code];
    super(`${code}: ${fill(entry.message, details)}`, cause === undefined ? undefined : { cause });
    this.name = 'StateError';
    this.code = code;
    this.retryable = entry.retryable;
    this.details = details;
    Object.defineProperty(this, brand, { value: true });
  }
}

/** Whether `error` is a {@link StateError} (also of another copy of the package), optionally of one code. */
export function isStateError(error: unknown, code?: StateErrorCode): error is StateError {
  return (
    typeof error === 'object' &&
    error !== null &&
    brand in error &&
    (!code || (error as { code?: unknown }).code === code)
  );
}

function fill(template: string, values: Readonly<Record<string, unknown>>): string {
  return template.replace(/\{(\w+)\}/g, (_, key: string) => text(values[key]));
}

function text(value: unknown): string {
  if (typeof value === 'string') return value;
  return value === undefined ? '?' : JSON.stringify(value);
}
