import { mkdir } from 'node:fs/promises';
import { PollPause, type ComponentContext, type Consumer, type ConsumerRoute, type Logger } from '@dhow/core/component';
import { ComponentError } from '../component-error.ts';
import type { FileEndpointUri } from './file-endpoint.ts';
import { describe } from './file-listing.ts';
import { fillWithFile } from './file-message.ts';
import { FileResume } from './file-resume.ts';
import { FileTaker, type TakenFile } from './file-taker.ts';
import type { FoundFile } from './found-file.ts';
import { exists } from './move-file.ts';

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
  readonly #taker: FileTaker;
  readonly #pause: PollPause;
  readonly #resume: FileResume | undefined;
  #running = false;
  /** Who held the files meanwhile may have left something. */
  #resumed = false;
  /** The files of the present look are handed over before it stops. */
  #worksOff = false;
  #cancel: (() => void) | undefined;
  #looking: Promise<void> | undefined;
  #idle = false;

  constructor(uri: FileEndpointUri, folder: string, route: ConsumerRoute, context: ComponentContext) {
    this.#uri = uri;
    this.#folder = folder;
    this.#route = route;
    this.#context = context;
    this.#logger = context.logger(route.routeId);
    const { routeId, resumePoints } = route;
    this.#taker = new FileTaker(uri, folder, routeId, context, resumePoints !== undefined);
    this.#resume = resumePoints && new FileResume(resumePoints, uri.path, this.#logger);
    this.#pause = new PollPause(uri.options);
  }

  async start(): Promise<void> {
    const { autoCreate, startingDirectoryMustExist, directoryMustExist, initialDelayMs } = this.#uri.options;
    if (autoCreate) await mkdir(this.#folder, { recursive: true });
    else if ((startingDirectoryMustExist || directoryMustExist) && !(await exists(this.#folder))) {
      throw new ComponentError('FILE_FOLDER_MISSING', { folder: this.#folder });
    }
    await this.#taker.recover();
    this.#pause.reset();
    this.#running = true;
    this.#worksOff = false;
    this.#plan(initialDelayMs);
  }

  suspend(): void {
    this.#running = false;
    this.#cancel?.();
    this.#cancel = undefined;
  }

  resume(): void {
    this.#running = true;
    this.#resumed = true;
    this.#plan(0);
  }

  async stop(signal?: AbortSignal): Promise<void> {
    this.#worksOff = this.#route.completesAllTasks === true;
    this.suspend();
    if (!this.#looking) return;
    const forced = new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve(), { once: true }));
    await Promise.race([this.#looking, forced]);
  }

  isIdle(): boolean {
    return (this.#idle || this.#pause.isOver) && !this.#looking;
  }

  #plan(delayMs: number): void {
    const { clock } = this.#context;
    this.#cancel = clock.schedule(delayMs, () => {
      const begun = clock.elapsed();
      this.#looking = this.#once().finally(() => {
        this.#looking = undefined;
        if (this.#running && !this.#pause.isOver) this.#plan(this.#pause.next(clock.elapsed() - begun));
      });
    });
  }

  async #once(): Promise<void> {
    try {
      this.#pause.note((await this.#look()) ? 'found' : 'empty');
    } catch (error) {
      this.#pause.note('failed');
      await this.#route.handleFailure(error);
    }
  }

  /** Whether it took a file. */
  async #look(): Promise<boolean> {
    if (this.#resumed) await this.#taker.recover();
    this.#resumed = false;
    const { maxMessagesPerPoll, sendEmptyMessageWhenIdle } = this.#uri.options;
    const files = await this.#taker.list();
    const some = maxMessagesPerPoll > 0 ? files.slice(0, maxMessagesPerPoll) : files;
    let isWork = files.length > some.length;
    let tookOne = false;
    for (const file of some) {
      if (!this.#running && (!this.#worksOff || this.#route.signal.aborted)) return tookOne;
      if (this.#route.mayAcknowledge?.() === false) return tookOne;
      // Files that failed before do not keep `--until-idle` waiting for ever.
      const failedBefore = this.#taker.failedBefore(file);
      const outcome = await this.#handle(file);
      if (outcome !== 'done before' && !failedBefore) isWork = true;
      if (outcome === 'taken') tookOne = true;
    }
    await this.#taker.lookEnded(files.length === some.length);
    if (files.length === 0 && sendEmptyMessageWhenIdle) await this.#route.process(this.#route.createExchange(null));
    this.#idle = !isWork;
    return tookOne;
  }

  async #handle(found: FoundFile): Promise<'taken' | 'not ready' | 'done before'> {
    const resume = this.#resume;
    // Nothing is left to do in it, not even to put it away.
    if (resume && this.#uri.options.noop && (await resume.startOf(found)) === undefined) return 'done before';
    const taken = await this.#taker.take(found);
    if (typeof taken === 'string') return taken;
    if (resume) return this.#goOn(taken, resume);
    const exchange = this.#route.createExchange(null, this.#uri.options.exchangePattern);
    fillWithFile(exchange, taken, this.#uri);
    await this.#route.process(exchange);
    await this.#end(taken, exchange.exception === undefined && !exchange.rollbackOnly);
    return 'taken';
  }

  /** Hands over what of the file is not done yet. One that is done, but was not put away before its process ended, is now. */
  async #goOn(taken: TakenFile, resume: FileResume): Promise<'taken' | 'done before'> {
    const { file, path } = taken;
    // Whatever goes wrong on the way to its end, it may be taken again.
    const safely = async <T>(work: () => Promise<T>): Promise<T> => {
      try {
        return await work();
      } catch (error) {
        await taken.again(true);
        throw error;
      }
    };
    const putAway = async () => {
      if (!this.#uri.options.noop) await safely(() => resume.forget(file));
      await taken.succeed();
    };
    const start = await safely(() => resume.startOf(file, path));
    if (start === undefined) {
      await this.#end(taken, true, putAway);
      return 'done before';
    }
    const exchange = this.#route.createExchange(null, this.#uri.options.exchangePattern);
    fillWithFile(exchange, taken, this.#uri, start);
    const mark = resume.mark(exchange, taken, start);
    await this.#route.process(exchange);
    await this.#end(taken, exchange.exception === undefined && !exchange.rollbackOnly, async () => {
      const now = await safely(() => describe(path, file.relative, file.name));
      const progress = await safely(() => resume.progressOf(taken, mark, start, now?.length ?? 0));
      if (progress === 'none') this.#logger.warn(noProgress);
      await (progress === 'whole' ? putAway() : taken.again(progress === 'none'));
    });
    return 'taken';
  }

  async #end(taken: TakenFile, ok: boolean, succeed = () => taken.succeed()): Promise<void> {
    // Who leads now may have the file in its hands, unless a mark keeps it off.
    const isOurs = this.#taker.isExclusive || this.#route.mayAcknowledge?.() !== false;
    if (!isOurs)
      this.#logger.warn('A file is left as it is: the lease of this process ran out, and the leader takes it again');
    try {
      if (!isOurs) await taken.leave();
      else if (ok) await succeed();
      // Cut off by a stop that could not wait, it has not failed: the next process takes it.
      else await (this.#route.signal.aborted ? taken.again(false) : taken.fail());
    } catch (error) {
      await this.#route.handleFailure(error);
    }
  }
}

const noProgress =
  'A file stays where it is: its message is done, but nothing further of it. Set CamelOffset to the byte behind what was done, or leave it out.';
