import { fileStamp, type DhowContext } from '@dhow/core';
import { rootLogger } from '../logging/log-levels.ts';
import type { Loggers } from '../logging/pino-loggers.ts';
import type { Configuration, ConfiguredSetting } from './load-configuration.ts';
import type { LevelName } from './settings-spec.ts';

/** What a change of the settings files came to. */
export interface SettingsChange {
  /** Paths of settings whose new values are in force. */
  readonly applied: readonly string[];
  /** Paths of settings whose new values need a new process. */
  readonly restart: readonly string[];
  /** Of files that cannot be read, or of routes that do not run with the new values: all is as it was. */
  readonly errors: readonly unknown[];
}

/** What settings act on while a process runs. */
export interface SettingsTargets {
  readonly context: DhowContext;
  readonly loggers: Loggers;
  /** Takes the route files that the settings list; undefined where the command line names others. */
  readonly setRoutes?: ((names: readonly string[]) => void) | undefined;
}

/**
 * Looks after the files that settings come from. Levels of loggers, properties and the list of route files take effect at once;
 * of all others it tells that a restart is needed.
 */
export class SettingsWatch {
  readonly #inForce: ConfiguredSetting[];
  readonly #load: () => Promise<Configuration>;
  #pending: Readonly<Record<string, string | undefined>> = {};
  #isRetried = false;
  /** The state in which the files were read. */
  #read: ReadonlyMap<string, string | undefined>;
  #seen: ReadonlyMap<string, string | undefined>;

  /** `load` gathers the settings as for `configuration`, whose list of origins is kept to what is in force. */
  constructor(configuration: Configuration, load: () => Promise<Configuration>) {
    this.#inForce = configuration.origins as ConfiguredSetting[];
    this.#load = load;
    this.#read = this.#seen = configuration.files;
  }

  /** Properties that are written, but that the routes as they are do not run with: other routes may. */
  get pendingProperties(): Readonly<Record<string, string | undefined>> {
    return this.#pending;
  }

  /** Routes changed: what was not in force is tried again at the next look. */
  retry(): void {
    this.#isRetried = Object.keys(this.#pending).length > 0;
  }

  /** One look; undefined when nothing changed. A file counts as changed when it is the same at two looks. */
  async look(targets: SettingsTargets): Promise<SettingsChange | undefined> {
    const before = this.#seen;
    const now = new Map([...this.#read.keys()].map((path) => [path, fileStamp(path)]));
    this.#seen = now;
    const isChanged = [...now].some(([path, stamp]) => stamp !== this.#read.get(path) && stamp === before.get(path));
    if ((!isChanged && !this.#isRetried) || targets.context.phase !== 'started') return undefined;
    this.#read = now;
    this.#isRetried = false;
    this.#pending = {};
    try {
      const next = await this.#load();
      this.#read = this.#seen = next.files;
      return await this.#apply(next.origins, targets);
    } catch (error) {
      return { applied: [], restart: [], errors: [error] };
    }
  }

  async #apply(origins: readonly ConfiguredSetting[], targets: SettingsTargets): Promise<SettingsChange> {
    const old = new Map(this.#inForce.map((setting) => [setting.path, setting]));
    const next = new Map(origins.map((setting) => [setting.path, setting]));
    const changed = [...new Set([...old.keys(), ...next.keys()])].filter(
      (path) => JSON.stringify(old.get(path)?.value) !== JSON.stringify(next.get(path)?.value),
    );
    const properties = changed.filter((path) => path.startsWith('properties.'));
    const restart: string[] = [];
    const applied: string[] = [];
    if (properties.length > 0) {
      const values = properties.map(
        (path) => [path.slice('properties.'.length), textOf(next.get(path)?.value)] as const,
      );
      this.#pending = Object.fromEntries(values);
      await targets.context.reload({ properties: this.#pending });
      this.#pending = {};
      applied.push(...properties);
    }
    for (const path of changed.filter((each) => !properties.includes(each))) {
      const isDone = applyOne(path, next.get(path)?.value, targets);
      (isDone ? applied : restart).push(path);
    }
    const inForce = new Map(old);
    for (const path of applied) {
      const setting = next.get(path);
      if (setting === undefined) inForce.delete(path);
      else inForce.set(path, setting);
    }
    this.#inForce.splice(
      0,
      this.#inForce.length,
      ...[...inForce.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1)),
    );
    return { applied: applied.toSorted(), restart: restart.toSorted(), errors: [] };
  }
}

/** False for what cannot take effect while the process runs. */
function applyOne(path: string, value: unknown, { loggers, setRoutes }: SettingsTargets): boolean {
  if (path === 'log.level') loggers.setLevel(rootLogger, value as LevelName);
  else if (path.startsWith('log.levels.'))
    loggers.setLevel(path.slice('log.levels.'.length), value as LevelName | undefined);
  else if (path === 'routes' && setRoutes !== undefined) setRoutes((value ?? []) as readonly string[]);
  else return false;
  return true;
}

function textOf(value: unknown): string | undefined {
  return value === undefined || value === null ? undefined : String(value as string);
}
