import { Dhis2Error } from '../errors/dhis2-error.ts';
import { callOptions, type CallOptions } from '../http/call-options.ts';
import { checkParameters } from '../http/endpoint-parameters.ts';
import type { ApiRequest, HttpClient } from '../http/http-client.ts';
import type { Query } from '../http/query.ts';
import { jsonArrayBatches, JsonStreamError } from '../json/json-array-stream.ts';
import type { ImportOutcome } from '../outcome/import-outcome.ts';
import type { OutcomeContext } from '../outcome/parse-context.ts';
import { sendImport } from '../outcome/send-import.ts';
import type { VersionGuard } from '../version/version-guard.ts';
import { rowNumberOf, type DataValue, type DataValueSet, type StoredDataValue } from './data-value.ts';
import { dataValueExportEndpoint, dataValueImportEndpoint } from './data-value-parameters.ts';
import { exportQuery, type DataValueQuery } from './export-query.ts';
import { strictDefaults, type DataValueImportOptions, type DataValueImportParameters } from './import-options.ts';
import { serialiseDataValueSet } from './serialise.ts';

/** Formats of data value sets besides JSON. */
export type DataValueFormat = 'xml' | 'csv' | 'adx';

const path = '/api/dataValueSets';

/** Content types that the importer takes; `text/csv` is not among them. */
const contentTypes: Readonly<Record<DataValueFormat, string>> = {
  xml: 'application/xml',
  csv: 'application/csv',
  adx: 'application/adx+xml',
};

/** Aggregate data: `/api/dataValueSets`. */
export class DataValueSetsApi {
  readonly #http: HttpClient;
  readonly #versions: VersionGuard;

  constructor(http: HttpClient, versions: VersionGuard) {
    this.#http = http;
    this.#versions = versions;
  }

  /**
   * Imports values, in one request. Strict checks are on unless switched off. Answers about the payload, good or bad, are
   * an {@link ImportOutcome}; a lost answer is one with status `unknown`. Refused credentials, an unreachable server and
   * an unknown parameter throw. Never retried by itself: `deliverDataValues` chunks, settles and resends.
   *
   * @example
   * ```ts
   * import { basicAuth, createClient } from '@dhow/dhis2';
   *
   * const dhis2 = createClient({ baseUrl: 'http://localhost:8080', auth: basicAuth('admin', 'district') });
   * const outcome = await dhis2.dataValueSets.import([
   *   { dataElement: 'deIntZero01', period: '202601', orgUnit: 'ouFacil0001', value: 12 },
   * ]);
   * for (const { row, code, message, remedy } of outcome.rejected) console.log(row, code, message, remedy);
   * ```
   */
  async import(
    values: readonly DataValue[] | DataValueSet,
    options: DataValueImportOptions = {},
  ): Promise<ImportOutcome> {
    const set: DataValueSet = 'dataValues' in values ? values : { dataValues: values };
    const rows = set.dataValues;
    const rowAt = options.rowAt ?? ((index: number) => (rows[index] ? rowNumberOf(rows[index]) : undefined));
    return this.#send(serialiseDataValueSet(set), 'application/json', options, { sent: rows.length, rowAt });
  }

  /** Imports a payload that is XML, CSV or ADX already; a stream is sent as it comes. */
  async importText(
    body: string | Uint8Array | AsyncIterable<Uint8Array>,
    format: DataValueFormat,
    options: DataValueImportOptions = {},
  ): Promise<ImportOutcome> {
    return this.#send(body, contentTypes[format], options, options.rowAt ? { rowAt: options.rowAt } : {});
  }

  /** Starts the import as a job; follow `job` of the outcome with `dhis2.jobs`. Malformed JSON is only found by the job. */
  async importAsync(
    values: readonly DataValue[] | DataValueSet,
    options: DataValueImportOptions = {},
  ): Promise<ImportOutcome> {
    const set: DataValueSet = 'dataValues' in values ? values : { dataValues: values };
    return this.#send(serialiseDataValueSet(set), 'application/json', options, { sent: set.dataValues.length }, true);
  }

  /**
   * Stored values, as they arrive: memory does not grow with the answer. Keys that the server writes once for the whole set
   * stand in each value.
   */
  async *export(query: DataValueQuery & CallOptions): AsyncGenerator<StoredDataValue> {
    for await (const batch of this.exportBatches(query)) yield* batch;
  }

  /** {@link export} in batches, for consumers that count costs per item. */
  async *exportBatches(query: DataValueQuery & CallOptions): AsyncGenerator<readonly StoredDataValue[]> {
    const request = await this.#exportRequest(query);
    const answer = await this.#http.stream(request);
    try {
      for await (const { header, items } of jsonArrayBatches<StoredDataValue>(answer.stream(), 'dataValues')) {
        yield withHeader(items, header);
      }
    } catch (error) {
      if (!(error instanceof JsonStreamError)) throw error;
      const { method } = request;
      throw new Dhis2Error('DHIS2_BAD_JSON', { method, path, status: answer.status, reason: error.message }, error);
    }
  }

  /** Stored values as one array. For small answers; large ones take {@link export}. */
  async get(query: DataValueQuery & CallOptions): Promise<readonly StoredDataValue[]> {
    const all: StoredDataValue[] = [];
    for await (const batch of this.exportBatches(query)) all.push(...batch);
    return all;
  }

  /** Stored values as XML, CSV or ADX, as bytes. How ADX is asked for differs by version. */
  async exportText(query: DataValueQuery & CallOptions, format: DataValueFormat): Promise<AsyncIterable<Uint8Array>> {
    const request = await this.#exportRequest(query);
    const { profile } = await this.#versions.get(query.signal);
    const suffix = format === 'adx' ? (profile.adxExport === 'suffix' ? '.adx+xml' : '') : `.${format}`;
    const answer = await this.#http.stream({ ...request, path: path + suffix, accept: contentTypes[format] });
    return answer.stream();
  }

  async #exportRequest(query: DataValueQuery & CallOptions): Promise<ApiRequest> {
    const parameters = exportQuery(query);
    const { version } = await this.#versions.get(query.signal);
    checkParameters(dataValueExportEndpoint, parameters, version);
    return { method: 'GET', path, query: parameters, ...callOptions(query) };
  }

  async #send(
    body: string | Uint8Array | AsyncIterable<Uint8Array>,
    contentType: string,
    options: DataValueImportOptions,
    context: OutcomeContext,
    async = false,
  ): Promise<ImportOutcome> {
    const { rowAt: _rowAt, signal, timeoutMs: _timeoutMs, ...given } = options;
    const query: Query = {
      ...strictDefaults,
      ...(given satisfies DataValueImportParameters),
      ...(async ? { async } : {}),
    };
    const { version } = await this.#versions.get(signal);
    checkParameters(dataValueImportEndpoint, query, version);
    const request: ApiRequest = {
      method: 'POST',
      path,
      query,
      body,
      contentType,
      compressible: true,
      ...callOptions(options),
    };
    return sendImport(this.#http, request, context);
  }
}

/** Up to 2.42 the header holds null for what was not asked; what is set there counts for every value. */
function withHeader(
  items: readonly StoredDataValue[],
  header: Readonly<Record<string, unknown>>,
): readonly StoredDataValue[] {
  const shared: Record<string, unknown> = {};
  for (const key of ['period', 'orgUnit', 'attributeOptionCombo']) if (header[key]) shared[key] = header[key];
  const missing = Object.keys(shared).some((key) => !(key in (items[0] ?? {})));
  return missing ? items.map((item) => ({ ...(shared as unknown as StoredDataValue), ...item })) : items;
}
