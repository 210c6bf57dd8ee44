import { access, mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ComponentContext, Consumer, ConsumerRoute, Exchange, Logger } from '@dhow/core/component';
import { ComponentError } from '../component-error.ts';
import { FailedFiles } from './failed-files.ts';
import { FileBody } from './file-body.ts';
import type { FileEndpointUri } from './file-endpoint.ts';
import { fileOrder, nameFilter } from './file-filter.ts';
import { describe, listFiles } from './file-listing.ts';
import { FileNameTemplate } from './file-name-template.ts';
import { FileOutcome, fileValues } from './file-outcome.ts';
import { setFileHeaders } from './file-headers.ts';
import { FileRepository } from './file-repository.ts';
import type { FoundFile } from './found-file.ts';
import { recoverOrphans } from './orphaned-files.ts';
import { readLock, type ReadLock } from './read-lock.ts';

/**
 * Looks into its folder from time to time and hands over one file after the other. A file moves on only after its
 * exchange is done: killed in between, the process finds it where it was.
 */
export class FileConsumer implements Consumer {
  readonly #uri: FileEndpointUri;
  readonly #folder: string;
  readonly #route: ConsumerRoute;
  readonly #context: ComponentContext;
  readonly #logger: Logger;
  readonly #outcome: FileOutcome;
  readonly #lock: ReadLock;
  readonly #accepts: (name: string) => boolean;
  readonly #order: (a: FoundFile, b: FoundFile) => number;
  readonly #done: FileNameTemplate | undefined;
  readonly #failed: FailedFiles;
  readonly #repository: FileRepository | undefined;
  /** Files that are done but could not be moved away: not again until they change. */
  readonly #stuck = new FailedFiles(Number.POSITIVE_INFINITY);
  #running = false;
  #cancel: (() => void) | undefined;
  #looking: Promise<void> | undefined;
  #idle = false;

  constructor(uri: FileEndpointUri, folder: string, route: ConsumerRoute, context: ComponentContext) {
    const { options } = uri;
    this.#uri = uri;
    this.#folder = folder;
    this.#route = route;
    this.#context = context;
    this.#logger = context.logger(route.routeId);
    this.#outcome = new FileOutcome(options);
    this.#lock = readLock(options, context.clock);
    this.#accepts = nameFilter(options);
    this.#order = fileOrder(options.sortBy);
    this.#done =
      options.doneFileName === undefined ? undefined : new FileNameTemplate(options.doneFileName, 'doneFileName');
    this.#failed = new FailedFiles(options.retryDelayMs);
    this.#repository =
      (options.idempotent ?? options.noop)
        ? new FileRepository(context.state, folder, options.idempotentKey, route.routeId)
        : undefined;
  }

