import { isDhis2Error } from '../errors/dhis2-error.ts';
import type { CallOptions } from '../http/call-options.ts';
import type { HttpClient } from '../http/http-client.ts';
import { segment } from '../http/query.ts';

/** `/api/systemSettings`. */
export class SettingsApi {
  readonly #http: HttpClient;

  constructor(http: HttpClient) {
    this.#http = http;
  }

  /** All settings, or the given ones. */
  all(keys?: readonly string[], options: CallOptions = {}): Promise<Readonly<Record<string, unknown>>> {
    return this.#http.json({ method: 'GET', path: '/api/systemSettings', query: { key: keys }, ...options });
  }

  /** One setting, or undefined when it is not set or does not exist. */
  async get(key: string, options: CallOptions = {}): Promise<unknown> {
    try {
      const path = `/api/systemSettings/${segment(key)}`;
      const answer = await this.#http.json<Record<string, unknown> | undefined>({ method: 'GET', path, ...options });
      return answer?.[key];
    } catch (error) {
      if (isDhis2Error(error, 'DHIS2_NOT_FOUND')) return undefined;
      throw error;
    }
  }

  /** Sets one setting. One that does not exist throws DHIS2_NOT_FOUND. */
  async set(key: string, value: string | number | boolean, options: CallOptions = {}): Promise<void> {
    const path = `/api/systemSettings/${segment(key)}`;
    await this.#http.read({ method: 'POST', path, body: String(value), contentType: 'text/plain', ...options });
  }
}
