import { callOptions, type CallOptions } from '../http/call-options.ts';
import { checkParameters } from '../http/endpoint-parameters.ts';
import { endpointParameters } from '../http/endpoint-parameters.generated.ts';
import type { HttpClient } from '../http/http-client.ts';
import type { Query } from '../http/query.ts';
import type { ImportOutcome } from '../outcome/import-outcome.ts';
import { sendImport } from '../outcome/send-import.ts';
import type { VersionGuard } from '../version/version-guard.ts';
import type { IdScheme } from './import-options.ts';

/** That a data set was reported in full. */
export interface CompleteRegistration {
  readonly dataSet: string;
  readonly period: string;
  /** Spelled like this here, and `orgUnit` in data values. */
  readonly organisationUnit: string;
  readonly attributeOptionCombo?: string;
  /** `yyyy-MM-dd`. */
  readonly date?: string;
  readonly storedBy?: string;
  readonly completed?: boolean;
}

export interface CompletenessQuery extends CallOptions {
  readonly dataSet: string | readonly string[];
  readonly period?: string | readonly string[];
  readonly startDate?: string;
  readonly endDate?: string;
  readonly created?: string;
  readonly createdDuration?: string;
  readonly orgUnit?: string | readonly string[];
  readonly orgUnitGroup?: string | readonly string[];
  readonly children?: boolean;
  readonly limit?: number;
  readonly idScheme?: IdScheme;
  readonly orgUnitIdScheme?: IdScheme;
  readonly dataSetIdScheme?: IdScheme;
}

/** `/api/completeDataSetRegistrations`. */
export class CompletenessApi {
  readonly #http: HttpClient;
  readonly #versions: VersionGuard;

  constructor(http: HttpClient, versions: VersionGuard) {
    this.#http = http;
    this.#versions = versions;
  }

  /** Registrations that match. */
  async list(query: CompletenessQuery): Promise<readonly CompleteRegistration[]> {
    const { signal, timeoutMs: _, ...parameters } = query;
    const { version } = await this.#versions.get(signal);
    checkParameters(endpointParameters.completeDataSetRegistrations, parameters as Query, version);
    const answer = await this.#http.json<{ completeDataSetRegistrations?: CompleteRegistration[] } | undefined>({
      method: 'GET',
      path: '/api/completeDataSetRegistrations',
      query: parameters as Query,
      ...callOptions(query),
    });
    return answer?.completeDataSetRegistrations ?? [];
  }

  /** Registers data sets as complete. Refusals here have neither code nor position. */
  complete(
    registrations: readonly CompleteRegistration[],
    options: CallOptions & { readonly dryRun?: boolean; readonly idScheme?: IdScheme } = {},
  ): Promise<ImportOutcome> {
    const { dryRun, idScheme, ...call } = options;
    const completeDataSetRegistrations = registrations.map((registration) => ({ completed: true, ...registration }));
    return sendImport(
      this.#http,
      {
        method: 'POST',
        path: '/api/completeDataSetRegistrations',
        query: { importStrategy: 'CREATE_AND_UPDATE', dryRun, idScheme },
        body: { completeDataSetRegistrations },
        // Registering twice is registering once.
        repeatable: true,
        ...call,
      },
      { sent: registrations.length },
    );
  }

  /** Takes registrations back; `multiOu` those of the org units below too. */
  async reopen(
    of: {
      readonly dataSet: string | readonly string[];
      readonly period: string | readonly string[];
      readonly orgUnit: string;
      readonly multiOu?: boolean;
    },
    options: CallOptions = {},
  ): Promise<void> {
    const query = { ds: of.dataSet, pe: of.period, ou: of.orgUnit, multiOu: of.multiOu };
    const path = '/api/completeDataSetRegistrations';
    await this.#http.read({ method: 'DELETE', path, query, repeatable: true, ...options });
  }
}
