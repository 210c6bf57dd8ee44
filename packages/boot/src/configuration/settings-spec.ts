import { option, type OptionSpec } from '@dhow/core/component';

/**
 * Every setting by its path; `*` stands for a name of the user's. The spec alone drives checking, the names of environment
 * variables, masking, `/management/configprops` and the reference page.
 */
export const settingsSpec = {
  name: option.string({ description: 'Name of the application and of its context.', default: 'dhow' }),
  routes: option.list(option.string({ description: 'A file or a pattern.' }), {
    description: 'Route files (.yaml, .ts, .js) or patterns with * and **, relative to the configuration file.',
    default: [],
    example: 'routes/*.yaml',
  }),
  components: option.list(option.string({ description: 'A package, or a module of the project.' }), {
    description:
      'Packages of connectors beside the standard ones, installed in the project with npm, or modules that export `connectorPackage`, relative to the configuration file.',
    default: [],
    example: '@dhow/component-sql',
  }),
  'state.file': option.string({
    description: 'The SQLite file that holds dead letters, the row ledger and all other state; "memory" keeps none.',
    default: '.dhow/state.db',
  }),
  'deadLetters.keep': option.boolean({
    description: 'Whether messages that fail in the end, and that no error handler took, become dead letters.',
    default: true,
  }),
  'deadLetters.payload': option.enum(['full', 'redacted', 'metadata', 'none'], {
    description: 'What such a letter keeps of the body; only what is kept in full can be replayed.',
    default: 'full',
  }),
  'history.payload': option.enum(['off', 'none', 'metadata', 'redacted', 'full'], {
    description:
      'Whether the way of each message is kept, and with what of its body: nothing, its kind and size, its shape, or all.',
    default: 'off',
  }),
  'history.routes.*': option.enum(['off', 'none', 'metadata', 'redacted', 'full'], {
    description: 'The same for one route, by its id.',
    example: 'history.routes.monthly-report: metadata',
  }),
  'history.days': option.integer({ description: 'Days that a message stays in the history.', default: 30, min: 1 }),
  'history.maxRecords': option.integer({
    description: 'Messages that the history of a route keeps at most.',
    default: 1000,
    min: 1,
  }),
  'shutdown.timeout': option.duration({
    description: 'How long a stop waits for messages that are under way.',
    default: 45_000,
    unit: 'ms',
    min: 0,
  }),
  'management.enabled': option.boolean({
    description: 'Whether to listen for health, metrics and the other management endpoints.',
    default: true,
  }),
  'management.host': option.string({
    description: 'Address to listen on; anything but loopback needs management.token.',
    default: '127.0.0.1',
  }),
  'management.port': option.integer({
    description: 'Port of the management endpoints; 0 takes a free one.',
    default: 9876,
    min: 0,
    max: 65_535,
  }),
  'management.token': option.string({
    description: 'Bearer token that every management request but health must carry.',
    secret: true,
  }),
  'management.access': option.enum(['read-only', 'unrestricted'], {
    description: 'Whether the endpoints only show, or also change (log levels, routes, dead letters, shutdown).',
    default: 'read-only',
  }),
  'tracing.enabled': option.boolean({
    description: 'Whether spans go to an OpenTelemetry collector; needs the package `@dhow/opentelemetry`.',
    default: false,
  }),
  'tracing.endpoint': option.string({
    description:
      'Base URL of a collector that takes OTLP over HTTP; `OTEL_EXPORTER_OTLP_ENDPOINT`, then this machine, when absent.',
    example: 'http://127.0.0.1:4318',
  }),
  'tracing.headers.*': option.string({
    description: 'A header of each export; `OTEL_EXPORTER_OTLP_HEADERS` when there is none.',
    secret: true,
  }),
  'tracing.serviceName': option.string({
    description: 'Name of the service in traces; `OTEL_SERVICE_NAME`, then the setting `name`, when absent.',
  }),
  'tracing.sampleRatio': option.number({
    description:
      'Part of the traces that is kept; `OTEL_TRACES_SAMPLER`, then all, when absent. A caller decides before.',
    min: 0,
    max: 1,
  }),
  'tracing.processors': option.boolean({
    description: 'Whether each step has a span of its own.',
    default: false,
  }),
  'tracing.excludePatterns': option.string({
    description: 'Endpoints and steps without spans, with commas.',
    example: 'log*,direct:audit',
  }),
  'log.level': option.enum(['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'OFF'], {
    description: 'What is logged when no more specific level says otherwise.',
    default: 'INFO',
  }),
  'log.format': option.enum(['auto', 'pretty', 'json'], {
    description: 'Lines for people, or JSON lines; auto takes lines for people in a terminal only.',
    default: 'auto',
  }),
  'log.levels.*': option.enum(['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'OFF'], {
    description: 'The level of a logger and of those whose names begin with it and a dot.',
    example: 'log.levels.monthly-report: DEBUG',
  }),
  'connections.*.url': option.string({
    description: 'Base URL of a DHIS2, without /api.',
    required: true,
    example: 'https://dhis2.example.org',
  }),
  'connections.*.username': option.string({ description: 'User of Basic authentication.' }),
  'connections.*.password': option.string({ description: 'Password of Basic authentication.', secret: true }),
  'connections.*.token': option.string({
    description: 'Personal access token, instead of user and password.',
    secret: true,
  }),
  'connections.*.version': option.string({
    description: 'Version of the server, when it need not be asked for.',
    example: '2.42',
  }),
  'connections.*.timeout': option.duration({
    description: 'How long to wait until an answer begins, and between two pieces of it; two minutes when absent.',
    unit: 'ms',
    min: 1,
  }),
  'connections.*.concurrency': option.integer({
    description: 'Requests at a time; 8 when absent.',
    min: 1,
  }),
  'dataSources.*.url': option.string({
    description: 'Address of a database, as JDBC or PostgreSQL write it; a package of `components` makes a bean of it.',
    required: true,
    example: 'postgresql://db.example.org/reports',
  }),
  'dataSources.*.username': option.string({ description: 'User of the database.' }),
  'dataSources.*.password': option.string({ description: 'Password of the database.', secret: true }),
  'dataSources.*.maxConnections': option.integer({
    description: 'Connections at a time; further statements wait. 10 when absent.',
    min: 1,
  }),
  'dataSources.*.timeout': option.duration({
    description: 'How long to wait for a connection; 30 seconds when absent.',
    unit: 'ms',
    min: 1,
  }),
  propertyFiles: option.list(option.string({ description: 'A file.' }), {
    description:
      'Java properties files, such as those of a Camel project, with values for {{name}} placeholders, relative to the configuration file; `properties` win.',
    default: [],
    example: 'application.properties',
  }),
  'properties.*': option.string({ description: 'A value for {{name}} placeholders in routes.' }),
  secrets: option.string({
    description: 'A folder with one file per setting, named for its path (connections.national.password).',
  }),
} as const satisfies Readonly<Record<string, OptionSpec>>;

