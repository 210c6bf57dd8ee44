import { Dhis2Error, isDhis2Error } from '../errors/dhis2-error.ts';
import { callOptions, type CallOptions } from '../http/call-options.ts';
import { checkParameters } from '../http/endpoint-parameters.ts';
import { endpointParameters } from '../http/endpoint-parameters.generated.ts';
import type { HttpClient } from '../http/http-client.ts';
import type { Query } from '../http/query.ts';
import type { FinishedJob, FollowOptions } from '../jobs/job-notification.ts';
import type { JobsApi } from '../jobs/jobs-api.ts';
import type { StartedJob } from '../outcome/import-outcome.ts';
import type { PeriodType } from '../period/period-type.ts';
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

const outputPeriodsPath = '/api/configuration/dataOutputPeriodTypes';

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

  /** Generates the tables and waits for the end. */
  async runAnalytics(options: AnalyticsTablesOptions = {}, follow: FollowOptions = {}): Promise<FinishedJob> {
    const call = follow.signal ? { signal: follow.signal } : {};
    await this.#requireOutputPeriods(call);
    const job = await this.startAnalytics({ ...options, ...call });
    const finished = await this.#jobs.follow(job, { deadlineMs: 6 * 60 * 60_000, stallMs: 60 * 60_000, ...follow });
    if (!finished.ok) throw new Dhis2Error('DHIS2_JOB_FAILED', { jobType: job.type, jobId: job.id });
    return finished;
  }

  /** The period types that analytics gives data for (`Monthly`, …); undefined before 2.43, which gives all of them. */
  async outputPeriodTypes(options: CallOptions = {}): Promise<readonly string[] | undefined> {
    if (!(await this.#versions.profile(options.signal)).hasOutputPeriodTypes) return undefined;
    const types = await this.#http.json<{ name: string }[]>({ method: 'GET', path: outputPeriodsPath, ...options });
    return types.map(({ name }) => name);
  }

  /** Sets the period types that analytics gives data for (2.43 on); without any, a run aborts. */
  async setOutputPeriodTypes(names: readonly PeriodType[], options: CallOptions = {}): Promise<void> {
    const { version, profile } = await this.#versions.get(options.signal);
    if (!profile.hasOutputPeriodTypes) {
      const replacement = 'All period types are given out';
      throw new Dhis2Error('DHIS2_TOO_OLD', { what: outputPeriodsPath, since: 43, version: version.text, replacement });
    }
    const body = names.map((name) => ({ name }));
    await this.#http.read({ method: 'POST', path: outputPeriodsPath, body, repeatable: true, ...options });
  }

  async #requireOutputPeriods(call: CallOptions): Promise<void> {
    try {
      if ((await this.outputPeriodTypes(call))?.length !== 0) return;
    } catch (error) {
      // Who may start a run need not be allowed to read the configuration.
      if (isDhis2Error(error, 'DHIS2_FORBIDDEN') || isDhis2Error(error, 'DHIS2_NOT_FOUND')) return;
      throw error;
    }
    throw new Dhis2Error('DHIS2_NO_OUTPUT_PERIODS');
  }
}
