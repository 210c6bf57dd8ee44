/** One entry of the catalogue: the message template (`{name}` is filled from the details) and whether to try again. */
export interface BootErrorEntry {
  readonly message: string;
  readonly retryable: boolean;
}

/** Every error of configuration, start and management. Codes are never reused. */
export const bootErrorCatalogue = {
  CONFIG_FILE_UNREADABLE: { message: '{file} cannot be read ({reason})', retryable: false },
  CONFIG_SYNTAX: { message: '{origin}: {reason}', retryable: false },
  CONFIG_UNKNOWN_SETTING: { message: '{origin}: there is no setting "{found}".{nearest}', retryable: false },
  CONFIG_BAD_VALUE: { message: '{origin}: {setting} does not take {found}; expected {expected}', retryable: false },
  CONFIG_UNKNOWN_VARIABLE: {
    message: 'the environment variable {found} stands for no setting.{nearest}',
    retryable: false,
  },
  BOOT_NO_ROUTES: {
    message: 'there is no route to run. Name a file (dhow run routes.yaml), or list files under "routes" in dhow.yaml',
    retryable: false,
  },
  BOOT_ROUTE_FILE_MISSING: { message: 'the route file {file} does not exist.{nearest}', retryable: false },
  BOOT_ROUTE_FILE_KIND: {
    message: '{file} is not a route file that Dhow reads: name a .yaml, .yml, .ts, .mts, .js or .mjs file',
    retryable: false,
  },
  BOOT_ROUTE_MODULE: {
    message: '{file} cannot be loaded as a module ({reason})',
    retryable: false,
  },
  BOOT_ROUTE_EXPORT: {
    message:
      '{file} exports no route: write `export default route("id").from(…)…`, or export a list of routes as default',
    retryable: false,
  },
  BOOT_MANAGEMENT_EXPOSED: {
    message:
      'management.host is {host}, which other machines reach, but there is no management.token. Set a token, or listen on 127.0.0.1',
    retryable: false,
  },
  BOOT_PORT_TAKEN: {
    message:
      'the management port {port} on {host} is taken by another program. Set management.port to another number, or to 0 for any free one',
    retryable: true,
  },
  BOOT_NO_TRACING: {
    message:
      'tracing.enabled is true, but the package {package} is not there. Install it (npm install {package}), or set tracing.enabled to false',
    retryable: false,
  },
  BOOT_CONNECTORS_MISSING: {
    message:
      'the package {package} that "components" names is not installed. Run npm install {package} in {folder}, or correct the name',
    retryable: false,
  },
  BOOT_CONNECTORS_UNREADABLE: {
    message: '{package}, which "components" names, cannot be loaded ({reason})',
    retryable: false,
  },
  BOOT_CONNECTORS_UNKNOWN: {
    message:
      '{package}, which "components" names, is no package of connectors: it exports no function connectorPackage. Name one that does, such as @dhow/component-sql',
    retryable: false,
  },
  BOOT_DATA_SOURCE: {
    message: '{origin}: no package of connectors makes a data source of {setting}. {known}',
    retryable: false,
  },
} as const satisfies Readonly<Record<string, BootErrorEntry>>;

export type BootErrorCode = keyof typeof bootErrorCatalogue;

const brand = Symbol.for('dhow.boot.error');

/** An error of configuration, start or management. `code` is stable. */
export class BootError extends Error {
  readonly code: BootErrorCode;
  readonly retryable: boolean;
  readonly details: Readonly<Record<string, string | number>>;

  constructor(code: BootErrorCode, details: Readonly<Record<string, string | number>> = {}, cause?: unknown) {
    const entry = bootErrorCatalogue[code];
    super(`${code}: ${fill(entry.message, details)}`, cause === undefined ? undefined : { cause });
    this.name = 'BootError';
    this.code = code;
    this.retryable = entry.retryable;
    this.details = details;
    Object.defineProperty(this, brand, { value: true });
  }
}

/** Whether `error` is a {@link BootError} (also of another copy of the package), optionally of one code. */
export function isBootError(error: unknown, code?: BootErrorCode): error is BootError {
  if (typeof error !== 'object' || error === null || !(brand in error)) return false;
  return code === undefined || (error as { code?: unknown }).code === code;
}

function fill(template: string, values: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{(\w+)\}/g, (_, key: string) => String(values[key] ?? ''));
}
