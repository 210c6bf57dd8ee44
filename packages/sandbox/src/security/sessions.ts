import { randomBytes } from 'node:crypto';

const kept = 1_000;

/** The sessions behind `JSESSIONID` cookies; the oldest goes when there are too many. */
export class Sessions {
  readonly #users = new Map<string, string>();
  readonly #latest = new Map<string, string>();

  /** The session of a user, made when there is none yet. */
  open(userId: string): string {
    const known = this.#latest.get(userId);
    if (known !== undefined && this.#users.has(known)) return known;
    const session = randomBytes(16).toString('hex').toUpperCase();
    this.#users.set(session, userId);
    this.#latest.set(userId, session);
    if (this.#users.size > kept) this.#users.delete(this.#users.keys().next().value!);
    return session;
  }

  userOf(session: string): string | undefined {
    return this.#users.get(session);
  }

  close(session: string): void {
    this.#users.delete(session);
  }
}
