/** One value as a source gives it, before it is checked. */
export interface RawSetting {
  readonly path: string;
  readonly value: unknown;
  /** Where it was written, for people: `dhow.yaml:3:5`, `environment variable DHOW_MANAGEMENT_PORT`. */
  readonly origin: string;
}

/** Where settings come from; later sources win. */
export interface ConfigurationSource {
  /** `dhow.yaml`, `environment`, `command line`. */
  readonly name: string;
  readonly settings: readonly RawSetting[];
  /** Values are masked wherever they are shown, whatever they are. */
  readonly secret?: boolean;
}
