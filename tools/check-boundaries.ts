import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

/**
 * Holds the import graph of ARCHITECTURE.md: which package may import which, only through declared exports, connectors
 * never each other, no room named for nothing in particular. Run by `npm run lint`.
 */

/** Package folder to the workspace packages that it may import. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  dhis2: [],
  datasonnet: [],
  core: [],
  components: ['@dhow/core', '@dhow/dhis2', '@dhow/datasonnet'],
  'component-sql': ['@dhow/core'],
  opentelemetry: ['@dhow/core'],
  boot: ['@dhow/core', '@dhow/components', '@dhow/dhis2', '@dhow/datasonnet'],
  sandbox: ['@dhow/dhis2'],
  dhow: ['@dhow/boot', '@dhow/core', '@dhow/components', '@dhow/dhis2', '@dhow/datasonnet', '@dhow/sandbox'],
};
/** Imports of these are of types only. */
const typesOnly: Readonly<Record<string, readonly string[]>> = { sandbox: ['@dhow/dhis2'] };
/** Run-time dependencies from outside the workspace, by package: DESIGN allows the leaves few. */
const leaves: Readonly<Record<string, readonly string[]>> = {
  core: ['yaml'],
  dhis2: ['undici'],
  datasonnet: ['saxes', 'yaml'],
};
/** Folders of `components` that hold plain code for several connectors and know nothing of the engine's contracts. */
const plainRooms = new Set(['xml', 'jackson']);
const namelessRooms = new Set(['common', 'shared', 'utils', 'util', 'helpers', 'helper', 'misc', 'types']);

const root = resolve(import.meta.dirname, '..');
const problems: string[] = [];

for (const name of Object.keys(mayImport)) {
  const home = join(root, 'packages', name);
  const declared = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as {
    dependencies?: Record<string, string>;
    peerDependencies?: Record<string, string>;
    devDependencies?: Record<string, string>;
  };
  const dependencies = new Set([
    ...Object.keys(declared.dependencies ?? {}),
    ...Object.keys(declared.peerDependencies ?? {}),
  ]);
  const forTests = new Set(Object.keys(declared.devDependencies ?? {}));
  for (const file of sources(join(home, 'src'))) check(name, home, file, dependencies, forTests);
}
for (const folder of ['packages', 'tools', 'examples', 'bench']) {
  for (const file of sources(join(root, folder))) {
    const bad = relative(root, file)
      .split(sep)
      .map((part) => part.replace(/(\.test|\.test-d)?\.ts$/, ''))
      .find((part) => namelessRooms.has(part));
    if (bad) problems.push(`${relative(root, file)}: "${bad}" says nothing; name the room for what it holds.`);
  }
}

if (problems.length > 0) {
  console.error(problems.join('\n'));
  console.error(`\n${problems.length} imports or names break the boundaries of ARCHITECTURE.md.`);
  process.exit(1);
}
console.log('Boundaries hold.');

function check(
  name: string,
  home: string,
  file: string,
  dependencies: ReadonlySet<string>,
  forTests: ReadonlySet<string>,
): void {
  const text = readFileSync(file, 'utf8');
  const place = relative(root, file);
  const isTest = /\.test(-d)?\.ts$/.test(file);
  for (const { specifier, isType } of importsOf(text)) {
    if (specifier.startsWith('.')) {
      const target = resolve(dirname(file), specifier);
      if (!target.startsWith(home + sep)) problems.push(`${place}: imports ${specifier}, outside its package.`);
      else if (name === 'components' && !isTest) checkConnector(place, home, file, target);
      continue;
    }
    if (specifier.startsWith('node:')) continue;
    const parts = specifier.split('/');
    const target = specifier.startsWith('@') ? `${parts[0]}/${parts[1]}` : parts[0]!;
    if (isTest && ['vitest', 'fast-check', 'zod'].includes(target)) continue;
    const inWorkspace = target.startsWith('@dhow/') || target === 'dhow';
    if (inWorkspace && !mayImport[name]!.includes(target)) {
      problems.push(
        `${place}: ${name} may not import ${target}. Allowed: ${mayImport[name]!.join(', ') || 'nothing'}.`,
      );
    } else if (inWorkspace && typesOnly[name]?.includes(target) && !isType && !isTest) {
      problems.push(`${place}: ${name} may import only types from ${target}; write "import type".`);
    } else if (!dependencies.has(target) && !(isTest && forTests.has(target))) {
      problems.push(`${place}: ${target} is not a dependency in packages/${name}/package.json.`);
    } else if (leaves[name] && !leaves[name].includes(target)) {
      problems.push(`${place}: ${name} is a leaf and may not depend on ${target} at run time.`);
    }
  }
}

/** A connector's folder imports itself and the engine, never another connector's folder. */
function checkConnector(place: string, home: string, file: string, target: string): void {
  const folderOf = (path: string) => relative(join(home, 'src'), path).split(sep);
  const from = folderOf(file);
  const to = folderOf(target);
  if (from.length > 1 && to.length > 1 && from[0] !== to[0] && !plainRooms.has(to[0]!)) {
    problems.push(`${place}: the connector "${from[0]}" imports the connector "${to[0]}".`);
  }
}

function importsOf(text: string): { specifier: string; isType: boolean }[] {
  const code = text.replaceAll(/\/\*[\s\S]*?\*\//g, '');
  const found: { specifier: string; isType: boolean }[] = [];
  for (const m of code.matchAll(/^\s*(?:import|export)\s+(type\s+)?(?:[^'"`;]*?\sfrom\s+)?'([^']+)'/gm)) {
    found.push({ specifier: m[2]!, isType: m[1] !== undefined });
  }
  for (const m of code.matchAll(/\bimport\('([^']+)'\)/g)) found.push({ specifier: m[1]!, isType: false });
  return found;
}

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !/[\\/](node_modules|dist)[\\/]/.test(path));
}
