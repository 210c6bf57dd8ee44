import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { FileOptions } from './file-endpoint.ts';
import { FileNameTemplate } from './file-name-template.ts';
import { fileValues } from './file-outcome.ts';
import { exists } from './move-file.ts';
import type { FoundFile } from './found-file.ts';

/**
 * The files beside others that say that these are whole (`doneFileName`). One with the name of its file in it goes with that
 * file; one that stands for its folder goes when all the files that a look found there are done.
 */
export class DoneFiles {
  readonly #name: FileNameTemplate;
  readonly #isOne: (name: string) => boolean;
  readonly #isOfFolder: boolean;
  readonly #stays: boolean;
  /** Of the present look: folders whose done file is used up, and those with a file that is to be taken again. */
  readonly #used = new Map<string, boolean>();

  constructor(doneFileName: string, { noop }: FileOptions) {
    this.#name = new FileNameTemplate(doneFileName, 'doneFileName');
    this.#isOfFolder = !doneFileName.includes('${file:');
    this.#stays = noop;
    const parts = doneFileName.split(/\$\{[^}]*\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    const pattern = parts.some((part) => part !== '') ? new RegExp(`^${parts.join('.+')}$`) : undefined;
    this.#isOne = (name) => pattern?.test(name) === true;
  }

  /** A done file is no message itself. */
  isOne({ name }: FoundFile): boolean {
    return this.#isOne(name);
  }

  stands(file: FoundFile, now: number): Promise<boolean> {
    return exists(this.#of(file, now));
  }

  /** Its file was put away. */
  async used(file: FoundFile, now: number): Promise<void> {
    if (this.#stays) return;
    const path = this.#of(file, now);
    if (this.#isOfFolder) this.#used.set(path, this.#used.get(path) ?? true);
    else await rm(path, { force: true });
  }

  /** Its file is to be taken again. */
  isWanted(file: FoundFile, now: number): void {
    if (this.#isOfFolder) this.#used.set(this.#of(file, now), false);
  }

  /** All the files of a look were handed over, or were left for the next one. */
  async lookEnded(isWhole: boolean): Promise<void> {
    const paths = [...this.#used].filter(([, isUsedUp]) => isUsedUp && isWhole).map(([path]) => path);
    this.#used.clear();
    for (const path of paths) await rm(path, { force: true });
  }

  #of(file: FoundFile, now: number): string {
    return join(dirname(file.path), this.#name.fill(fileValues(file, now)));
  }
}
