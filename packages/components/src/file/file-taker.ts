import type { ComponentContext, Logger } from '@dhow/core/component';
import { ComponentError } from '../component-error.ts';
import { DoneFiles } from './done-files.ts';
import { FailedFiles } from './failed-files.ts';
import type { FileEndpointUri, FileOptions } from './file-endpoint.ts';
import { fileOrder } from './file-filter.ts';
import { describe, listFiles } from './file-listing.ts';
import { FileOutcome } from './file-outcome.ts';
import { FileSelection } from './file-selection.ts';
import { IdempotentFiles, type FileClaim } from './idempotent-files.ts';
import type { FoundFile } from './found-file.ts';
import { recoverOrphans } from './orphaned-files.ts';
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
  /** Puts it back where it was found: there is more of it to do. `rests` for a while when this brought nothing. */
  again(rests: boolean): Promise<void>;
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
  readonly #selection: FileSelection;
  readonly #inOrder: (files: FoundFile[]) => FoundFile[];
  readonly #done: DoneFiles | undefined;
  readonly #failed: FailedFiles;
  readonly #idempotent: IdempotentFiles | undefined;
  readonly #logger: Logger;
  /** Files that are done but could not be moved away: not again until they change. */
  readonly #stuck = new FailedFiles(Number.POSITIVE_INFINITY);

  readonly #underWay = new Set<string>();

  /** A file whose offset is kept is known by that; then `noop` needs no memory of its own. */
  constructor(uri: FileEndpointUri, folder: string, routeId: string, context: ComponentContext, resumes = false) {
    const { options } = uri;
    this.#options = options;
    this.#folder = folder;
    this.#context = context;
    this.#outcome = new FileOutcome(options);
    this.#lock = readLock(options, context.clock);
    this.#selection = new FileSelection(uri, context);
    this.#inOrder = fileOrder(options);
    this.#done = options.doneFileName === undefined ? undefined : new DoneFiles(options.doneFileName, options);
    this.#failed = new FailedFiles(options.retryDelayMs);
    this.#idempotent =
      (options.idempotent ?? (options.noop && !resumes))
        ? new IdempotentFiles(options, folder, routeId, context)
        : undefined;
    this.#logger = context.logger(routeId);
  }

  /** Puts right what a killed process left. To be called before the first look. */
  async recover(): Promise<void> {
    const { preMove } = this.#options;
    if (preMove !== undefined) {
      const files = await recoverOrphans(this.#folder, preMove);
      if (files.length > 0) this.#logger.warn(`${files.length} files of a run that broke off are taken again`);
    }
    if (this.#lock.recover === undefined) return;
    const marks = await this.#lock.recover((await this.#look()).leftOvers);
    if (marks > 0) this.#logger.warn(`${marks} marks of a run that broke off are removed`);
  }

  /** The files that the options want, in their order. */
  async list(): Promise<FoundFile[]> {
    const wanted: FoundFile[] = [];
    for (const file of (await this.#look()).files) {
      if (this.#done?.isOne(file) !== true && (await this.#selection.wants(file))) wanted.push(file);
    }
    return this.#inOrder(wanted);
  }

  async #look(): Promise<{ readonly files: FoundFile[]; readonly leftOvers: string[] }> {
    try {
      return await listFiles(this.#folder, this.#options, this.#selection);
    } catch (error) {
      const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
      if (isMissing && this.#options.directoryMustExist)
        throw new ComponentError('FILE_FOLDER_MISSING', { folder: this.#folder }, error);
      if (isMissing) return { files: [], leftOvers: [] };
      throw new ComponentError('FILE_FOLDER_UNREADABLE', { folder: this.#folder, reason: reasonOf(error) }, error);
    }
  }

  /** The files of a look were handed over: all of them, or as many as it may take. */
  async lookEnded(isWhole: boolean): Promise<void> {
    await this.#done?.lookEnded(isWhole);
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
    const standing = await this.#idempotent?.standing(found);
    if (standing === 'done') return 'done before';
    if (standing === 'taken') return 'not ready';
    if (this.#done && !(await this.#done.stands(found, this.#context.clock.now()))) return 'done before';
    if (!(await this.#lock.acquire(found))) {
      const level = this.#options.readLockLoggingLevel;
      if (level !== 'OFF') this.#logger[levels[level]](`A file is left for the next look: ${this.#options.readLock}`);
      return 'not ready';
    }
    let taken: TakenFile | 'not ready' | 'done before' = 'done before';
    try {
      taken = await this.#claimed(found);
    } finally {
      if (typeof taken === 'string') await this.#lock.release(found);
    }
    return taken;
  }

  async #claimed(found: FoundFile): Promise<TakenFile | 'not ready' | 'done before'> {
    // It may have grown, or gone, since the folder was read.
    const file = await describe(found.path, found.relative, found.name);
    if (file === undefined) return 'done before';
    const claim = this.#idempotent === undefined ? noClaim : await this.#idempotent.take(file);
    if (claim === undefined) return 'not ready';
    try {
      return await this.#taken(file, claim);
    } catch (error) {
      await claim.release();
      throw error;
    }
  }

  async #taken(file: FoundFile, claim: FileClaim): Promise<TakenFile> {
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
      succeed: () => end(() => this.#success(file, path, claim)),
      fail: () => end(() => this.#failure(file, path, claim)),
      again: (rests) => end(() => this.#again(file, path, claim, rests)),
      leave: () => end(() => claim.release()),
    };
  }

  async #success(file: FoundFile, path: string, claim: FileClaim): Promise<void> {
    const now = this.#context.clock.now();
    await claim.confirm();
    await this.#outcome.succeed(file, path, now);
    await this.#done?.used(file, now);
    this.#failed.forget(file);
  }

  async #again(file: FoundFile, path: string, claim: FileClaim, rests: boolean): Promise<void> {
    await claim.release();
    await this.#outcome.back(file, path);
    this.#done?.isWanted(file, this.#context.clock.now());
    if (rests) this.#failed.add(file, this.#context.clock.elapsed());
    else this.#failed.forget(file);
  }

  async #failure(file: FoundFile, path: string, claim: FileClaim): Promise<void> {
    const now = this.#context.clock.now();
    await claim.release();
    if (await this.#outcome.fail(file, path, now)) {
      this.#failed.forget(file);
      await this.#done?.used(file, now);
    } else {
      this.#failed.add(file, this.#context.clock.elapsed());
      this.#done?.isWanted(file, now);
    }
  }
}

const noClaim: FileClaim = { confirm: () => Promise.resolve(), release: () => Promise.resolve() };

const levels = { TRACE: 'trace', DEBUG: 'debug', INFO: 'info', WARN: 'warn', ERROR: 'error' } as const;

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
