import type { Clock } from '../state/clock.ts';
import { timestamp } from '../state/clock.ts';
import { generateUid } from '../state/identifiers.ts';
import type { JsonObject } from '../state/json.ts';
import type { Table } from '../state/table.ts';

/** A job as the server keeps it. */
export interface Job {
  readonly id: string;
  readonly name: string;
  readonly jobType: string;
  readonly userId: string;
  readonly created: string;
  readonly parameters: JsonObject;
  status: 'NOT_STARTED' | 'RUNNING' | 'COMPLETED' | 'FAILED';
  started?: string;
  finished?: string;
  errorCodes?: string;
  /** What went wrong, one entry a problem. */
  errors?: readonly JsonObject[];
  /** The size of the body that the job works on. */
  readonly inputSize?: number;
}

/** Where a running job writes what it does; the newest entry comes first. */
export interface JobLog {
  readonly notes: JsonObject[];
  note(message: string, level?: 'INFO' | 'WARN' | 'ERROR' | 'LOOP'): void;
}

export interface JobRequest {
  readonly jobType: string;
  readonly userId: string;
  readonly parameters: JsonObject;
  readonly inputSize?: number;
  /** The uid to use; one is made when there is none. */
  readonly id?: string;
  readonly name?: string;
  /** How long after the answer the job may start. */
  readonly delayMs?: number;
  /** The job runs until the sandbox stops and never completes. */
  readonly hangs?: boolean;
  /** The job goes on for a while: begun in one turn and done in the next, and jobs of its type wait for each other. */
  readonly begin?: (log: JobLog) => void;
  /** The text of the entry that starts the log. */
  readonly startMessage: string;
  /** What the first entry shows beside its text. */
  readonly shownParameters?: JsonObject;
  /** Does the work; gives the text of the last entry and the summary. */
  run(
    log: JobLog,
    job: Job,
  ): {
    readonly message: string;
    readonly summary?: JsonObject;
    readonly failed?: boolean;
    readonly errorCodes?: string;
    readonly errors?: readonly JsonObject[];
    /** The work stopped on its way: the last entry does not say that it was completed. */
    readonly aborted?: boolean;
  };
}

/** A job that has begun and goes on. */
interface Running {
  readonly job: Job;
  readonly timer: NodeJS.Timeout | undefined;
  finish(): void;
}

/** Runs jobs one after the other, after the answer to the request that asked for them. */
export class JobRunner {
  readonly #jobs: Table<Job>;
  readonly #clock: Clock;
  readonly #logs = new Map<string, JsonObject[]>();
  readonly #summaries = new Map<string, JsonObject>();
  readonly #waiting = new Map<string, { readonly request: JobRequest; readonly timer: NodeJS.Timeout | undefined }>();
  readonly #running = new Map<string, Running>();
  /** Called whenever a job changes. */
  onChange: (job: Job) => void = () => undefined;
  /** Called after each job, so that what it stored is written to disk. */
  afterEach: () => void = () => undefined;

  constructor(jobs: Table<Job>, clock: Clock) {
    this.#jobs = jobs;
    this.#clock = clock;
  }

  get all(): Iterable<Job> {
    return this.#jobs.values();
  }

  get(id: string): Job | undefined {
    return this.#jobs.get(id);
  }

  /** Takes a job on; it starts `delayMs` later, or when `runNow` is called. */
  add(request: JobRequest): Job {
    const now = this.#clock.now();
    const job: Job = {
      id: request.id ?? generateUid(),
      name: request.name ?? `${request.jobType} (${now.getTime()})`,
      jobType: request.jobType,
      userId: request.userId,
      created: timestamp(now),
      parameters: request.parameters,
      status: 'NOT_STARTED',
      ...(request.inputSize === undefined ? {} : { inputSize: request.inputSize }),
    };
    this.#jobs.set(job.id, job);
    this.onChange(job);
    this.#wait(job, request);
    return job;
  }

