/** Lets messages into an aggregator one at a time. Whoever comes while nobody is inside neither waits nor makes a promise. */
export class GroupTurns {
  /** The end of the line of those who wait for their turn; undefined while nobody is under way. */
  #line: Promise<unknown> | undefined = undefined;

  get busy(): boolean {
    return this.#line !== undefined;
  }

  /** Runs work when all that came before is done. */
  run(work: () => void | Promise<void>): void | Promise<void> {
    return this.#line === undefined ? this.hold(work()) : this.#hold(this.#line.then(work, work));
  }

  /** Work that began while nobody was inside: others wait until it is done. */
  hold(working: void | Promise<void>): void | Promise<void> {
    return working === undefined ? undefined : this.#hold(working);
  }

  /** Resolves when all who wait now have had their turn. */
  async done(): Promise<void> {
    await this.#line;
  }

  #hold(working: Promise<void>): Promise<void> {
    const line = working.finally(() => {
      if (this.#line === settled) this.#line = undefined;
    });
    const settled = line.catch(() => undefined);
    this.#line = settled;
    return line;
  }
}
