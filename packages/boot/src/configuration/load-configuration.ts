import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileStamp, isRouteError } from '@dhow/core';
import { convertOption } from '@dhow/core/component';
import { BootError } from '../boot-errors.ts';
import { buildSettings } from './build-settings.ts';
import type { ConfigurationSource } from './configuration-source.ts';
import { readEnvironmentSource } from './environment-source.ts';
import { readPropertiesSource } from './properties-file.ts';
import { readSecretsFolder } from './secrets-folder-source.ts';
import { type DhowSettings, findSetting, settingsSpec } from './settings-spec.ts';
import { readYamlSource } from './yaml-source.ts';

/** A setting with where it came from. */
export interface ConfiguredSetting {
  readonly path: string;
  readonly value: unknown;
  readonly origin: string;
  readonly source: string;
  readonly secret: boolean;
}

export interface Configuration {
  readonly settings: DhowSettings;
  /** Every setting with its origin, defaults included, by path. */
  readonly origins: readonly ConfiguredSetting[];
  /** The profile whose file was laid over the settings. */
  readonly profile: string | undefined;
  /** Folder that relative paths of the settings start from. */
  readonly folder: string;
  /** Files and folders that settings were looked for in, with their state before; those too that are not there. */
  readonly files: ReadonlyMap<string, string | undefined>;
}

export interface ConfigurationOptions {
  /** The settings file; `dhow.yaml` in the working folder when absent, and then it need not exist. */
  readonly file?: string | undefined;
  /** Reads `dhow.PROFILE.yaml` beside the file too. */
  readonly profile?: string | undefined;
  /** Where to look for dhow.yaml when the working folder has none. */
  readonly searchFolders?: readonly string[];
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Settings of the command line or of the program, by path; they win. */
  readonly overrides?: Readonly<Record<string, unknown>>;
  readonly overridesName?: string;
}

/**
 * Gathers the settings. Later sources win: defaults, property files, dhow.yaml, dhow.PROFILE.yaml, the secrets folder, `DHOW_…`
 * variables, the command line. Throws CONFIG_… naming the place.
 */
export async function loadConfiguration(options: ConfigurationOptions = {}): Promise<Configuration> {
  const { environment = process.env, overrides = {}, overridesName = 'command line' } = options;
  const file = resolve(options.file ?? environment['DHOW_CONFIG'] ?? findFile(options.searchFolders));
  const isNamed = options.file !== undefined || environment['DHOW_CONFIG'] !== undefined;
  const profile = options.profile ?? environment['DHOW_PROFILE'];
  const sources: ConfigurationSource[] = [];
  const files = new Map<string, string | undefined>();
  const note = (path: string) => void files.set(path, fileStamp(path));

  note(file);
  const base = await readYamlSource(file);
  if (base) sources.push(base);
  else if (isNamed) throw new BootError('CONFIG_FILE_UNREADABLE', { file, reason: 'it does not exist' });
  if (profile) {
    const profileFile = file.replace(/(\.ya?ml)?$/, (ending) => `.${profile}${ending || '.yaml'}`);
    note(profileFile);
    const source = await readYamlSource(profileFile);
    if (!source) throw new BootError('CONFIG_FILE_UNREADABLE', { file: profileFile, reason: 'it does not exist' });
    sources.push(source);
  }
  const given = Object.entries(overrides).filter(([, value]) => value !== undefined);
  const pathsSoFar = () => sources.flatMap(({ settings }) => settings.map(({ path }) => path));
  const variables = readEnvironmentSource(environment, pathsSoFar());
  const written = (path: string) =>
    [...sources, variables].flatMap(({ settings }) => settings).findLast((setting) => setting.path === path);
  const secrets = written('secrets');
  const propertyFiles = overrides['propertyFiles'] ?? written('propertyFiles')?.value;
  // Of several the last counts, and dhow.yaml before them all.
  for (const name of namesIn(propertyFiles).toReversed()) {
    const path = join(dirname(file), name);
    note(path);
    sources.unshift(readPropertiesSource(path));
  }
  if (secrets) {
    const secretsFolder = join(dirname(file), String(secrets.value));
    note(secretsFolder);
    const source = readSecretsFolder(secretsFolder);
    for (const { origin } of source.settings) note(origin);
    sources.push(source);
  }
  sources.push(variables);
  sources.push({
    name: overridesName,
    settings: given.map(([path, value]) => ({ path, value, origin: overridesName })),
  });

  const origins = resolveOrigins(sources);
  return { settings: buildSettings(origins), origins: [...origins.values()], profile, folder: dirname(file), files };
}

/** Names of a list as it was written: a variable has them in one text. */
function namesIn(written: unknown): readonly string[] {
  if (Array.isArray(written)) return written.map(String);
  return typeof written === 'string' ? written.split(',').map((name) => name.trim()) : [];
}

function findFile(folders: readonly string[] = []): string {
  const candidates = ['dhow.yaml', ...folders.map((folder) => join(folder, 'dhow.yaml'))];
  return candidates.find((candidate) => existsSync(candidate)) ?? 'dhow.yaml';
}

function resolveOrigins(sources: readonly ConfigurationSource[]): Map<string, ConfiguredSetting> {
  const origins = new Map<string, ConfiguredSetting>();
  for (const [path, spec] of Object.entries(settingsSpec)) {
    if ('default' in spec) {
      origins.set(path, { path, value: spec.default, origin: 'default', source: 'default', secret: false });
    }
  }
  for (const source of sources) {
    for (const { path, value, origin } of source.settings) {
      const { spec } = findSetting(path) ?? { spec: undefined };
      if (!spec) throw new BootError('CONFIG_UNKNOWN_SETTING', { origin, found: path, nearest: '' });
      origins.set(path, {
        path,
        value: convert(path, value, origin),
        origin,
        source: source.name,
        secret: spec.secret === true || source.secret === true,
      });
    }
  }
  const sorted = [...origins].sort(([left], [right]) => (left < right ? -1 : 1));
  return new Map(sorted);
}

function convert(path: string, value: unknown, origin: string): unknown {
  const { spec } = findSetting(path)!;
  try {
    const converted = convertOption(spec, value, path, { name: origin });
    if (spec.type !== 'list') return converted;
    if (!Array.isArray(converted)) throw new BootError('CONFIG_BAD_VALUE', bad(path, origin, 'a map', 'a list'));
    return converted.map((item) => (spec.items ? convertOption(spec.items, item, path, { name: origin }) : item));
  } catch (error) {
    if (!isRouteError(error)) throw error;
    const { found, expected } = error.details as { found: string; expected: string };
    throw new BootError('CONFIG_BAD_VALUE', bad(path, origin, found, expected), error);
  }
}

function bad(setting: string, origin: string, found: string, expected: string) {
  return { setting, origin, found, expected };
}
