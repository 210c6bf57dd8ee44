import type { CallOptions } from '../http/call-options.ts';
import type { HttpClient } from '../http/http-client.ts';
import type { VersionGuard, ServerVersion } from '../version/version-guard.ts';
import type { SystemInfo } from './system-info.ts';

/** `/api/system`: who the server is. */
export class SystemApi {
  readonly #http: HttpClient;
  readonly #versions: VersionGuard;

  constructor(http: HttpClient, versions: VersionGuard) {
    this.#http = http;
    this.#versions = versions;
  }

  /** Version, time zone, calendar, last analytics run. */
  info(options: CallOptions = {}): Promise<SystemInfo> {
    return this.#http.json({ method: 'GET', path: '/api/system/info', ...options });
  }

  /** The version with its profile; asked from the server once per client. */
  version(options: CallOptions = {}): Promise<ServerVersion> {
    return this.#versions.get(options.signal);
  }

  /** Resolves when DHIS2 answers; needs no credentials. */
  async ping(options: CallOptions = {}): Promise<void> {
    await this.#http.read({ method: 'GET', path: '/api/ping', accept: '*/*', ...options });
  }

  /** New uids made by the server, up to 10,000 in one call. `generateUid` makes them without a call. */
  async ids(limit: number, options: CallOptions = {}): Promise<readonly string[]> {
    const codes: string[] = [];
    while (codes.length < limit) {
      const query = { limit: Math.min(10_000, limit - codes.length) };
      const answer = await this.#http.json<{ codes: string[] }>({
        method: 'GET',
        path: '/api/system/id',
        query,
        ...options,
      });
      codes.push(...answer.codes);
    }
    return codes;
  }
}
