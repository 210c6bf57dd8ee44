import { readFile } from 'node:fs/promises';
import type { RoutesModel } from '@dhow/core';

type LoadYaml = (text: string, options: { readonly file: string }) => RoutesModel | Promise<RoutesModel>;

/** Reads a YAML route file. The loader comes with the first file, since it brings a YAML parser. */
export async function readYamlRoutes(file: string): Promise<RoutesModel> {
  const { loadYaml } = (await import('@dhow/core/yaml')) as unknown as { loadYaml: LoadYaml };
  return loadYaml(await readFile(file, 'utf8'), { file });
}
