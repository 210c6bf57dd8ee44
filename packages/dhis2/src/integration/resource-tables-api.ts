import { Dhis2Error } from '../errors/dhis2-error.ts';
import { callOptions } from '../http/call-options.ts';
import { checkParameters } from '../http/endpoint-parameters.ts';
import { endpointParameters } from '../http/endpoint-parameters.generated.ts';
import type { HttpClient } from '../http/http-client.ts';
import type { Query } from '../http/query.ts';
import type { FinishedJob, FollowOptions } from '../jobs/job-notification.ts';
import type { JobsApi } from '../jobs/jobs-api.ts';
import type { StartedJob } from '../outcome/import-outcome.ts';
import type { VersionGuard } from '../version/version-guard.ts';

export interface AnalyticsTablesOptions {
  readonly skipResourceTables?: boolean;
  readonly skipAggregate?: boolean;
  readonly skipEvents?: boolean;
  readonly skipEnrollment?: boolean;
  readonly skipTrackedEntities?: boolean;
  readonly skipOrgUnitOwnership?: boolean;
  readonly skipValidationResult?: boolean;
  readonly skipOutliers?: boolean;
  readonly lastYears?: number;
}

/** `/api/resourceTables`: makes the tables that analytics reads. */
export class ResourceTablesApi {
  readonly #http: HttpClient;
  readonly #versions: VersionGuard;
  readonly #jobs: JobsApi;

  constructor(http: HttpClient, versions: VersionGuard, jobs: JobsApi) {
    this.#http = http;
    this.#versions = versions;
    this.#jobs = jobs;
  }

  /** Starts the generation. A second start while one runs is accepted and queued. */
  async startAnalytics(options: AnalyticsTablesOptions & { readonly signal?: AbortSignal } = {}): Promise<StartedJob> {
    const { signal, ...query } = options;
    const { version } = await this.#versions.get(signal);
    checkParameters(endpointParameters.analyticsTables, query as Query, version);
    const answer = await this.#http.json<{ response: { id: string; jobType: string } }>({
      method: 'POST',
      path: '/api/resourceTables/analytics',
      query: query as Query,
      ...callOptions(signal ? { signal } : {}),
    });
    return { id: answer.response.id, type: answer.response.jobType };
  }

  /**
   * Generates the tables and waits for the end. On a new 2.43 database the run aborts until the data output period types
   * are set (`/api/configuration/dataOutputPeriodTypes`).
   */
  async runAnalytics(options: AnalyticsTablesOptions = {}, follow: FollowOptions = {}): Promise<FinishedJob> {
    const job = await this.startAnalytics(follow.signal ? { ...options, signal: follow.signal } : options);
    const finished = await this.#jobs.follow(job, { deadlineMs: 6 * 60 * 60_000, stallMs: 60 * 60_000, ...follow });
    if (!finished.ok) throw new Dhis2Error('DHIS2_JOB_FAILED', { jobType: job.type, jobId: job.id });
    return finished;
  }
}
