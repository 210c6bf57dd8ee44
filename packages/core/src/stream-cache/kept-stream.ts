/**
 * What caches of one-shot bodies have in common: who may still read them, and when what they keep can go.
 */
export abstract class KeptStream {
  readonly rereadable = true;
  #begun = false;
  #readers = 0;
  #holders = 0;
  #passing = false;
  #release: 'held' | 'when idle' | 'when read' | 'done' = 'held';

  /** Whether anything of it was read. */
  get begun(): boolean {
    return this.#begun;
  }

  /** Whether only one will read it, so that nothing need be kept. */
  get passing(): boolean {
    return this.#passing;
  }

  /** What it kept is gone. */
  get isGone(): boolean {
    return this.#release === 'done';
  }

  /** Whether anybody has said that it may still be read. */
  get isHeld(): boolean {
    return this.#holders > 0;
  }

  /** Somebody else may read it. */
  hold(): void {
    this.#holders++;
    if (!this.isGone) this.#release = 'held';
  }

  /**
   * One who held it is done. After the last one what is kept goes: at once, or when it was read to its end if the message
   * that leaves the route may still be read.
   */
  letGo(mayBeRead: boolean): void {
    if (--this.#holders > 0 || this.isGone) return;
    this.#release = mayBeRead ? 'when read' : 'when idle';
    if (!mayBeRead && this.#readers === 0) this.#end();
  }

  /** Nobody but who has it already will read it, once: it becomes what it stands for. */
  passOn(): void {
    if (!this.#begun) this.#passing = true;
  }

  protected enter(): void {
    this.#begun = true;
    this.#readers++;
  }

  protected leave(complete: boolean): void {
    this.#readers--;
    const over = this.#release === 'when idle' || (this.#release === 'when read' && complete);
    if (over && this.#readers === 0) this.#end();
  }

  /** Closes the file, and the source that was not read to its end. */
  protected abstract dispose(): void;

  #end(): void {
    this.#release = 'done';
    this.dispose();
  }
}
