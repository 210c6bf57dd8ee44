import type { CallOptions } from '../http/call-options.ts';
import type { HttpClient } from '../http/http-client.ts';
import type { VersionGuard } from '../version/version-guard.ts';

/** What an approval is about: a data set or a workflow, a period, an org unit. */
export interface ApprovalKey {
  readonly dataSet?: string;
  readonly workflow?: string;
  readonly period: string;
  readonly orgUnit: string;
  readonly attributeOptionCombo?: string;
}

export interface ApprovalStatus {
  readonly state: string;
  readonly mayApprove: boolean;
  readonly mayUnapprove: boolean;
  readonly mayAccept: boolean;
  readonly mayUnaccept: boolean;
  readonly mayReadData: boolean;
  readonly approvedBy?: string;
  readonly approvedAt?: string;
  readonly acceptedBy?: string;
  readonly acceptedAt?: string;
}

/** The state of one of several approvals. */
export interface ApprovalState {
  readonly wf: string;
  readonly pe: string;
  readonly ou: string;
  readonly aoc: string;
  readonly state: string;
  readonly permissions: Omit<ApprovalStatus, 'state'>;
}

/** Data approval. */
export class ApprovalsApi {
  readonly #http: HttpClient;
  readonly #versions: VersionGuard;

  constructor(http: HttpClient, versions: VersionGuard) {
    this.#http = http;
    this.#versions = versions;
  }

  /** State of one approval, and what the user may do with it. */
  status(key: ApprovalKey, options: CallOptions = {}): Promise<ApprovalStatus> {
    return this.#http.json({ method: 'GET', path: '/api/dataApprovals', query: keyQuery(key), ...options });
  }

  /** The states of workflows for periods and org units at once. */
  async states(
    of: {
      readonly workflows: readonly string[];
      readonly periods: readonly string[];
      readonly orgUnits: readonly string[];
    },
    options: CallOptions = {},
  ): Promise<readonly ApprovalState[]> {
    const states = await this.#states(of, of.periods, options);
    // 2.43 gives one period of several: the others are asked for one by one.
    const missing = of.periods.filter((period) => !states.some(({ pe }) => pe === period));
    if (missing.length === of.periods.length) return states;
    const rest: ApprovalState[] = [];
    for (const period of missing) rest.push(...(await this.#states(of, [period], options)));
    return [...states, ...rest];
  }

  /** Approves. */
  async approve(key: ApprovalKey, options: CallOptions = {}): Promise<void> {
    await this.#http.read({ method: 'POST', path: '/api/dataApprovals', query: keyQuery(key), ...options });
  }

  /** Takes an approval back. */
  async unapprove(key: ApprovalKey, options: CallOptions = {}): Promise<void> {
    await this.#http.read({ method: 'DELETE', path: '/api/dataApprovals', query: keyQuery(key), ...options });
  }

  /** Accepts what was approved below. */
  async accept(key: ApprovalKey, options: CallOptions = {}): Promise<void> {
    const { acceptancesPath: path } = await this.#versions.profile(options.signal);
    await this.#http.read({ method: 'POST', path, query: keyQuery(key), ...options });
  }

  /** Takes an acceptance back. */
  async unaccept(key: ApprovalKey, options: CallOptions = {}): Promise<void> {
    const { acceptancesPath: path } = await this.#versions.profile(options.signal);
    await this.#http.read({ method: 'DELETE', path, query: keyQuery(key), ...options });
  }

  #states(
    of: { readonly workflows: readonly string[]; readonly orgUnits: readonly string[] },
    periods: readonly string[],
    options: CallOptions,
  ): Promise<readonly ApprovalState[]> {
    const query = { wf: of.workflows.join(','), pe: periods.join(','), ou: of.orgUnits.join(',') };
    return this.#http.json({ method: 'GET', path: '/api/dataApprovals/multiple', query, ...options });
  }
}

function keyQuery(key: ApprovalKey) {
  return { ds: key.dataSet, wf: key.workflow, pe: key.period, ou: key.orgUnit, aoc: key.attributeOptionCombo };
}
