import { Dhis2Error, isDhis2Error } from '../errors/dhis2-error.ts';
import type { CallOptions } from '../http/call-options.ts';
import type { HttpClient } from '../http/http-client.ts';
import { segment } from '../http/query.ts';
import { isRecord, parseJson } from '../http/web-message.ts';
import type { ImportOutcome, StartedJob } from '../outcome/import-outcome.ts';
import { importOutcome, lostOutcome } from '../outcome/parse-outcome.ts';
import type { FinishedJob, FollowOptions, JobNotification } from './job-notification.ts';

/** A job that runs now, as `/api/scheduling/running` gives it. */
export interface RunningJob {
  readonly jobId: string;
  readonly status: string;
  readonly description: string;
  readonly startedTime?: string;
  readonly stages?: readonly unknown[];
}

/** Jobs: followed by id with a deadline, and their reports. */
export class JobsApi {
  readonly #http: HttpClient;

  constructor(http: HttpClient) {
    this.#http = http;
  }

  /** The lines of a job's log, newest first. Empty for a job that has not begun and for one that nobody knows. */
  notifications(job: StartedJob, options: CallOptions = {}): Promise<readonly JobNotification[]> {
    const path =
      job.type === 'TRACKER_IMPORT_JOB'
        ? `/api/tracker/jobs/${segment(job.id)}`
        : `/api/system/tasks/${segment(job.type)}/${segment(job.id)}`;
    return this.#http.json({ method: 'GET', path, ...options });
  }

  /**
   * Waits until a job has ended. A job that the server has forgotten (it was restarted) or that has stopped talking ends
   * the wait with DHIS2_JOB_STALLED: its effect is unknown then.
   */
  async follow(job: StartedJob, options: FollowOptions = {}): Promise<FinishedJob> {
    const { deadlineMs = 30 * 60_000, stallMs = 5 * 60_000, intervalMs = 500, onNotification, signal } = options;
    const { clock } = this.#http;
    const call = signal ? { signal } : {};
    const started = clock.now();
    const seen: JobNotification[] = [];
    const known = new Set<string>();
    let lastNews = started;
    for (let wait = intervalMs; ; wait = Math.min(wait * 1.5, intervalMs * 10)) {
      const lines = await this.notifications(job, call);
      const fresh = [...lines].reverse().filter(({ uid }) => !known.has(uid));
      for (const line of fresh) {
        known.add(line.uid);
        seen.push(line);
        onNotification?.(line);
      }
      if (fresh.length > 0) lastNews = clock.now();
      if (lines.some(({ completed }) => completed)) return finished(job, seen);
      // Analytics runs of 2.43 that abort say so, and no line of theirs is `completed`.
      if (isAborted(seen) && clock.now() - lastNews >= abortGrace * intervalMs) return finished(job, seen);
      const state = seen.at(-1)?.message ?? 'not begun';
      const where = { jobType: job.type, jobId: job.id };
      // Its log was there and is gone: the server was restarted, and will not say more.
      if (lines.length === 0 && seen.length > 0) {
        throw new Dhis2Error('DHIS2_JOB_STALLED', {
          ...where,
          stallMs: clock.now() - lastNews,
          state: `${state}; its log is gone`,
        });
      }
      if (clock.now() - started >= deadlineMs)
        throw new Dhis2Error('DHIS2_JOB_DEADLINE', { ...where, deadlineMs, state });
      if (clock.now() - lastNews >= stallMs) throw new Dhis2Error('DHIS2_JOB_STALLED', { ...where, stallMs, state });
      await clock.sleep(Math.min(wait, Math.max(1, started + deadlineMs - clock.now())), signal);
    }
  }

  /** The report of an import that ran as a job; `unknown` when there is none (yet, or any more). */
  async report(job: StartedJob, context: { readonly sent?: number } & CallOptions = {}): Promise<ImportOutcome> {
    const { sent, ...call } = context;
    const tracker = job.type === 'TRACKER_IMPORT_JOB';
    const path = tracker
      ? `/api/tracker/jobs/${segment(job.id)}/report`
      : `/api/system/taskSummaries/${segment(job.type)}/${segment(job.id)}`;
    try {
      const query = tracker ? { reportMode: 'FULL' } : undefined;
      const answer = await this.#http.read({ method: 'GET', path, query, ...call });
      if (!isRecord(parseJson(answer.text))) return lostOutcome(`job ${job.id} has no report`, { sent });
      return importOutcome({ status: answer.status, body: answer.text }, { sent });
    } catch (error) {
      if (isDhis2Error(error, 'DHIS2_NOT_FOUND')) return lostOutcome(`job ${job.id} has no report`, { sent });
      throw error;
    }
  }

  /**
   * Follows the job that an asynchronous import was put into, and gives the import's own outcome. A deadline or a stall
   * gives `unknown`, to be settled by reading back.
   */
  async outcome(started: ImportOutcome, options: FollowOptions = {}): Promise<ImportOutcome> {
    if (!started.job) return started;
    const sent = started.sent === undefined ? {} : { sent: started.sent };
    const call = options.signal ? { signal: options.signal } : {};
    try {
      const job = await this.follow(started.job, options);
      const report = await this.report(started.job, { ...sent, ...call });
      // A job that failed before its import began (malformed JSON) has a log, and no report.
      return report.status === 'unknown' && !job.ok ? failedJob(job, started) : report;
    } catch (error) {
      if (isDhis2Error(error, 'DHIS2_JOB_DEADLINE') || isDhis2Error(error, 'DHIS2_JOB_STALLED')) {
        return lostOutcome(error.message, sent);
      }
      throw error;
    }
  }

  /** Jobs that run now, by type. */
  running(options: CallOptions = {}): Promise<Readonly<Record<string, readonly RunningJob[]>>> {
    return this.#http.json({ method: 'GET', path: '/api/scheduling/running', ...options });
  }

  /** Starts a configured job now. */
  async execute(id: string, options: CallOptions = {}): Promise<void> {
    await this.#http.read({ method: 'POST', path: `/api/jobConfigurations/${segment(id)}/execute`, ...options });
  }

  /** Asks a running job of that type to stop. */
  async cancel(type: string, options: CallOptions = {}): Promise<void> {
    await this.#http.read({ method: 'POST', path: `/api/scheduling/cancel/${segment(type)}`, ...options });
  }
}

/** Looks without another line after which a job that says it aborted has ended. */
const abortGrace = 10;

function isAborted(seen: readonly JobNotification[]): boolean {
  const last = seen.at(-1);
  return last?.level === 'ERROR' && last.message.startsWith('processing aborted');
}

function finished(job: StartedJob, notifications: readonly JobNotification[]): FinishedJob {
  const last = notifications.at(-1);
  const failed = notifications.some(
    ({ level, message }) => level === 'ERROR' && !message.startsWith('Import complete'),
  );
  return { id: job.id, type: job.type, ok: !failed, message: last?.message ?? '', notifications };
}

function failedJob(job: FinishedJob, started: ImportOutcome): ImportOutcome {
  const body = { httpStatusCode: 409, httpStatus: 'Conflict', status: 'ERROR', message: job.message };
  return importOutcome({ status: 409, body }, started.sent === undefined ? {} : { sent: started.sent });
}
