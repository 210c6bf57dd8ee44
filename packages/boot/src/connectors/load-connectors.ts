import { readFileSync } from 'node:fs';
import { createRequire, findPackageJSON } from 'node:module';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ConnectorPackage, ConnectorPackageMaker } from '@dhow/core/component';
import { BootError } from '../boot-errors.ts';

/** A package of connectors under the name that the settings call it by. */
export interface NamedConnectors extends ConnectorPackage {
  readonly package: string;
}

/**
 * Loads the packages of connectors that settings name: from the `node_modules` of the project's folder or above, else from
 * beside Dhow itself, where both are installed for the whole machine; or a module of the project (`./connectors/ours.ts`).
 *
 * @throws BootError BOOT_CONNECTORS_MISSING, BOOT_CONNECTORS_UNREADABLE, BOOT_CONNECTORS_UNKNOWN
 */
export async function loadConnectors(names: readonly string[], folder: string): Promise<readonly NamedConnectors[]> {
  const loaded: NamedConnectors[] = [];
  for (const name of names) loaded.push({ ...(await load(name, folder)), package: name });
  return loaded;
}

async function load(name: string, folder: string): Promise<ConnectorPackage> {
  const file = find(name, folder);
  let make: ConnectorPackageMaker | undefined;
  try {
    ({ connectorPackage: make } = (await import(pathToFileURL(file).href)) as {
      connectorPackage?: ConnectorPackageMaker;
    });
  } catch (error) {
    throw new BootError('BOOT_CONNECTORS_UNREADABLE', { package: name, reason: reasonOf(error) }, error);
  }
  if (typeof make !== 'function') throw new BootError('BOOT_CONNECTORS_UNKNOWN', { package: name });
  return make({ baseFolder: folder });
}

function find(name: string, folder: string): string {
  if (/^\.{1,2}\//.test(name) || isAbsolute(name)) return resolve(folder, name);
  const places = [join(folder, 'package.json'), import.meta.url];
  for (const place of places) {
    try {
      return createRequire(place).resolve(name);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      const entry = code === 'ERR_PACKAGE_PATH_NOT_EXPORTED' ? entryForImport(name, place) : undefined;
      if (entry !== undefined) return entry;
      if (code !== 'MODULE_NOT_FOUND')
        throw new BootError('BOOT_CONNECTORS_UNREADABLE', { package: name, reason: reasonOf(error) }, error);
    }
  }
  throw new BootError('BOOT_CONNECTORS_MISSING', { package: name, folder });
}

/** The entry point of a package that says only what `import` takes. */
function entryForImport(name: string, place: string): string | undefined {
  const manifest = findPackageJSON(name, place);
  if (manifest === undefined) return undefined;
  const { exports } = JSON.parse(readFileSync(manifest, 'utf8')) as { readonly exports?: unknown };
  const target = targetIn(exports);
  return target === undefined ? undefined : join(dirname(manifest), target);
}

const conditions = new Set(['.', 'import', 'module-sync', 'node', 'default']);

function targetIn(exports: unknown): string | undefined {
  if (typeof exports === 'string') return exports;
  if (typeof exports !== 'object' || exports === null) return undefined;
  for (const [condition, inner] of Object.entries(exports)) {
    const target = conditions.has(condition) ? targetIn(inner) : undefined;
    if (target !== undefined) return target;
  }
  return undefined;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message.split('\n')[0]! : String(error);
}
