import type { Authenticator } from './auth/auth.ts';
import { noAuth } from './auth/auth.ts';
import { AnalyticsApi } from './analytics/analytics-api.ts';
import { ApprovalsApi } from './approvals/approvals-api.ts';
import { DataStoreApi } from './data-store/data-store-api.ts';
import { CompletenessApi } from './data-values/completeness-api.ts';
import { DataValueSetsApi } from './data-values/data-value-sets-api.ts';
import { DataValuesApi } from './data-values/single-value-api.ts';
import { Dhis2Error } from './errors/dhis2-error.ts';
import { FilesApi } from './files/files-api.ts';
import { callOptions, type CallOptions } from './http/call-options.ts';
import { systemClock, type Clock } from './http/clock.ts';
import { HttpClient, type ApiRequest } from './http/http-client.ts';
import { Limiter, type RateLimit } from './http/limiter.ts';
import type { RequestHooks } from './http/request-hooks.ts';
import { retryPolicy, type RetryOptions } from './http/retry-policy.ts';
import { DeletedObjectsApi } from './integration/deleted-objects-api.ts';
import { ResourceTablesApi } from './integration/resource-tables-api.ts';
import { JobsApi } from './jobs/jobs-api.ts';
import { SmsApi } from './messaging/sms-api.ts';
import { MetadataApi } from './metadata/metadata-api.ts';
import { defineResources, type Resources } from './metadata/resources.ts';
import type { DefaultModels, ModelsOf } from './models/model-versions.ts';
import { SettingsApi } from './system/settings-api.ts';
import { SystemApi } from './system/system-api.ts';
import type { Me } from './system/system-info.ts';
import { TrackerApi } from './tracker/tracker-api.ts';
import type { Transport } from './transport/transport.ts';
import { VersionGuard } from './version/version-guard.ts';

/** How a client is made. */
export interface ClientOptions {
  /** Where DHIS2 is, with its context path and without `/api`: `https://play.example.org/dev`. */
  readonly baseUrl: string;
  /** Credentials: {@link basicAuth}, {@link tokenAuth}, {@link bearerAuth}, {@link oauth2Auth}, {@link sessionAuth}. */
  readonly auth?: Authenticator;
  /** The server's version (`2.42`), when it need not be asked for. Chooses the models' types too. */
  readonly version?: string;
  /** How requests are sent (default: a pool of kept-alive connections in Node, `fetch` in browsers). */
  readonly transport?: Transport;
  /** Retries of what is safe to repeat; `false` for none. */
  readonly retry?: RetryOptions | false;
  /** At most so many requests per time. */
  readonly rateLimit?: RateLimit;
  /** Requests at once (default 8). */
  readonly concurrency?: number;
  readonly hooks?: RequestHooks;
  /** Milliseconds until an answer begins, and between two pieces of it (default 120,000: imports take their time). */
  readonly timeoutMs?: number;
  /** `User-Agent` (default `dhow-dhis2`); browsers set their own. */
  readonly userAgent?: string;
  /** Whether answers come and imports go compressed (default: yes, except on this machine). */
  readonly compression?: boolean;
  /** For tests. */
  readonly clock?: Clock;
}

/** The client's own areas, beside the metadata resources. */
export interface ClientAreas<Models = DefaultModels> {
  /** The base URL as it is used. */
  readonly baseUrl: string;
  readonly system: SystemApi;
  readonly systemSettings: SettingsApi;
  /** Aggregate data in sets, its completeness, single values, and its approval. */
  readonly dataValueSets: DataValueSetsApi;
  readonly completeDataSetRegistrations: CompletenessApi;
  readonly dataValues: DataValuesApi;
  readonly dataApprovals: ApprovalsApi;
  readonly tracker: TrackerApi;
  /** Metadata of many kinds at once. */
  readonly metadata: MetadataApi<Models>;
  readonly deletedObjects: DeletedObjectsApi;
  readonly analytics: AnalyticsApi;
  readonly resourceTables: ResourceTablesApi;
  readonly jobs: JobsApi;
  readonly dataStore: DataStoreApi;
  readonly userDataStore: DataStoreApi;
  readonly fileResources: FilesApi;
  readonly sms: SmsApi;
  /** The user whose credentials are used. */
  me(options?: CallOptions): Promise<Me>;
  /** Any call that has no method of its own; gives the parsed JSON. */
  request<T = unknown>(request: ApiRequest): Promise<T>;
  /** The layer below, for what is not JSON. */
  readonly http: HttpClient;
  /** Closes kept-alive connections. */
  close(): Promise<void>;
}

