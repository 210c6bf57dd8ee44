import { callOptions, type CallOptions } from '../http/call-options.ts';
import { checkParameters } from '../http/endpoint-parameters.ts';
import { endpointParameters } from '../http/endpoint-parameters.generated.ts';
import type { HttpClient } from '../http/http-client.ts';
import type { Pager } from '../metadata/page.ts';
import type { VersionGuard } from '../version/version-guard.ts';

/** A metadata object that is gone; for consumers that follow changes. */
export interface DeletedObject {
  readonly klass: string;
  readonly uid: string;
  readonly code?: string;
  readonly deletedAt: string;
  readonly deletedBy?: string;
}

export interface DeletedObjectsQuery extends CallOptions {
  /** `DataElement`, `OrganisationUnit`, … */
  readonly klass?: string | readonly string[];
  readonly uid?: string | readonly string[];
  /** Only those after this time of the server. */
  readonly deletedAt?: string;
  readonly pageSize?: number;
}

/** `/api/deletedObjects`. */
export class DeletedObjectsApi {
  readonly #http: HttpClient;
  readonly #versions: VersionGuard;

  constructor(http: HttpClient, versions: VersionGuard) {
    this.#http = http;
    this.#versions = versions;
  }

  /** All that match, page by page. */
  async *iterate(query: DeletedObjectsQuery = {}): AsyncGenerator<DeletedObject, void, undefined> {
    const { klass, uid, deletedAt, pageSize = 500 } = query;
    const { version } = await this.#versions.get(query.signal);
    for (let page = 1; ; page++) {
      const parameters = { klass, uid, deletedAt, page, pageSize };
      checkParameters(endpointParameters.deletedObjects, parameters, version);
      const answer = await this.#http.json<{ pager?: Pager; deletedObjects: DeletedObject[] }>({
        method: 'GET',
        path: '/api/deletedObjects',
        query: parameters,
        ...callOptions(query),
      });
      yield* answer.deletedObjects;
      const last = answer.pager?.pageCount === undefined || page >= answer.pager.pageCount;
      if (last || answer.deletedObjects.length === 0) return;
    }
  }
}
