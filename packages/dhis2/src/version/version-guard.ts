import { Dhis2Error } from '../errors/dhis2-error.ts';
import type { HttpClient } from '../http/http-client.ts';
import { parseVersion, type Dhis2Version } from './dhis2-version.ts';
import { profileOf, versionWarning, type VersionProfile } from './version-profile.ts';

/** The server's version and what it means for calls. */
export interface ServerVersion {
  readonly version: Dhis2Version;
  readonly profile: VersionProfile;
}

/** A path that a release took away, with what to use instead. */
interface Removal {
  readonly path: RegExp;
  readonly since: number;
  readonly what: string;
  readonly replacement: string;
}

const removals: readonly Removal[] = [
  {
    path: /^\/api\/trackedEntityInstances\b/,
    since: 42,
    what: '/api/trackedEntityInstances',
    replacement: 'use dhis2.tracker.trackedEntities (/api/tracker/trackedEntities) and dhis2.tracker.import',
  },
  {
    path: /^\/api\/enrollments\b/,
    since: 42,
    what: '/api/enrollments',
    replacement: 'use dhis2.tracker.enrollments (/api/tracker/enrollments) and dhis2.tracker.import',
  },
  {
    path: /^\/api\/events\b/,
    since: 42,
    what: '/api/events',
    replacement: 'use dhis2.tracker.events (/api/tracker/events) and dhis2.tracker.import',
  },
  {
    path: /^\/api\/relationships\b/,
    since: 42,
    what: '/api/relationships',
    replacement: 'use dhis2.tracker.relationships (/api/tracker/relationships) and dhis2.tracker.import',
  },
];

/** Reads the version once and answers questions about it. */
export class VersionGuard {
  readonly #http: HttpClient;
  #known: Promise<ServerVersion> | undefined;

  constructor(http: HttpClient, given: string | undefined) {
    this.#http = http;
    if (given !== undefined) this.#known = Promise.resolve(this.#use(given));
  }

  /** The server's version: as given, else read from `/api/system/info` at the first call. A failure is not kept. */
  get(signal?: AbortSignal): Promise<ServerVersion> {
    this.#known ??= this.#read(signal).catch((error: unknown) => {
      this.#known = undefined;
      throw error;
    });
    return this.#known;
  }

  async profile(signal?: AbortSignal): Promise<VersionProfile> {
    return (await this.get(signal)).profile;
  }

  /** Throws DHIS2_REMOVED when the server's release no longer has `path`. */
  async check(path: string, signal?: AbortSignal): Promise<void> {
    const removal = removals.find((entry) => entry.path.test(path));
    if (!removal) return;
    const { version } = await this.get(signal);
    if (version.minor < removal.since) return;
    const { what, replacement } = removal;
    throw new Dhis2Error('DHIS2_REMOVED', { what, replacement, version: version.text, path });
  }

  async #read(signal: AbortSignal | undefined): Promise<ServerVersion> {
    const info = await this.#http.json<{ version?: string }>({
      method: 'GET',
      path: '/api/system/info',
      query: { fields: 'version' },
      signal,
    });
    return this.#use(info?.version ?? '');
  }

  #use(text: string): ServerVersion {
    const version = parseVersion(text);
    const warning = versionWarning(version);
    if (warning) this.#http.hooks.onWarning?.(warning);
    return { version, profile: profileOf(version) };
  }
}