/** A client for one server and one user. Immutable; share it. */
export type Dhis2Client<Models = DefaultModels> = ClientAreas<Models> & Resources<Omit<Models, keyof ClientAreas>>;

/** Makes a client from a transport that is given. `createClient` of the entry point fills in the default one. */
export function clientWith<const Options extends ClientOptions>(
  options: Options,
  transport: Transport,
): Dhis2Client<ModelsOf<Options['version']>> {
  const baseUrl = normalBaseUrl(options.baseUrl);
  const clock = options.clock ?? systemClock;
  const compression = options.compression ?? !isLoopback(baseUrl);
  const http = new HttpClient({
    baseUrl,
    transport,
    auth: options.auth ?? noAuth(),
    retry: retryPolicy(options.retry),
    limiter: new Limiter(options.concurrency ?? 8, options.rateLimit, clock),
    hooks: options.hooks ?? {},
    clock,
    timeoutMs: options.timeoutMs ?? 120_000,
    userAgent: options.userAgent ?? 'dhow-dhis2',
    compression,
  });
  const versions = new VersionGuard(http, options.version);
  const jobs = new JobsApi(http);
  const areas: ClientAreas<ModelsOf<Options['version']>> = {
    baseUrl,
    system: new SystemApi(http, versions),
    systemSettings: new SettingsApi(http),
    dataValueSets: new DataValueSetsApi(http, versions),
    completeDataSetRegistrations: new CompletenessApi(http, versions),
    dataValues: new DataValuesApi(http, versions),
    dataApprovals: new ApprovalsApi(http, versions),
    tracker: new TrackerApi(http, versions),
    metadata: new MetadataApi(http),
    deletedObjects: new DeletedObjectsApi(http, versions),
    analytics: new AnalyticsApi(http),
    resourceTables: new ResourceTablesApi(http, versions, jobs),
    jobs,
    dataStore: new DataStoreApi(http, '/api/dataStore'),
    userDataStore: new DataStoreApi(http, '/api/userDataStore'),
    fileResources: new FilesApi(http),
    sms: new SmsApi(http),
    me: (call) => http.json<Me>({ method: 'GET', path: '/api/me', ...callOptions(call) }),
    async request<T>(request: ApiRequest): Promise<T> {
      await versions.check(request.path, request.signal);
      return http.json<T>(request);
    },
    http,
    close: () => transport.close(),
  };
  defineResources(areas, http);
  return areas as Dhis2Client<ModelsOf<Options['version']>>;
}

/** Takes what people write: with a slash at the end, or with `/api` as the Java SDK wants it. */
function normalBaseUrl(text: string): string {
  if (!URL.canParse(text) || !/^https?:/i.test(text)) {
    throw new Dhis2Error('DHIS2_INVALID_OPTION', {
      option: 'baseUrl',
      reason: `"${text}" is not an http or https address; write for example https://play.dhis2.org/dev`,
    });
  }
  const url = new URL(text);
  if (url.username || url.password) {
    throw new Dhis2Error('DHIS2_INVALID_OPTION', {
      option: 'baseUrl',
      reason: 'credentials do not belong into the address; give them as auth: basicAuth(user, password)',
    });
  }
  return (url.origin + url.pathname)
    .replace(/\/+$/, '')
    .replace(/\/api$/, '')
    .replace(/\/+$/, '');
}

function isLoopback(baseUrl: string): boolean {
  return /^https?:\/\/(?:localhost|127\.|\[::1\])/.test(baseUrl);
}
