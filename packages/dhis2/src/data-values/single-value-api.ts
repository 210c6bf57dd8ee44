import { isDhis2Error } from '../errors/dhis2-error.ts';
import type { CallOptions } from '../http/call-options.ts';
import type { HttpClient } from '../http/http-client.ts';
import type { ImportOutcome } from '../outcome/import-outcome.ts';
import { sendImport } from '../outcome/send-import.ts';
import type { VersionGuard } from '../version/version-guard.ts';
import { valueText } from './serialise.ts';

/** What one data value is stored under. */
export interface DataValueKey {
  readonly dataElement: string;
  readonly period: string;
  readonly orgUnit: string;
  readonly categoryOptionCombo?: string;
  /** Category combo of the attribute, with `categoryOptions`. */
  readonly attributeCombo?: string;
  /** Uids with semicolons between them. */
  readonly attributeOptions?: string;
  readonly dataSet?: string;
}

function keyQuery(key: DataValueKey) {
  return {
    de: key.dataElement,
    pe: key.period,
    ou: key.orgUnit,
    co: key.categoryOptionCombo,
    cc: key.attributeCombo,
    cp: key.attributeOptions,
    ds: key.dataSet,
  };
}

/** Single data values: `/api/dataValues`. For more than a handful use `dataValueSets`. */
export class DataValuesApi {
  readonly #http: HttpClient;
  readonly #versions: VersionGuard;

  constructor(http: HttpClient, versions: VersionGuard) {
    this.#http = http;
    this.#versions = versions;
  }

  /** The stored value, or undefined when there is none (409 up to 2.42, 404 from 2.43 on). */
  async get(key: DataValueKey, options: CallOptions = {}): Promise<string | undefined> {
    const { ds: _, ...query } = keyQuery(key);
    try {
      const values = await this.#http.json<string[]>({ method: 'GET', path: '/api/dataValues', query, ...options });
      return values?.[0];
    } catch (error) {
      if (await this.#isMissing(error, options)) return undefined;
      throw error;
    }
  }

  /** Stores a value. An empty text deletes it. */
  set(
    key: DataValueKey,
    value: string | number | boolean,
    options: CallOptions & { readonly comment?: string; readonly followUp?: boolean; readonly force?: boolean } = {},
  ): Promise<ImportOutcome> {
    const { comment, followUp, force, ...call } = options;
    const query = { ...keyQuery(key), value: valueText(value), comment, followUp, force };
    // Storing the same value twice is harmless.
    return sendImport(
      this.#http,
      { method: 'POST', path: '/api/dataValues', query, repeatable: true, ...call },
      { sent: 1 },
    );
  }

  /** Deletes a value. One that is not there is no error. */
  async delete(key: DataValueKey, options: CallOptions = {}): Promise<void> {
    try {
      const query = keyQuery(key);
      await this.#http.read({ method: 'DELETE', path: '/api/dataValues', query, repeatable: true, ...options });
    } catch (error) {
      if (!(await this.#isMissing(error, options))) throw error;
    }
  }

  /** Marks values for follow-up, or takes the mark away. */
  async setFollowUp(
    values: readonly {
      readonly dataElement: string;
      readonly period: string;
      readonly orgUnit: string;
      readonly categoryOptionCombo?: string;
      readonly attributeOptionCombo?: string;
      readonly followup: boolean;
    }[],
    options: CallOptions = {},
  ): Promise<void> {
    const request = { method: 'PUT', path: '/api/dataValues/followups', body: { values }, repeatable: true } as const;
    await this.#http.read({ ...request, ...options });
  }

  /** The file that a value refers to, as it arrives. 409 while the server still stores it. */
  async file(key: DataValueKey, options: CallOptions = {}): Promise<AsyncIterable<Uint8Array>> {
    const { ds: _, ...query } = keyQuery(key);
    const answer = await this.#http.stream({
      method: 'GET',
      path: '/api/dataValues/files',
      query,
      accept: '*/*',
      ...options,
    });
    return answer.stream();
  }

  async #isMissing(error: unknown, options: CallOptions): Promise<boolean> {
    if (!isDhis2Error(error)) return false;
    const { missingValueIsNotFound } = await this.#versions.profile(options.signal);
    const code = missingValueIsNotFound ? 'DHIS2_NOT_FOUND' : 'DHIS2_CONFLICT';
    return error.code === code && /does not exist/.test(error.details.serverMessage ?? '');
  }
}
