import type { Exchange } from '../exchange/exchange.ts';

/** Messages put aside by a message on its way: by key, and as a stack. Goes with the message, over seda too. */
export class Claims {
  readonly #byKey = new Map<string, Exchange>();
  readonly #stack: Exchange[] = [];

  set(key: string, message: Exchange): void {
    this.#byKey.set(key, message);
  }

  get(key: string, remove: boolean): Exchange | undefined {
    const message = this.#byKey.get(key);
    if (remove) this.#byKey.delete(key);
    return message;
  }

  push(message: Exchange): void {
    this.#stack.push(message);
  }

  pop(): Exchange | undefined {
    return this.#stack.pop();
  }
}
