import type { Mask } from './mask.ts';

/** Follows the ids that a server made up: what the recording calls one, this run calls another. */
export class IdMap {
  readonly #ours = new Map<string, string>();

  /** Walks a recorded and a new answer side by side and pairs the ids that only the server can have made. */
  learn(mask: Mask, recorded: unknown, actual: unknown): void {
    if (typeof recorded === 'string' && typeof actual === 'string') {
      const a = madeUp(mask, recorded);
      const b = madeUp(mask, actual);
      if (a.length === b.length) a.forEach((id, i) => this.#ours.set(id, b[i]!));
    } else if (Array.isArray(recorded) && Array.isArray(actual)) {
      recorded.forEach((item, i) => this.learn(mask, item, actual[i]));
    } else if (isRecord(recorded) && isRecord(actual)) {
      for (const [key, item] of Object.entries(recorded)) this.learn(mask, item, actual[key]);
    }
  }

  knows(theirs: string): boolean {
    return this.#ours.has(theirs);
  }

  /** A text with the recording's ids replaced by those of this run. */
  translate(text: string): string {
    let result = text;
    for (const [theirs, ours] of this.#ours) if (result.includes(theirs)) result = result.replaceAll(theirs, ours);
    return result;
  }
}

function madeUp(mask: Mask, text: string): string[] {
  const ids = [...text.matchAll(/(?<![A-Za-z0-9])[A-Za-z][A-Za-z0-9]{10}(?![A-Za-z0-9])/g)].map(([id]) => id);
  return ids.filter((id) => !mask.isKnown(id) && /\d|[a-z][A-Z]/.test(id));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
