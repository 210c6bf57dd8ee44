import { callOptions, type CallOptions } from '../http/call-options.ts';
import type { HttpClient } from '../http/http-client.ts';
import { segment, type Query } from '../http/query.ts';
import type { ImportOutcome } from '../outcome/import-outcome.ts';
import { sendImport } from '../outcome/send-import.ts';
import { fieldsParameter } from './fields.ts';
import { filterParameters } from './filters.ts';
import type { Draft } from './resource-writer.ts';

/** Objects by resource name: `{ dataElements: [...], dataSets: [...] }`. */
export type MetadataPayload<Models> = { readonly [Name in keyof Models]?: readonly Draft<Models[Name]>[] };

/** How a metadata import runs. Defaults are sent explicitly. */
export interface MetadataImportOptions extends CallOptions {
  /** Default `CREATE_AND_UPDATE`. */
  readonly importStrategy?: 'CREATE_AND_UPDATE' | 'CREATE' | 'UPDATE' | 'DELETE';
  /** True (default): one bad object stops the whole import. False: the good ones are stored. */
  readonly atomic?: boolean;
  /**
   * Checks without storing (`importMode=VALIDATE`; a parameter `dryRun` would be ignored by the server, and store). A clean
   * check does not promise a clean import.
   */
  readonly dryRun?: boolean;
  /** `CODE` fails for objects without a uid on some servers. Default `UID`. */
  readonly identifier?: 'UID' | 'CODE' | 'AUTO';
  readonly importReportMode?: 'ERRORS' | 'ERRORS_NOT_OWNER' | 'FULL' | 'DEBUG';
  readonly preheatMode?: 'REFERENCE' | 'ALL' | 'NONE';
  readonly flushMode?: 'AUTO' | 'OBJECT';
  readonly skipSharing?: boolean;
  readonly skipTranslation?: boolean;
  readonly skipValidation?: boolean;
  readonly userOverrideMode?: 'NONE' | 'CURRENT' | 'SELECTED';
  readonly overrideUser?: string;
  /** Row number of an object by its uid. */
  readonly rowOfUid?: (uid: string) => number | undefined;
}

/** What to export: each resource wholly (`true`), or with fields and filters. */
export interface MetadataExportOptions extends CallOptions {
  readonly skipSharing?: boolean;
  readonly defaults?: 'INCLUDE' | 'EXCLUDE';
  readonly fields?: object;
}

/** What to export of one resource. */
export interface MetadataSelection {
  readonly fields?: object;
  readonly filter?: object;
}

/** `/api/metadata`: whole packages of objects, in and out. */
export class MetadataApi<Models> {
  readonly #http: HttpClient;

  constructor(http: HttpClient) {
    this.#http = http;
  }

  /** Imports objects of any kinds together. References are by uid, in any order. */
  import(payload: MetadataPayload<Models>, options: MetadataImportOptions = {}): Promise<ImportOutcome> {
    return this.#import(payload, options, {});
  }

  /** Imports as a job; follow `job` of the outcome with `dhis2.jobs`. */
  importAsync(payload: MetadataPayload<Models>, options: MetadataImportOptions = {}): Promise<ImportOutcome> {
    return this.#import(payload, options, { async: true });
  }

  /** Imports objects of one kind from CSV; `classKey` is `DATA_ELEMENT`, `ORGANISATION_UNIT`, `OPTION_SET`, … */
  importCsv(csv: string, classKey: string, options: MetadataImportOptions = {}): Promise<ImportOutcome> {
    return this.#import(csv, options, { classKey }, 'application/csv');
  }

  /** Exports the given resources, or everything. */
  async export(
    resources: { readonly [Name in keyof Models]?: true | MetadataSelection } | 'all' = 'all',
    options: MetadataExportOptions = {},
  ): Promise<MetadataExport<Models>> {
    const query: Record<string, Query[string]> = {
      skipSharing: options.skipSharing,
      defaults: options.defaults,
      fields: options.fields === undefined ? undefined : fieldsParameter(options.fields),
    };
    if (resources !== 'all') {
      for (const [name, choice] of Object.entries(resources) as [string, true | MetadataSelection][]) {
        query[name] = true;
        if (choice === true) continue;
        if (choice.fields) query[`${name}:fields`] = fieldsParameter(choice.fields);
        if (choice.filter) query[`${name}:filter`] = filterParameters(choice.filter);
      }
    }
    return this.#http.json({ method: 'GET', path: '/api/metadata', query, ...callOptions(options) });
  }

  /** An object with everything that it needs: data sets, programs, category combos, dashboards, option sets, groups. */
  exportWithDependencies(
    resource: 'dataSets' | 'programs' | 'categoryCombos' | 'dashboards' | 'optionSets' | 'dataElementGroups',
    id: string,
    options: MetadataExportOptions = {},
  ): Promise<MetadataExport<Models>> {
    const query = { skipSharing: options.skipSharing };
    const path = `/api/${resource}/${segment(id)}/metadata`;
    return this.#http.json({ method: 'GET', path, query, ...callOptions(options) });
  }

  /** A large export as bytes, to be written to a file. */
  async exportStream(query: Query, options: CallOptions = {}): Promise<AsyncIterable<Uint8Array>> {
    const answer = await this.#http.stream({ method: 'GET', path: '/api/metadata', query, ...options });
    return answer.stream();
  }

  #import(body: unknown, options: MetadataImportOptions, more: Query, contentType?: string): Promise<ImportOutcome> {
    const { signal: _s, timeoutMs: _t, rowOfUid, atomic, dryRun, ...rest } = options;
    const query: Query = {
      importStrategy: 'CREATE_AND_UPDATE',
      atomicMode: atomic === false ? 'NONE' : 'ALL',
      importMode: dryRun ? 'VALIDATE' : 'COMMIT',
      ...rest,
      ...more,
    };
    const request = {
      method: 'POST',
      path: '/api/metadata',
      query,
      body,
      compressible: true,
      ...callOptions(options),
    } as const;
    return sendImport(
      this.#http,
      contentType === undefined ? request : { ...request, contentType },
      rowOfUid ? { rowOfUid } : {},
    );
  }
}

/** An export: objects by resource, with the server that they are from. */
export type MetadataExport<Models> = { readonly [Name in keyof Models]?: readonly Models[Name][] } & {
  readonly system?: { readonly id: string; readonly rev: string; readonly version: string; readonly date: string };
};
