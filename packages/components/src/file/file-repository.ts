import type { StateStore } from '@dhow/core/component';
import { FileNameTemplate } from './file-name-template.ts';
import { fileValues } from './file-outcome.ts';
import type { FoundFile } from './found-file.ts';

/**
 * Remembers files that are done. A key is written only when the file's exchange is done, so a killed process leaves none
 * behind that would keep its file from being taken again.
 */
export class FileRepository {
  readonly #state: StateStore;
  readonly #namespace: string;
  readonly #key: FileNameTemplate | undefined;

  constructor(state: StateStore, folder: string, key: string | undefined, routeId: string) {
    this.#state = state;
    this.#namespace = `file-idempotent/${routeId}/${folder}`;
    this.#key = key === undefined ? undefined : new FileNameTemplate(key, 'idempotentKey');
  }

  async contains(file: FoundFile): Promise<boolean> {
    return (await this.#state.get(this.#namespace, this.#keyOf(file))) !== undefined;
  }

  async add(file: FoundFile): Promise<void> {
    await this.#state.putIfAbsent(this.#namespace, this.#keyOf(file), true);
  }

  #keyOf(file: FoundFile): string {
    return this.#key?.fill(fileValues(file, 0)) ?? file.path;
  }
}
