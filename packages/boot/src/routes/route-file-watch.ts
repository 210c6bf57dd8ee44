import { resolve } from 'node:path';
import { fileStamp, noRoutes, type DhowContext, type Reload, type RoutesModel } from '@dhow/core';
import { findRouteFiles, type RouteFile } from './find-route-files.ts';
import { loadRouteFile, modelOf } from './load-routes.ts';
import { shownPath } from './yaml-routes.ts';

/** What a look found and did. */
export interface WatchedChange {
  /** Files that changed, of routes or of what routes are made of; those that are gone too. What they are in is exchanged. */
  readonly files: readonly string[];
  /** Of files that cannot be read, or of all when the routes did not start: these run on as they were. */
  readonly errors: readonly unknown[];
}

/**
 * Looks after route files and after what routes are made of (mappings with all that they import, contracts, queries), and
 * exchanges the routes of those that changed. It asks for time and size instead of waiting for the system to tell, which network
 * folders and containers do not; a file counts as changed when it is the same at two looks, so that none is read half written.
 */
export class RouteFileWatch {
  #names: readonly string[];
  readonly #folder: string;
  /** The state in which a file was read, by its path. */
  readonly #read: Map<string, string>;
  /** Read, but their routes did not run: they are tried again with the next change of any file. */
  readonly #failed = new Set<string>();
  #seen: ReadonlyMap<string, string>;
  /** What routes are made of, as it was at the last look where it is not as it was read. */
  #seenParts: ReadonlyMap<string, string | undefined> = new Map();
  /** The state in which such a file was tried in vain. */
  readonly #triedParts = new Map<string, string | undefined>();
  readonly #files = new Map<string, RouteFile>();

  /** Notes how the files are now: make it before they are read. Names and patterns are those of {@link findRouteFiles}. */
  constructor(names: readonly string[], folder: string) {
    this.#names = names;
    this.#folder = folder;
    this.#seen = this.#stamps();
    this.#read = new Map(this.#seen);
  }

  /** One look; undefined when nothing changed. What changed may need properties that wait for it. */
  async look(
    context: DhowContext,
    properties: NonNullable<Reload['properties']> = {},
  ): Promise<WatchedChange | undefined> {
    const now = this.#stamps();
    const before = this.#seen;
    this.#seen = now;
    const changed = [...new Set([...now.keys(), ...this.#read.keys()])].filter(
      (path) => now.get(path) !== this.#read.get(path) && now.get(path) === before.get(path),
    );
    const parts = this.#changedParts(context, changed.length > 0);
    if ((changed.length === 0 && parts.length === 0) || context.phase !== 'started') return undefined;
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
      if (files.length > 0 || parts.length > 0) await reload(context, { sources: models, files: parts }, properties);
      this.#triedParts.clear();
      return { files: [...files, ...parts].map((path) => shownPath(path)), errors };
    } catch (error) {
      for (const path of files) this.#failed.add(path);
      for (const path of parts) this.#triedParts.set(path, this.#seenParts.get(path));
      return { files: [], errors: [...errors, error] };
    }
  }

  /** Other names and patterns to look after, from the next look on. */
  setNames(names: readonly string[]): void {
    this.#names = names;
  }

  /** Files that routes are made of, once one of them is to be tried, or with route files that changed. */
  #changedParts(context: DhowContext, isTried: boolean): readonly string[] {
    const before = this.#seenParts;
    this.#seenParts = context.staleFiles();
    const still = [...this.#seenParts].filter(([path, stamp]) => before.has(path) && before.get(path) === stamp);
    const isNew = still.some(([path, stamp]) => !this.#triedParts.has(path) || this.#triedParts.get(path) !== stamp);
    return isNew || isTried ? still.map(([path]) => path) : [];
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
      (name) => /[*?[{]/.test(name) || fileStamp(resolve(this.#folder, name)) !== undefined,
    );
    const stamps = new Map<string, string>();
    for (const file of findRouteFiles(there, this.#folder)) {
      const stamp = fileStamp(file.path);
      if (stamp === undefined) continue;
      stamps.set(file.path, stamp);
      this.#files.set(file.path, file);
    }
    return stamps;
  }
}

/** With the properties that wait, or else without them. */
async function reload(
  context: DhowContext,
  changed: Reload,
  properties: NonNullable<Reload['properties']>,
): Promise<void> {
  if (Object.keys(properties).length > 0) {
    try {
      return await context.reload({ ...changed, properties });
    } catch {
      // What fails without them too is told.
    }
  }
  await context.reload(changed);
}

const nothingOf = (file: string): RoutesModel => ({ ...noRoutes, file });