export interface Connection {
  readonly url: string;
  readonly username?: string;
  readonly password?: string;
  readonly token?: string;
  readonly version?: string;
  readonly timeout?: number;
  readonly concurrency?: number;
}

export interface DataSourceSetting {
  readonly url: string;
  readonly username?: string;
  readonly password?: string;
  readonly maxConnections?: number;
  readonly timeout?: number;
}

/** The settings as a program reads them. */
export interface DhowSettings {
  readonly name: string;
  readonly routes: readonly string[];
  readonly components: readonly string[];
  readonly state: { readonly file: string };
  readonly deadLetters: { readonly keep: boolean; readonly payload: 'full' | 'redacted' | 'metadata' | 'none' };
  readonly history: {
    readonly payload: HistoryPayload;
    readonly routes: Readonly<Record<string, HistoryPayload>>;
    readonly days: number;
    readonly maxRecords: number;
  };
  readonly shutdown: { readonly timeout: number };
  readonly management: {
    readonly enabled: boolean;
    readonly host: string;
    readonly port: number;
    readonly token?: string;
    readonly access: 'read-only' | 'unrestricted';
  };
  readonly tracing: {
    readonly enabled: boolean;
    readonly endpoint?: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly serviceName?: string;
    readonly sampleRatio?: number;
    readonly processors: boolean;
    readonly excludePatterns?: string;
  };
  readonly log: {
    readonly level: LevelName;
    readonly format: 'auto' | 'pretty' | 'json';
    readonly levels: Readonly<Record<string, LevelName>>;
  };
  readonly connections: Readonly<Record<string, Connection>>;
  readonly dataSources: Readonly<Record<string, DataSourceSetting>>;
  readonly propertyFiles: readonly string[];
  readonly properties: Readonly<Record<string, string>>;
  readonly secrets?: string;
}

/** `off` keeps no history; the others say what it keeps of bodies. */
export type HistoryPayload = 'off' | 'none' | 'metadata' | 'redacted' | 'full';

export type LevelName = 'TRACE' | 'DEBUG' | 'INFO' | 'WARN' | 'ERROR' | 'OFF';

export interface KnownSetting {
  /** With `*` where the user's name stands. */
  readonly pattern: string;
  readonly spec: OptionSpec;
  /** The user's name, for patterns that have one. */
  readonly name?: string;
}

const specs: Readonly<Record<string, OptionSpec>> = settingsSpec;

/** The setting that a path stands for; undefined when there is none. */
export function findSetting(path: string): KnownSetting | undefined {
  const exact = specs[path];
  if (exact && !path.includes('*')) return { pattern: path, spec: exact };
  for (const pattern in specs) {
    const star = pattern.indexOf('*');
    if (star < 0) continue;
    const before = pattern.slice(0, star);
    const behind = pattern.slice(star + 1);
    const name = path.slice(before.length, path.length - behind.length);
    if (
      path.startsWith(before) &&
      path.endsWith(behind) &&
      name !== '' &&
      path.length > before.length + behind.length
    ) {
      // The name of a connection has no dot, so that `connections.a.b.url` is not one; the last part may have any.
      if (behind === '' || !name.includes('.')) return { pattern, spec: specs[pattern]!, name };
    }
  }
  return undefined;
}

/** Whether a setting may stand below this path, so that a map there is no mistake. */
export function isSettingsGroup(path: string): boolean {
  const parts = path.split('.');
  return Object.keys(specs).some((pattern) => {
    const wanted = pattern.split('.');
    return wanted.length > parts.length && parts.every((part, i) => wanted[i] === '*' || wanted[i] === part);
  });
}