  async start(): Promise<void> {
    const { autoCreate, directoryMustExist, preMove, initialDelayMs } = this.#uri.options;
    if (autoCreate) await mkdir(this.#folder, { recursive: true });
    else if (directoryMustExist) await this.#mustExist();
    if (preMove !== undefined) {
      const recovered = await recoverOrphans(this.#folder, preMove);
      if (recovered.length > 0) this.#logger.warn(`${recovered.length} files of a run that broke off are taken again`);
    }
    this.#running = true;
    this.#plan(initialDelayMs);
  }

  suspend(): void {
    this.#running = false;
    this.#cancel?.();
    this.#cancel = undefined;
  }

  resume(): void {
    this.#running = true;
    this.#plan(0);
  }

  async stop(signal?: AbortSignal): Promise<void> {
    this.suspend();
    if (!this.#looking) return;
    const forced = new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve(), { once: true }));
    await Promise.race([this.#looking, forced]);
  }

  isIdle(): boolean {
    return this.#idle && !this.#looking;
  }

  #plan(delayMs: number): void {
    this.#cancel = this.#context.clock.schedule(delayMs, () => {
      this.#looking = this.#look()
        .catch((error: unknown) => this.#route.handleFailure(error))
        .finally(() => {
          this.#looking = undefined;
          if (this.#running) this.#plan(this.#uri.options.delayMs);
        });
    });
  }

  async #look(): Promise<void> {
    const { maxMessagesPerPoll, sendEmptyMessageWhenIdle } = this.#uri.options;
    const files = (await this.#list()).sort(this.#order);
    const some = maxMessagesPerPoll > 0 ? files.slice(0, maxMessagesPerPoll) : files;
    let work = files.length > some.length;
    for (const file of some) {
      if (!this.#running) return;
      // Files that failed before do not keep `--until-idle` waiting for ever.
      const failedBefore = this.#failed.has(file);
      if ((await this.#take(file)) !== 'done before' && !failedBefore) work = true;
    }
    if (files.length === 0 && sendEmptyMessageWhenIdle) await this.#route.process(this.#route.createExchange(null));
    this.#idle = !work;
  }

  async #list(): Promise<FoundFile[]> {
    try {
      return await listFiles(this.#folder, this.#uri.options, this.#accepts);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw new ComponentError('FILE_FOLDER_UNREADABLE', { folder: this.#folder, reason: reasonOf(error) }, error);
    }
  }

  async #take(found: FoundFile): Promise<'taken' | 'not ready' | 'done before'> {
    if (this.#stuck.has(found)) return 'done before';
    if (this.#failed.isResting(found, this.#context.clock.elapsed())) return 'not ready';
    if (await this.#repository?.contains(found)) return 'done before';
    if (this.#done && !(await exists(this.#doneFile(found)))) return 'done before';
    if (!(await this.#lock.acquire(found))) return 'not ready';
    try {
      // It may have grown, or gone, since the folder was read.
      const file = await describe(found.path, found.relative, found.name);
      if (!file) return 'done before';
      await this.#work(file);
      return 'taken';
    } finally {
      await this.#lock.release(found);
    }
  }

  async #work(file: FoundFile): Promise<void> {
    const path = await this.#outcome.begin(file, this.#context.clock.now());
    const exchange = this.#exchange(file, path);
    await this.#route.process(exchange);
    const now = this.#context.clock.now();
    try {
      if (exchange.exception !== undefined || exchange.rollbackOnly) await this.#failure(file, path, now);
      else await this.#success(file, path, now);
    } catch (error) {
      this.#stuck.add(file, 0);
      const details = { file: file.name, reason: reasonOf(error) };
      await this.#route.handleFailure(new ComponentError('FILE_NOT_PUT_AWAY', details, error));
    }
  }

  async #success(file: FoundFile, path: string, now: number): Promise<void> {
    await this.#repository?.add(file);
    await this.#outcome.succeed(file, path, now);
    if (this.#done) await rm(this.#doneFile(file), { force: true });
    this.#failed.forget(file);
  }

  async #failure(file: FoundFile, path: string, now: number): Promise<void> {
    const putAway = await this.#outcome.fail(file, path, now);
    if (putAway) {
      this.#failed.forget(file);
      if (this.#done) await rm(this.#doneFile(file), { force: true });
    } else this.#failed.add(file, this.#context.clock.elapsed());
  }

  #exchange(file: FoundFile, path: string): Exchange {
    const { charset } = this.#uri.options;
    const { name, length, lastModified } = file;
    const body = new FileBody({ path, name, length, lastModified, charset });
    const exchange = this.#route.createExchange(body, 'InOnly');
    setFileHeaders(exchange, file, path, this.#uri.path);
    if (charset !== undefined) exchange.properties.set('CamelCharsetName', charset);
    return exchange;
  }

  #doneFile(file: FoundFile): string {
    return join(dirname(file.path), this.#done!.fill(fileValues(file, this.#context.clock.now())));
  }

  async #mustExist(): Promise<void> {
    if (!(await exists(this.#folder))) throw new ComponentError('FILE_FOLDER_MISSING', { folder: this.#folder });
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
