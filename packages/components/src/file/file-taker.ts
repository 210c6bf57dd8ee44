import { access, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ComponentContext } from '@dhow/core/component';
import { ComponentError } from '../component-error.ts';
import { FailedFiles } from './failed-files.ts';
import type { FileOptions } from './file-endpoint.ts';
import { fileOrder, nameFilter } from './file-filter.ts';
import { describe, listFiles } from './file-listing.ts';
import { FileNameTemplate } from './file-name-template.ts';
import { fileValues, FileOutcome } from './file-outcome.ts';
import { FileRepository } from './file-repository.ts';
import type { FoundFile } from './found-file.ts';
import { readLock, type ReadLock } from './read-lock.ts';

/** A file that was taken: locked, and moved out of the way where that is asked for. One of the ends must be called. */
export interface TakenFile {
  readonly file: FoundFile;
  /** Where it is while it is worked on. */
  readonly path: string;
  /** Puts it away as done. */
  succeed(): Promise<void>;
  /** Puts it away as failed, or leaves it to be tried again. */
  fail(): Promise<void>;
  /** Leaves it where it is: somebody else takes it now. */
  leave(): Promise<void>;
}

/** Finds the files of a folder that are to be taken, takes them, and puts them away. */
export class FileTaker {
  readonly #options: FileOptions;
  readonly #folder: string;
  readonly #context: ComponentContext;
  readonly #outcome: FileOutcome;
  readonly #lock: ReadLock;
  readonly #accepts: (name: string) => boolean;
  readonly #order: (a: FoundFile, b: FoundFile) => number;
  readonly #done: FileNameTemplate | undefined;
  readonly #failed: FailedFiles;
  readonly #repository: FileRepository | undefined;
  /** Files that are done but could not be moved away: not again until they change. */
  readonly #stuck = new FailedFiles(Number.POSITIVE_INFINITY);

  readonly #underWay = new Set<string>();

  constructor(options: FileOptions, folder: string, routeId: string, context: ComponentContext) {
    this.#options = options;
    this.#folder = folder;
    this.#context = context;
    this.#outcome = new FileOutcome(options);
    this.#lock = readLock(options, context.clock);
    this.#accepts = nameFilter(options);
    this.#order = fileOrder(options.sortBy);
    this.#done =
      options.doneFileName === undefined ? undefined : new FileNameTemplate(options.doneFileName, 'doneFileName');
    this.#failed = new FailedFiles(options.retryDelayMs);
    this.#repository =
      (options.idempotent ?? options.noop)
        ? new FileRepository(context.state, folder, options.idempotentKey, routeId)
        : undefined;
  }

  /** The files that the options want, in their order. */
  async list(): Promise<FoundFile[]> {
    try {
      return (await listFiles(this.#folder, this.#options, this.#accepts)).sort(this.#order);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw new ComponentError('FILE_FOLDER_UNREADABLE', { folder: this.#folder, reason: reasonOf(error) }, error);
    }
  }

  /** Whether a file that was taken cannot be taken by another process meanwhile. */
  get isExclusive(): boolean {
    return this.#lock.isExclusive === true;
  }

  /** Whether the file failed as it is now. */
  failedBefore(found: FoundFile): boolean {
    return this.#failed.has(found);
  }

  async take(found: FoundFile): Promise<TakenFile | 'not ready' | 'done before'> {
    if (this.#underWay.has(found.path)) return 'not ready';
    if (this.#stuck.has(found)) return 'done before';
    if (this.#failed.isResting(found, this.#context.clock.elapsed())) return 'not ready';
    if (await this.#repository?.contains(found)) return 'done before';
    if (this.#done && !(await exists(this.#doneFile(found)))) return 'done before';
    if (!(await this.#lock.acquire(found))) return 'not ready';
    try {
      // It may have grown, or gone, since the folder was read.
      const file = await describe(found.path, found.relative, found.name);
      if (file) return await this.#taken(file);
    } catch (error) {
      await this.#lock.release(found);
      throw error;
    }
    await this.#lock.release(found);
    return 'done before';
  }

  async #taken(file: FoundFile): Promise<TakenFile> {
    const path = await this.#outcome.begin(file, this.#context.clock.now());
    this.#underWay.add(file.path);
    const end = async (putAway: () => Promise<void>) => {
      try {
        await putAway();
      } catch (error) {
        this.#stuck.add(file, 0);
        throw new ComponentError('FILE_NOT_PUT_AWAY', { file: file.name, reason: reasonOf(error) }, error);
      } finally {
        this.#underWay.delete(file.path);
        await this.#lock.release(file);
      }
    };
    return {
      file,
      path,
      succeed: () => end(() => this.#success(file, path)),
      fail: () => end(() => this.#failure(file, path)),
      leave: () => end(() => Promise.resolve()),
    };
  }

  async #success(file: FoundFile, path: string): Promise<void> {
    await this.#repository?.add(file);
    await this.#outcome.succeed(file, path, this.#context.clock.now());
    if (this.#done) await rm(this.#doneFile(file), { force: true });
    this.#failed.forget(file);
  }

  async #failure(file: FoundFile, path: string): Promise<void> {
    if (await this.#outcome.fail(file, path, this.#context.clock.now())) {
      this.#failed.forget(file);
      if (this.#done) await rm(this.#doneFile(file), { force: true });
    } else this.#failed.add(file, this.#context.clock.elapsed());
  }

  #doneFile(file: FoundFile): string {
    return join(dirname(file.path), this.#done!.fill(fileValues(file, this.#context.clock.now())));
  }
}

export async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
