import type { Configuration } from '../configuration/load-configuration.ts';
import { SettingsWatch, type SettingsChange } from '../configuration/settings-watch.ts';
import { RouteFileWatch, type WatchedChange } from '../routes/route-file-watch.ts';
import type { Dhow } from '../start-dhow.ts';

/** What a project is made of, as it was read. */
export interface WatchedProject {
  readonly configuration: Configuration;
  /** Gathers the settings again, in the same way. */
  readonly load: () => Promise<Configuration>;
  /** Route files and patterns of the command line, from its folder; those of the settings when there are none. */
  readonly routes: readonly string[];
}

/** Who is told what a look came to. */
export interface ChangeListener {
  routes(change: WatchedChange): void;
  settings(change: SettingsChange): void;
}

/** Looks after the files of a project while it runs: settings, routes, and what routes are made of. */
export class ProjectWatch {
  readonly #settings: SettingsWatch;
  readonly #files: RouteFileWatch;
  readonly #listsRoutes: boolean;
  #cancel: (() => void) | undefined;
  #looking: Promise<unknown> = Promise.resolve();

  /** Notes how the files are now: make it before the routes are read. */
  constructor({ configuration, load, routes }: WatchedProject) {
    this.#settings = new SettingsWatch(configuration, load);
    this.#listsRoutes = routes.length === 0;
    this.#files = this.#listsRoutes
      ? new RouteFileWatch(configuration.settings.routes, configuration.folder)
      : new RouteFileWatch(routes, process.cwd());
  }

  /** Looks again and again until it is stopped. */
  start(dhow: Dhow, listener: ChangeListener, everyMs = 250): void {
    const turn = async () => {
      await this.#look(dhow, listener);
      if (this.#cancel !== undefined) next();
    };
    const next = () => {
      this.#cancel = dhow.context.core.clock.schedule(everyMs, () => void (this.#looking = turn()));
    };
    next();
  }

  /** Ends with what is under way. */
  async stop(): Promise<void> {
    this.#cancel?.();
    this.#cancel = undefined;
    await this.#looking;
  }

  async #look({ context, loggers }: Dhow, listener: ChangeListener): Promise<void> {
    const setRoutes = this.#listsRoutes ? (names: readonly string[]) => this.#files.setNames(names) : undefined;
    const settings = await this.#settings.look({ context, loggers, setRoutes });
    if (settings !== undefined) listener.settings(settings);
    const routes = await this.#files.look(context, this.#settings.pendingProperties);
    if (routes === undefined) return;
    listener.routes(routes);
    this.#settings.retry();
  }
}
