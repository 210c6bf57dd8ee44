import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';

/**
 * Compiles what the documentation shows: every `ts` block of the Markdown pages and every `@example` of a doc comment,
 * each as a module of its own; and loads every `yaml` block that is a list of routes. A block that is only a sketch is
 * marked `text`.
 */

const root = resolve(import.meta.dirname, '..');
const work = join(root, '.work', 'docs');

interface Block {
  readonly place: string;
  readonly language: string;
  readonly code: string;
}

const blocks = [...files('.md').flatMap(blocksOfPage), ...files('.ts').flatMap(examplesOfSource)];
const typescript = blocks.filter(({ language }) => language === 'ts' || language === 'typescript');
const yaml = blocks.filter(({ language, code }) => language === 'yaml' && /^- /m.test(code));

const problems = [...compile(typescript), ...(await load(yaml))];
if (problems.length > 0) {
  console.error(problems.join('\n'));
  console.error(`\n${problems.length} problems in ${blocks.length} documented blocks.`);
  process.exit(1);
}
console.log(`${typescript.length} TypeScript and ${yaml.length} YAML blocks of the documentation hold.`);

function compile(list: readonly Block[]): string[] {
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  const places = new Map<string, string>();
  for (const [index, { code, place }] of list.entries()) {
    const name = `block-${String(index + 1).padStart(3, '0')}.ts`;
    places.set(name, place);
    writeFileSync(join(work, name), `${code}\nexport {};\n`);
  }
  const compilerOptions = {
    noEmit: true,
    declaration: false,
    sourceMap: false,
    customConditions: ['@dhow/source'],
    noUnusedLocals: false,
  };
  const config = { extends: '../../tsconfig.base.json', compilerOptions, include: ['*.ts'] };
  writeFileSync(join(work, 'tsconfig.json'), JSON.stringify(config));
  const run = spawnSync('tsc', ['-p', work, '--pretty', 'false'], { encoding: 'utf8', cwd: root });
  if (run.error) throw run.error;
  if (run.status === 0) return [];
  return run.stdout
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) =>
      line.replace(
        /^\S*?(block-\d+\.ts)\((\d+),(\d+)\)/,
        (_, name: string, row: string) => `${places.get(name)} (line ${row} of the block)`,
      ),
    );
}

async function load(list: readonly Block[]): Promise<string[]> {
  if (list.length === 0) return [];
  const { loadYaml } = await import('@dhow/core/yaml');
  return list.flatMap(({ code, place }) => {
    try {
      loadYaml(code, { file: place });
      return [];
    } catch (error) {
      return [`${place}: ${(error as Error).message}`];
    }
  });
}

function blocksOfPage(path: string): Block[] {
  const text = readFileSync(path, 'utf8');
  return Array.from(text.matchAll(/^```(\w+)[^\n]*\n([\s\S]*?)^```$/gm), (m) => ({
    place: `${relative(root, path)}:${lineAt(text, m.index) + 1}`,
    language: m[1]!,
    code: m[2]!,
  }));
}

function examplesOfSource(path: string): Block[] {
  if (/\.test(-d)?\.ts$/.test(path) || !path.includes(`${sep}src${sep}`)) return [];
  const text = readFileSync(path, 'utf8');
  const found: Block[] = [];
  for (const comment of text.matchAll(/\/\*\*[\s\S]*?\*\//g)) {
    for (const m of comment[0].matchAll(/@example[^\n]*\n([\s\S]*?)(?=\n\s*\*\s*@|\n?\s*\*\/)/g)) {
      const lines = m[1]!.split('\n').map((line) => line.replace(/^\s*\* ?/, ''));
      const fence = /^```(\w*)\n([\s\S]*?)^```/m.exec(lines.join('\n'));
      const place = `${relative(root, path)}:${lineAt(text, comment.index + m.index) + 1}`;
      found.push({ place, language: fence ? fence[1] || 'ts' : 'ts', code: fence ? fence[2]! : lines.join('\n') });
    }
  }
  return found;
}

function lineAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}

function files(ending: string): string[] {
  const folders = ['packages', 'docs', 'examples', 'bench'];
  const top =
    ending === '.md' ? ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md'].map((name) => join(root, name)) : [];
  return folders
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
        .map((entry) => join(entry.parentPath, entry.name)),
    )
    .concat(top)
    .filter((path) => !/[\\/](node_modules|dist|\.work)[\\/]/.test(path));
}
