import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox, type Sandbox } from '@dhow/sandbox';
import { expect, onTestFinished, test } from 'vitest';
import { makeInput } from './make-input.ts';
import type { ReportResult } from './run-report.ts';

const script = join(import.meta.dirname, 'run-report-process.ts');

function start(route: 'ts' | 'yaml', folder: string, url: string): ChildProcess {
  return spawn(process.execPath, ['--conditions=@dhow/source', script, route, folder, url], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function output(child: ChildProcess): Promise<string> {
  let text = '';
  let errors = '';
  child.stdout!.setEncoding('utf8').on('data', (piece: string) => (text += piece));
  child.stderr!.setEncoding('utf8').on('data', (piece: string) => (errors += piece));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`ended with ${code}: ${errors}`);
  return text;
}

/** Kills the process once DHIS2 holds more values than before; false when it was done first. */
async function killAfterMore(child: ChildProcess, sandbox: Sandbox): Promise<boolean> {
  const before = sandbox.control.countDataValues();
  while (child.exitCode === null && sandbox.control.countDataValues() === before) {
    await new Promise((resolve) => setImmediate(resolve));
  }
  if (child.exitCode !== null) return false;
  const ended = once(child, 'close');
  child.kill('SIGKILL');
  await ended;
  return true;
}

test.each(['ts', 'yaml'] as const)(
  'a route in %s that is killed in the middle, twice, ends with each row accounted for once',
  async (route) => {
    const folder = mkdtempSync(join(tmpdir(), 'monthly-report-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const sandbox = await startSandbox({ seed: 'country', version: '2.42' });
    onTestFinished(() => sandbox.stop());
    const facts = makeInput(join(folder, 'inbox'));

    let kills = 0;
    while (kills < 2 && (await killAfterMore(start(route, folder, sandbox.url), sandbox))) kills++;
    expect(kills).toBe(2);
    const stored = sandbox.control.countDataValues();
    expect(stored).toBeGreaterThan(0);
    expect(stored).toBeLessThan(facts.good);

    const result = JSON.parse(await output(start(route, folder, sandbox.url))) as ReportResult;
    expect(result).toMatchObject({ accepted: facts.good, rejected: facts.rows - facts.good, pending: 0 });
    expect(Object.fromEntries(result.codes.map(({ code, rows }) => [code, rows]))).toEqual(facts.bad);
    expect(sandbox.control.countDataValues()).toBe(facts.good);
    expect(result.deadLetters).toBe(facts.rows - facts.good);
    expect(readdirSync(join(folder, 'inbox/done')).sort()).toEqual([...facts.files].sort());
    const rejected = facts.files.flatMap((name) =>
      readFileSync(join(folder, 'rejects', name), 'utf8')
        .trimEnd()
        .split('\r\n')
        .slice(1),
    );
    expect(rejected).toHaveLength(facts.rows - facts.good);
  },
  120_000,
);
