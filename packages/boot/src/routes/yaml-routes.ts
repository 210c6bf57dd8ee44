import { readFile } from 'node:fs/promises';
import { isAbsolute, relative } from 'node:path';
import type { RoutesModel } from '@dhow/core';

/** Reads a YAML route file. The loader comes with the first file, since it brings a YAML parser. */
export async function readYamlRoutes(file: string): Promise<RoutesModel> {
  const { loadYaml } = await import('@dhow/core/yaml');
  return loadYaml(await readFile(file, 'utf8'), { file: shownPath(file) });
}

/** Relative to the working folder when it is in there: what a person types, and what terminals make links of. */
export function shownPath(file: string): string {
  const path = relative(process.cwd(), file);
  return path.startsWith('..') || isAbsolute(path) ? file : path;
}
