import { callOptions, type CallOptions } from '../http/call-options.ts';
import { segment } from '../http/query.ts';
import type { DataValueSet } from '../data-values/data-value.ts';
import { ResourceApi } from '../metadata/resource-writer.ts';
import type { ImportOutcome } from '../outcome/import-outcome.ts';
import { sendImport } from '../outcome/send-import.ts';

/** `dhis2.aggregateDataExchanges`: the server's own export of aggregated data to another one, or to itself. */
export class DataExchangeApi<Model> extends ResourceApi<Model> {
  /** Runs an exchange; the outcome adds up the summaries of its requests. */
  run(id: string, options: CallOptions = {}): Promise<ImportOutcome> {
    const path = `${this.path}/${segment(id)}/exchange`;
    return sendImport(this.http, { method: 'POST', path, ...callOptions(options) });
  }

  /** What an exchange would send. */
  sourceDataValueSets(id: string, options: CallOptions = {}): Promise<readonly DataValueSet[]> {
    const path = `${this.path}/${segment(id)}/sourceDataValueSets`;
    return this.http.json({ method: 'GET', path, ...callOptions(options) });
  }
}
