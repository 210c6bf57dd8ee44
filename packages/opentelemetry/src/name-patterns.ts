import { matchesPattern, matchesUri } from '@dhow/core/management';

/** Several patterns in one text, with commas, as Camel writes them. */
export class NamePatterns {
  readonly #patterns: readonly string[];
  readonly #uris = new Map<string, boolean>();

  constructor(text: string | undefined) {
    this.#patterns = (text ?? '')
      .split(',')
      .map((pattern) => pattern.trim())
      .filter((pattern) => pattern !== '');
  }

  matchName(name: string): boolean {
    return this.#patterns.some((pattern) => matchesPattern(name, pattern));
  }

  matchUri(uri: string): boolean {
    if (this.#patterns.length === 0) return false;
    let found = this.#uris.get(uri);
    if (found === undefined) {
      if (this.#uris.size >= 1000) this.#uris.clear();
      this.#uris.set(uri, (found = this.#patterns.some((pattern) => matchesUri(uri, pattern))));
    }
    return found;
  }
}
