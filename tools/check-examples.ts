import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/**
 * Runs every example (`examples/<name>/example.json`) and compares what it prints with the file that it names.
 * `--update` writes the files anew, to be looked at as a diff. A name as argument runs that example alone.
 */
interface Example {
  readonly title: string;
  readonly commands: readonly {
    /** The command and its arguments; `node` is the one that runs this script. */
    readonly run: readonly string[];
    /** File with the expected output, beside example.json. */
    readonly expected: string;
    /** Exit code to expect; 0 when absent. */
    readonly exitCode?: number;
  }[];
}

const root = resolve(import.meta.dirname, '..');
const update = process.argv.includes('--update');
const names = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const problems: string[] = [];
let checked = 0;

for (const name of names.length > 0 ? names : readdirSync(join(root, 'examples')).sort()) {
  const file = join(root, 'examples', name, 'example.json');
  if (!existsSync(file)) {
    if (names.length > 0) problems.push(`examples/${name}: there is no example.json.`);
    continue;
  }
  const example = JSON.parse(readFileSync(file, 'utf8')) as Example;
  for (const command of example.commands) {
    const problem = check(name, dirname(file), command);
    console.log(`${problem === undefined ? 'ok  ' : 'FAIL'} ${name}: ${command.run.join(' ')}`);
    if (problem !== undefined) problems.push(problem);
    checked++;
  }
}

function check(name: string, folder: string, { run, expected, exitCode = 0 }: Example['commands'][number]) {
  const [program, ...others] = run;
  const path = program === 'node' ? process.execPath : program!;
  const result = spawnSync(path, others, { cwd: folder, encoding: 'utf8', timeout: 300_000 });
  if (result.error) return `examples/${name}: ${run.join(' ')} could not run: ${result.error.message}`;
  if (result.status !== exitCode) {
    return `examples/${name}: ${run.join(' ')} ended with ${result.status} instead of ${exitCode}.\n${result.stderr}`;
  }
  const place = join(folder, expected);
  if (update) {
    writeFileSync(place, result.stdout);
    return undefined;
  }
  const wanted = existsSync(place) ? readFileSync(place, 'utf8').split('\n') : [];
  const printed = result.stdout.split('\n');
  for (let line = 0; line < Math.max(wanted.length, printed.length); line++) {
    if (wanted[line] === printed[line]) continue;
    const show = (text: string | undefined) => (text === undefined ? '(nothing)' : JSON.stringify(text));
    return `examples/${name}/${expected}:${line + 1}: expected ${show(wanted[line])}, printed ${show(printed[line])}. Write it anew with --update.`;
  }
  return undefined;
}

if (checked === 0) problems.push('There is no example to check.');
if (problems.length > 0) {
  console.error(`\n${problems.join('\n')}`);
  process.exit(1);
}
console.log(`${checked} examples print what they should.`);
