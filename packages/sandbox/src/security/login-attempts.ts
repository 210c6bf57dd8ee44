const allowed = 5;

/** Counts wrong passwords: after five in a row a user is locked. */
export class Attempts {
  readonly #failures = new Map<string, number>();

  failed(username: string): void {
    this.#failures.set(username, (this.#failures.get(username) ?? 0) + 1);
  }

  succeeded(username: string): void {
    this.#failures.delete(username);
  }

  isLocked(username: string): boolean {
    return (this.#failures.get(username) ?? 0) >= allowed;
  }
}
