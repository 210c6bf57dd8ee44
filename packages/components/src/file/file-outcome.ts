import { rm } from 'node:fs/promises';
import { dirname, isAbsolute, join } from 'node:path';
import type { FileOptions } from './file-endpoint.ts';
import { FileNameTemplate, type FileNameValues } from './file-name-template.ts';
import type { FoundFile } from './found-file.ts';
import { moveFile } from './move-file.ts';

/** Where files go: before the work, when done, when failed. */
export class FileOutcome {
  readonly #options: FileOptions;
  readonly #preMove: FileNameTemplate | undefined;
  readonly #move: FileNameTemplate | undefined;
  readonly #moveFailed: FileNameTemplate | undefined;

  constructor(options: FileOptions) {
    this.#options = options;
    const template = (text: string | undefined, option: string) =>
      text === undefined ? undefined : FileNameTemplate.forMove(text, option);
    const stays = options.noop || options.delete;
    this.#preMove = template(options.preMove, 'preMove');
    this.#move = template(options.move ?? (stays ? undefined : '.camel'), 'move');
    this.#moveFailed = template(options.moveFailed, 'moveFailed');
  }

  /** Moves the file out of the way of other consumers; where it is now. */
  async begin(file: FoundFile, now: number): Promise<string> {
    if (!this.#preMove) return file.path;
    const target = this.#target(this.#preMove, file, now);
    await moveFile(file.path, target);
    return target;
  }

  async succeed(file: FoundFile, path: string, now: number): Promise<void> {
    if (this.#options.delete) await rm(path, { force: true });
    else if (this.#move && !this.#options.noop) await moveFile(path, this.#target(this.#move, file, now));
    else if (path !== file.path) await moveFile(path, file.path);
  }

  /** Where it was found, to be taken again. */
  async back(file: FoundFile, path: string): Promise<void> {
    if (path !== file.path) await moveFile(path, file.path);
  }

  /** True when the file was put away; false when it stays and may be tried again. */
  async fail(file: FoundFile, path: string, now: number): Promise<boolean> {
    if (this.#moveFailed) {
      await moveFile(path, this.#target(this.#moveFailed, file, now));
      return true;
    }
    if (path !== file.path) await moveFile(path, file.path);
    return false;
  }

  /** Beside the file's own folder, as Camel has it, so that each of many folders gets its `done`. */
  #target(template: FileNameTemplate, file: FoundFile, now: number): string {
    const name = template.fill(fileValues(file, now));
    return isAbsolute(name) ? name : join(dirname(file.path), name);
  }
}

export function fileValues(file: FoundFile, now: number): FileNameValues {
  return {
    relative: file.relative,
    absolute: file.path,
    length: file.length,
    lastModified: file.lastModified,
    now,
  };
}
