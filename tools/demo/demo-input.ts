import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, utimesSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { InputFacts } from '../../examples/monthly-report/make-input.ts';

/** What a run leaves in the project's folder; it stays out of the copy. */
const leftovers = new Set(['inbox', 'done', 'failed', 'rejects', '.dhow']);

const reportedAt = new Date('2024-11-02T08:00:00Z');

/** Copies the example, so that a run leaves nothing in the repository, and puts the reports into its inbox. */
export function prepareProject(example: string, project: string): InputFacts {
  mkdirSync(project, { recursive: true });
  cpSync(example, project, {
    recursive: true,
    force: true,
    filter: (source) => !leftovers.has(basename(source)) && !source.endsWith('.test.ts'),
  });
  rmSync(join(project, 'rejects'), { recursive: true, force: true });
  // In a process of its own: what it takes to make up reports is not what it takes to deliver them.
  const program = `
    import { makeInput } from ${JSON.stringify(join(project, 'make-input.ts'))};
    process.stdout.write(JSON.stringify(makeInput(${JSON.stringify(join(project, 'inbox'))})));`;
  const output = execFileSync(process.execPath, ['--input-type=module', '--eval', program], { encoding: 'utf8' });
  const facts = JSON.parse(output) as InputFacts;
  // The same files as the last time: the row ledger knows them by name, size and date.
  for (const name of facts.files) utimesSync(join(project, 'inbox', name), reportedAt, reportedAt);
  return facts;
}
