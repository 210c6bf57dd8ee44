import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { readProperties } from '@dhow/boot/configuration';
import { parseYaml } from '@dhow/core/yaml';
import { UsageError } from '../command-line/usage-error.ts';

/** What a folder with routes for Apache Camel has in it. */
export interface CamelProject {
  /** YAML files of routes and Kamelets, relative to the working folder. */
  readonly routeFiles: readonly string[];
  readonly propertyFiles: readonly string[];
  readonly properties: Readonly<Record<string, string>>;
  /** Where names of files and of the class path start. */
  readonly baseFolder: string;
  /** Files with routes in Java and in XML, which are not read. */
  readonly otherRoutes: readonly string[];
}

/** Whether a property steers Camel or the framework around it, and is no value for routes. */
export function isSetting(name: string): boolean {
  return /^(?:camel|quarkus|spring|management|server|logging|info)\./.test(name);
}

const skippedFolders = new Set([
  'node_modules',
  'target',
  'build',
  'test',
  '.git',
  '.dhow',
  '.idea',
  '.mvn',
  '.github',
]);

/** Looks through files and folders. Throws UsageError when a path does not exist. */
export function findCamelProject(paths: readonly string[]): CamelProject {
  const files = paths.flatMap((path) => {
    if (!existsSync(path)) throw new UsageError(`there is no file or folder ${path}`, 'dhow help validate');
    return statSync(path).isFile() ? [path] : filesIn(path);
  });
  const propertyFiles = files.filter((file) => /(?:^|[/\\])application(?:-\w+)?\.(?:properties|ya?ml)$/.test(file));
  const found = propertyFiles
    .map((file) => ({ file, properties: propertiesIn(file) }))
    .filter(({ properties }) => Object.keys(properties).some((name) => !isSetting(name)));
  const resources = paths.map((path) => join(path, 'src/main/resources')).find((path) => existsSync(path));
  const first = paths[0]!;
  return {
    routeFiles: files.filter((file) => /\.ya?ml$/.test(file) && holdsRoutes(file)),
    propertyFiles: found.map(({ file }) => file),
    properties: Object.assign({}, ...found.map(({ properties }) => properties)) as Readonly<Record<string, string>>,
    baseFolder: resources ?? (statSync(first).isDirectory() ? first : '.'),
    otherRoutes: files.filter(holdsOtherRoutes),
  };
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !skippedFolders.has(name))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return filesIn(path);
      return entry.isFile() ? [relative('.', path)] : [];
    })
    .toSorted();
}

/** Projects have other YAML too (settings, pipelines): routes are lists whose items begin with a word of the DSL. */
function holdsRoutes(file: string): boolean {
  const words =
    'route|from|routeTemplate|templatedRoute|routeConfiguration|rest|restConfiguration|beans|errorHandler|onException';
  return new RegExp(`^- *(${words})\\s*:|^ *kind: *(Kamelet|Integration|Pipe)\\b`, 'm').test(
    readFileSync(file, 'utf8'),
  );
}

function holdsOtherRoutes(file: string): boolean {
  if (file.endsWith('.java')) return /\bextends\s+\w*RouteBuilder\b/.test(readFileSync(file, 'utf8'));
  return (
    file.endsWith('.xml') && /<(?:\w+:)?(?:routes?|camelContext|routeTemplates?)[\s/>]/.test(readFileSync(file, 'utf8'))
  );
}

function propertiesIn(file: string): Record<string, string> {
  const text = readFileSync(file, 'utf8');
  if (file.endsWith('.properties')) return Object.fromEntries(readProperties(text));
  const flat: Record<string, string> = {};
  const flatten = (value: unknown, path: string): void => {
    if (typeof value === 'object' && value !== null)
      for (const [name, child] of Object.entries(value)) flatten(child, path === '' ? name : `${path}.${name}`);
    else if (path !== '' && value !== null && value !== undefined)
      flat[path] = String(value as string | number | boolean);
  };
  try {
    flatten(parseYaml(text), '');
  } catch {
    // A file of settings that is no YAML has no properties: its own program would say so.
  }
  return flat;
}
