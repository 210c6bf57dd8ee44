import { Worker } from 'node:worker_threads';
import type { ErrorReport } from '../../errors/error-report.ts';
import type { JsonLinesOptions } from './jsonl-server.ts';
import { idOf } from './jsonl-protocol.ts';
import type { WorkerSettings } from './jsonl-worker.ts';

/** Deep mappings need more stack than a thread has by default. */
const stackSizeMb = 64;
/** How long past its own limit of time a mapping may go on before its thread is ended. */
const graceMs = 2_000;

interface Waiting {
  readonly line: string;
  readonly resolve: (answer: string) => void;
}

/** A thread that answers requests in turn; a new one takes its place when it dies. */
export class JsonlWorkerThread {
  readonly #options: JsonLinesOptions;
  readonly #timeMs: number;
  readonly #queue: Waiting[] = [];
  #current: Waiting | undefined;
  #worker: Worker | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: JsonLinesOptions, timeMs: number) {
    this.#options = options;
    this.#timeMs = timeMs;
    this.#start();
  }

  get waiting(): number {
    return this.#queue.length + (this.#current ? 1 : 0);
  }

  /** The answer to a line, as a line. Never rejects. */
  answer(line: string): Promise<string> {
    return new Promise((resolve) => {
      this.#queue.push({ line, resolve });
      this.#next();
    });
  }

  async stop(): Promise<void> {
    clearTimeout(this.#timer);
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }

  #start(): void {
    const settings: WorkerSettings = { limits: this.#options.limits };
    const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
    const worker = new Worker(new URL(`./jsonl-worker.${extension}`, import.meta.url), {
      workerData: settings,
      resourceLimits: { maxOldGenerationSizeMb: this.#options.memoryMb, stackSizeMb },
      stderr: false,
    });
    this.#worker = worker;
    worker.on('message', (answer: string) => this.#answered(answer));
    worker.on('error', (error) => this.#died(worker, outOfMemory(error) ?? failure(error)));
    worker.on('exit', () => this.#died(worker, failure(undefined)));
  }

  #next(): void {
    if (this.#current || !this.#worker) return;
    this.#current = this.#queue.shift();
    if (!this.#current) return;
    this.#timer = setTimeout(() => this.#overdue(), this.#timeMs + graceMs);
    this.#worker.postMessage(this.#current.line);
  }

  #answered(answer: string): void {
    clearTimeout(this.#timer);
    const current = this.#current;
    this.#current = undefined;
    current?.resolve(answer);
    this.#next();
  }

  #overdue(): void {
    const worker = this.#worker;
    if (!worker) return;
    this.#died(worker, {
      code: 'DS_TIME',
      message: `the mapping ran longer than ${this.#timeMs} ms`,
      callStack: [],
    });
    void worker.terminate();
  }

  /** The request that was running gets the error; the others go to a new thread. */
  #died(worker: Worker, error: ErrorReport): void {
    if (this.#worker !== worker) return;
    this.#start();
    const current = this.#current;
    if (current) this.#answered(JSON.stringify({ id: idOf(current.line), error }));
    else this.#next();
  }
}

function outOfMemory(error: unknown): ErrorReport | undefined {
  if ((error as { code?: unknown } | null)?.code !== 'ERR_WORKER_OUT_OF_MEMORY') return undefined;
  return { code: 'DS_SIZE', message: 'the mapping took more memory than a worker may have', callStack: [] };
}

function failure(_error: unknown): ErrorReport {
  return { code: 'DS_INTERNAL', message: 'the thread of the mapping ended unexpectedly', callStack: [] };
}
