import { pathToFileURL } from 'node:url';
import type { RouteBuilder, RoutesModel } from '@dhow/core';
import { BootError } from '../boot-errors.ts';
import type { RouteFile } from './find-route-files.ts';
import { readYamlRoutes, shownPath } from './yaml-routes.ts';

/** What a context takes: a model of routes, or something that makes one. */
export type RouteSource = RoutesModel | RouteBuilder;

/**
 * Reads one route file; with `version`, a module anew although it was imported before (what it imports itself is not).
 * Throws BOOT_ROUTE_… and the loader's errors with their places.
 */
export async function loadRouteFile({ path, kind }: RouteFile, version?: string): Promise<readonly RouteSource[]> {
  if (kind === 'yaml') return [await readYamlRoutes(path)];
  const sources = await readModule(path, version);
  return sources.map((source) => ({ toRoutes: async () => ({ ...(await modelOf(source)), file: shownPath(path) }) }));
}

/** The model of a source. */
export async function modelOf(source: RouteSource): Promise<RoutesModel> {
  return 'toRoutes' in source ? source.toRoutes() : source;
}

/** Reads route files in their order. */
export async function loadRoutes(files: readonly RouteFile[]): Promise<readonly RouteSource[]> {
  const sources: RouteSource[] = [];
  for (const file of files) sources.push(...(await loadRouteFile(file)));
  return sources;
}

/** The default export of a module: a route, a list of routes, or a function that answers either. */
async function readModule(file: string, version: string | undefined): Promise<readonly RouteSource[]> {
  let exported: unknown;
  try {
    const url = pathToFileURL(file);
    if (version !== undefined) url.searchParams.set('version', version);
    exported = ((await import(url.href)) as { default?: unknown }).default;
    if (typeof exported === 'function' && !isRouteSource(exported)) exported = await (exported as () => unknown)();
  } catch (error) {
    if (typeof (error as { code?: unknown } | null)?.code === 'string' && !isNodeCode(error)) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new BootError('BOOT_ROUTE_MODULE', { file, reason }, error);
  }
  const sources = Array.isArray(exported) ? (exported as unknown[]) : [exported];
  if (sources.length === 0 || !sources.every(isRouteSource)) throw new BootError('BOOT_ROUTE_EXPORT', { file });
  return sources;
}

/** Errors of Node itself (a missing import, a syntax that types cannot be stripped from) are told with the file. */
function isNodeCode(error: unknown): boolean {
  return (error as { code: string }).code.startsWith('ERR_');
}

function isRouteSource(value: unknown): value is RouteSource {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return false;
  return 'toRoutes' in value || ('routes' in value && Array.isArray(value.routes));
}
