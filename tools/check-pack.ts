import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/**
 * Packs every package, installs the tarballs in an empty folder as a user would, and uses them from there: every declared
 * export is imported on Node 22 and 24, the command answers, a mapping and a traced route run, and a TypeScript program
 * compiles against the declarations.
 */

const nodeVersions = ['22.22.2', '24.21.0'];
const root = resolve(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'dhow-pack-'));
const run = (command: string, args: readonly string[], cwd = folder, env = process.env) =>
  execFileSync(command, args, { cwd, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });

try {
  const names = readdirSync(join(root, 'packages'));
  const manifests = names.map(
    (name) =>
      JSON.parse(readFileSync(join(root, 'packages', name, 'package.json'), 'utf8')) as {
        name: string;
        exports: Record<string, Record<string, string>>;
      },
  );
  for (const name of names) {
    run('publint', ['--strict', join('packages', name)], root);
    const listed = run(
      'npm',
      ['pack', '--json', '--ignore-scripts', '--pack-destination', folder],
      join(root, 'packages', name),
    );
    const [packed] = JSON.parse(listed) as { files: { path: string }[] }[];
    const stray = packed!.files
      .map(({ path }) => path)
      .filter((path) => /(^src\/|\.test\.|\.tsbuildinfo$)/.test(path) && !path.startsWith('template/'));
    if (stray.length > 0) throw new Error(`${name} packs files that no user needs: ${stray.slice(0, 5).join(', ')}`);
  }

  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
  const tarballs = readdirSync(folder).filter((file) => file.endsWith('.tgz'));
  run('npm', ['install', '--no-audit', '--no-fund', ...tarballs.map((file) => `./${file}`)]);

  const specifiers = manifests.flatMap(({ name, exports }) =>
    Object.keys(exports)
      .filter((path) => !path.endsWith('.json'))
      .map((path) => `${name}${path.slice(1)}`),
  );
  writeFileSync(
    join(folder, 'import-all.js'),
    `const names = ${JSON.stringify(specifiers)};
for (const name of names) await import(name);
console.log(process.version + ' imports ' + names.length + ' entry points');`,
  );
  writeFileSync(join(folder, 'sum.ds'), '{ total: std.foldl(function(a, b) a + b, payload.values, 0) }');
  writeFileSync(join(folder, 'values.json'), '{"values":[1,2,3]}');
  writeFileSync(
    join(folder, 'traced.yaml'),
    '- route: { from: { uri: "timer:once?repeatCount=1&delay=1", steps: [{ log: tick }] } }',
  );
  for (const version of nodeVersions) {
    const home = mkdtempSync(join(tmpdir(), 'dhow-node-'));
    writeFileSync(join(home, 'package.json'), JSON.stringify({ private: true, allowScripts: { node: true } }));
    run('npm', ['install', '--no-audit', '--no-fund', `node@${version}`], home);
    const node = join(home, 'node_modules', 'node', 'bin', 'node');
    process.stdout.write(run(node, ['import-all.js']));
    const command = join('node_modules', 'dhow', 'bin', 'dhow.js');
    process.stdout.write(`dhow ${run(node, [command, '--version'])}`);
    const answer: unknown = JSON.parse(run(node, [command, 'transform', 'sum.ds', 'values.json']));
    if (JSON.stringify(answer) !== '{"total":6}') throw new Error(`dhow transform answered ${JSON.stringify(answer)}`);
    // Loaded by name at run time: nothing else would notice that it is not there.
    run(node, [command, 'run', 'traced.yaml', '--until-idle', '--state', 'memory'], folder, {
      ...process.env,
      DHOW_TRACING_ENABLED: 'true',
      OTEL_TRACES_SAMPLER: 'always_off',
    });
    rmSync(home, { recursive: true, force: true });
  }

  writeFileSync(
    join(folder, 'program.ts'),
    specifiers.map((name, index) => `import * as m${index} from '${name}';\nvoid m${index};`).join('\n'),
  );
  const compilerOptions = {
    target: 'es2024',
    module: 'nodenext',
    strict: true,
    noEmit: true,
    types: ['node'],
    typeRoots: [join(root, 'node_modules', '@types')],
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['program.ts'] }));
  run('tsc', ['-p', folder], root);
  console.log('The packed packages install, import, run and compile in an empty folder.');
} finally {
  rmSync(folder, { recursive: true, force: true });
}
