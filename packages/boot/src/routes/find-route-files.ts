import { existsSync, globSync, readdirSync } from 'node:fs';
import { basename, dirname, extname, resolve } from 'node:path';
import { nearestHint } from '@dhow/core';
import { BootError } from '../boot-errors.ts';

const yamlEndings = new Set(['.yaml', '.yml']);
const moduleEndings = new Set(['.ts', '.mts', '.js', '.mjs']);

/** How a route file is read. */
export type RouteFileKind = 'yaml' | 'module';

export interface RouteFile {
  readonly path: string;
  readonly kind: RouteFileKind;
}

/**
 * The files that names and patterns stand for, in the order given, sorted within a pattern, each once. A name must exist; a
 * pattern may match nothing.
 */
export function findRouteFiles(names: readonly string[], folder: string): readonly RouteFile[] {
  const found = new Map<string, RouteFile>();
  for (const name of names) {
    const paths = /[*?[{]/.test(name) ? globSync(name, { cwd: folder }).toSorted() : [name];
    for (const each of paths) {
      const path = resolve(folder, each);
      const kind = kindOf(path);
      // A pattern such as routes/* also meets mappings and data: only what is named must be a route file.
      if (kind === undefined && paths.length > 1) continue;
      if (!existsSync(path)) throw missing(path);
      if (kind === undefined) throw new BootError('BOOT_ROUTE_FILE_KIND', { file: path });
      found.set(path, { path, kind });
    }
  }
  return [...found.values()];
}

function kindOf(path: string): RouteFileKind | undefined {
  const ending = extname(path).toLowerCase();
  if (/\.d\.m?ts$/.test(path) || /\.test\.m?[jt]s$/.test(path)) return undefined;
  return yamlEndings.has(ending) ? 'yaml' : moduleEndings.has(ending) ? 'module' : undefined;
}

function missing(path: string): BootError {
  let neighbours: string[] = [];
  try {
    neighbours = readdirSync(dirname(path)).filter((name) => kindOf(name) !== undefined);
  } catch {
    // The folder is missing too: then there is nothing to suggest.
  }
  return new BootError('BOOT_ROUTE_FILE_MISSING', { file: path, nearest: nearestHint(basename(path), neighbours) });
}