  #wait(job: Job, request: JobRequest): void {
    this.#waiting.set(job.id, { request, timer: this.#later(request, () => this.#start(job)) });
  }

  #later(request: JobRequest, act: () => void): NodeJS.Timeout | undefined {
    const delay = request.delayMs ?? 0;
    return Number.isFinite(delay) ? setTimeout(act, delay).unref() : undefined;
  }

  /** Ends what goes on and runs what waits (or one job of it) at once. */
  runNow(id?: string): void {
    const ended = new Set<string>();
    for (const running of Array.from(this.#running.values())) {
      if (id !== undefined && id !== running.job.id) continue;
      ended.add(running.job.jobType);
      running.finish();
    }
    for (const [key, { request }] of Array.from(this.#waiting.entries())) {
      const job = this.#jobs.get(key);
      const waitsOn = request.begin !== undefined && ended.has(request.jobType);
      if (job && !waitsOn && (id === undefined || id === key)) this.#start(job);
    }
  }

  /** Ends a job that waits or runs. */
  cancel(id: string): void {
    const waiting = this.#waiting.get(id);
    if (waiting) clearTimeout(waiting.timer);
    this.#waiting.delete(id);
    clearTimeout(this.#running.get(id)?.timer);
    this.#running.delete(id);
    const job = this.#jobs.get(id);
    if (job && (job.status === 'RUNNING' || job.status === 'NOT_STARTED'))
      this.#set(job, { status: 'FAILED', finished: timestamp(this.#clock.now()) });
  }

  /** The log of a job, newest entry first; empty when there is none, or none yet. */
  notifications(id: string): readonly JsonObject[] {
    return this.#logs.get(id) ?? [];
  }

  summary(id: string): JsonObject | undefined {
    return this.#summaries.get(id);
  }

  stop(): void {
    for (const { timer } of [...this.#waiting.values(), ...this.#running.values()]) clearTimeout(timer);
    this.#waiting.clear();
    this.#running.clear();
  }

  #start(job: Job): void {
    const waiting = this.#waiting.get(job.id);
    if (!waiting) return;
    clearTimeout(waiting.timer);
    this.#waiting.delete(job.id);
    const { request } = waiting;
    const busy = [...this.#running.values()].some((running) => running.job.jobType === job.jobType);
    if (request.begin && busy) {
      this.#wait(job, request);
      return;
    }
    const notes: JsonObject[] = [];
    this.#logs.set(job.id, notes);
    const write = (message: string, level: string, completed: boolean, more: JsonObject = {}): void => {
      const uid = generateUid();
      const entry: JsonObject = {
        level,
        category: job.jobType,
        message,
        completed,
        ...more,
        id: uid,
        time: timestamp(this.#clock.now()),
        uid,
      };
      notes.unshift(entry);
    };
    const parameters = request.shownParameters;
    write(request.startMessage, 'INFO', false, { dataType: 'PARAMETERS', ...(parameters ? { data: parameters } : {}) });
    this.#set(job, { status: 'RUNNING', started: timestamp(this.#clock.now()) });
    if (request.hangs) return;
    const log: JobLog = { notes, note: (message, level = 'INFO') => write(message, level, false) };
    if (!request.begin) {
      this.#finish(job, request, log, write);
      return;
    }
    request.begin(log);
    const finish = (): void => {
      clearTimeout(this.#running.get(job.id)?.timer);
      if (this.#running.delete(job.id)) this.#finish(job, request, log, write);
    };
    this.#running.set(job.id, { job, finish, timer: this.#later(request, finish) });
  }

  #finish(
    job: Job,
    request: JobRequest,
    log: JobLog,
    write: (message: string, level: string, completed: boolean) => void,
  ): void {
    try {
      const { message, summary, failed, errorCodes, errors, aborted } = request.run(log, job);
      if (summary) this.#summaries.set(job.id, summary);
      write(message, failed ? 'ERROR' : 'INFO', aborted !== true);
      this.#set(job, {
        status: failed ? 'FAILED' : 'COMPLETED',
        finished: timestamp(this.#clock.now()),
        ...(errorCodes ? { errorCodes } : {}),
        ...(errors ? { errors } : {}),
      });
    } catch (error) {
      write(error instanceof Error ? error.message : String(error), 'ERROR', true);
      this.#set(job, { status: 'FAILED', finished: timestamp(this.#clock.now()) });
    }
    this.afterEach();
  }

  #set(job: Job, change: Partial<Job>): void {
    Object.assign(job, change);
    this.#jobs.touch(job.id);
    this.onChange(job);
  }
}
