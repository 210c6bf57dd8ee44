import { callOptions, type CallOptions } from '../http/call-options.ts';
import type { HttpClient } from '../http/http-client.ts';
import { segment } from '../http/query.ts';
import { multipartFile } from './multipart.ts';

/** A stored file. */
export interface FileResource {
  readonly id: string;
  readonly name: string;
  readonly contentType: string;
  readonly contentLength: number;
  readonly contentMd5: string;
  /** `PENDING` until the server has stored it. */
  readonly storageStatus: 'NONE' | 'PENDING' | 'STORED';
  readonly domain?: string;
}

export type FileDomain =
  | 'DATA_VALUE'
  | 'DOCUMENT'
  | 'MESSAGE_ATTACHMENT'
  | 'USER_AVATAR'
  | 'ORG_UNIT'
  | 'ICON'
  | 'JOB_DATA'
  | 'PUSH_ANALYSIS';

/** `/api/fileResources`. */
export class FilesApi {
  readonly #http: HttpClient;

  constructor(http: HttpClient) {
    this.#http = http;
  }

  /**
   * Uploads a file, streamed. The server answers before it has stored it; a data value file can be read only once a value
   * refers to it, and is removed after some hours when none does.
   */
  async upload(
    file: {
      readonly name: string;
      readonly contentType: string;
      readonly data: Uint8Array | AsyncIterable<Uint8Array>;
    },
    options: CallOptions & { readonly domain?: FileDomain } = {},
  ): Promise<FileResource> {
    const { contentType, body } = multipartFile('file', file);
    const answer = await this.#http.json<{ response: { fileResource: FileResource } }>({
      method: 'POST',
      path: '/api/fileResources',
      query: { domain: options.domain ?? 'DATA_VALUE' },
      body,
      contentType,
      ...callOptions(options),
    });
    return answer.response.fileResource;
  }

  /** What is known of a file. */
  get(id: string, options: CallOptions = {}): Promise<FileResource> {
    return this.#http.json({ method: 'GET', path: `/api/fileResources/${segment(id)}`, ...options });
  }

  /** The file itself, as it arrives. Those of values are given out with the value only: `dataValues.file`, `tracker.file`. */
  async download(id: string, options: CallOptions = {}): Promise<AsyncIterable<Uint8Array>> {
    const path = `/api/fileResources/${segment(id)}/data`;
    const answer = await this.#http.stream({ method: 'GET', path, accept: '*/*', ...options });
    return answer.stream();
  }
}
