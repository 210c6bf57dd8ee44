import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { noRoutes, type DhowContext, type RoutesModel } from '@dhow/core';
import { findRouteFiles, type RouteFile } from './find-route-files.ts';
import { loadRouteFile, modelOf } from './load-routes.ts';
import { shownPath } from './yaml-routes.ts';

/** What a look found and did. */
export interface WatchedChange {
  /** Files whose routes were exchanged; those that are gone too. */
  readonly files: readonly string[];
  /** Of files that cannot be read, or of all when the routes did not start: these run on as they were. */
  readonly errors: readonly unknown[];
}

/**
 * Looks after route files and exchanges the routes of those that changed. It asks for time and size instead of waiting for
 * the system to tell, which network folders and containers do not; a file counts as changed when it is the same at two
 * looks, so that none is read half written.
 */
export class RouteFileWatch {
  readonly #names: readonly string[];
  readonly #folder: string;
  /** The state in which a file was read, by its path. */
  readonly #read: Map<string, string>;
  /** Read, but their routes did not run: they are tried again with the next change of any file. */
  readonly #failed = new Set<string>();
  #seen: ReadonlyMap<string, string>;
  readonly #files = new Map<string, RouteFile>();
  #cancel: (() => void) | undefined;
  #looking: Promise<unknown> = Promise.resolve();

  /** Notes how the files are now: make it before they are read. Names and patterns are those of {@link findRouteFiles}. */
  constructor(names: readonly string[], folder: string) {
    this.#names = names;
    this.#folder = folder;
    this.#seen = this.#stamps();
    this.#read = new Map(this.#seen);
  }

  /** Looks again and again until it is stopped. */
  start(context: DhowContext, onChange: (change: WatchedChange) => void, everyMs = 250): void {
    const turn = async () => {
      const change = await this.look(context);
      if (change !== undefined) onChange(change);
      if (this.#cancel !== undefined) next();
    };
    const next = () => {
      this.#cancel = context.core.clock.schedule(everyMs, () => void (this.#looking = turn()));
    };
    next();
  }

  /** Ends with what is under way. */
  async stop(): Promise<void> {
    this.#cancel?.();
    this.#cancel = undefined;
    await this.#looking;
  }

  /** One look; undefined when nothing changed. */
  async look(context: DhowContext): Promise<WatchedChange | undefined> {
    const now = this.#stamps();
    const before = this.#seen;
    this.#seen = now;
    const changed = [...new Set([...now.keys(), ...this.#read.keys()])].filter(
      (path) => now.get(path) !== this.#read.get(path) && now.get(path) === before.get(path),
    );
    if (changed.length === 0 || context.phase !== 'started') return undefined;
    const paths = new Set([...changed, ...this.#failed]);
    this.#failed.clear();
    const models: RoutesModel[] = [];
    const files: string[] = [];
    const errors: unknown[] = [];
    for (const path of paths) {
      try {
        models.push(...(await this.#models(path, now.get(path))));
        files.push(path);
      } catch (error) {
        errors.push(error);
      }
    }
    this.#settle(paths, now);
    try {
      if (files.length > 0) await context.reloadRoutes(...models);
      return { files: files.map((path) => shownPath(path)), errors };
    } catch (error) {
      for (const path of files) this.#failed.add(path);
      return { files: [], errors: [...errors, error] };
    }
  }

  #settle(paths: Iterable<string>, now: ReadonlyMap<string, string>): void {
    for (const path of paths) {
      const stamp = now.get(path);
      if (stamp === undefined) this.#read.delete(path);
      else this.#read.set(path, stamp);
    }
  }

  /** Of a file that is gone, a source without routes. */
  async #models(path: string, stamp: string | undefined): Promise<readonly RoutesModel[]> {
    const file = this.#files.get(path);
    if (stamp === undefined || file === undefined) return [nothingOf(shownPath(path))];
    return Promise.all((await loadRouteFile(file, stamp)).map(modelOf));
  }

  #stamps(): ReadonlyMap<string, string> {
    const there = this.#names.filter(
      (name) => /[*?[{]/.test(name) || stampOf(resolve(this.#folder, name)) !== undefined,
    );
    const stamps = new Map<string, string>();
    for (const file of findRouteFiles(there, this.#folder)) {
      const stamp = stampOf(file.path);
      if (stamp === undefined) continue;
      stamps.set(file.path, stamp);
      this.#files.set(file.path, file);
    }
    return stamps;
  }
}

function stampOf(path: string): string | undefined {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats && `${stats.mtimeMs}-${stats.size}-${stats.ino}`;
}

const nothingOf = (file: string): RoutesModel => ({ ...noRoutes, file });
