import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { sqliteStateStore } from './sqlite-store.ts';

const folder = mkdtempSync(join(tmpdir(), 'dhow-state-processes-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function start(program: string, file: string): { child: ChildProcess; output: () => string; ended: Promise<string> } {
  const path = fileURLToPath(new URL(`../../../test/programs/${program}.ts`, import.meta.url));
  const child = spawn(process.execPath, [path, file], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const ended = new Promise<string>((resolve) => child.on('close', () => resolve(errors)));
  return { child, output: () => output, ended };
}

test('a killed writer leaves every acknowledged write, and no half of a transaction', async () => {
  for (let round = 0; round < 3; round++) {
    const file = join(folder, `killed-${round}.db`);
    const { child, output, ended } = start('state-appender', file);
    await new Promise<void>((resolve) => {
      child.stdout!.on('data', () => {
        if (output().split('\n').length > 100 * (round + 1)) resolve();
      });
    });
    child.kill('SIGKILL');
    await ended;

    const acknowledged = output()
      .split('\n')
      .slice(0, -1)
      .map((line) => line.split(':').map(Number));
    const state = sqliteStateStore({ file });
    const records = new Map((await state.read('log')).map(({ sequence, value }) => [sequence, value]));
    for (const [sequence, caller, i] of acknowledged) expect(records.get(sequence!)).toEqual({ caller, i });
    const left = await state.list('left');
    expect(left).toHaveLength(8);
    expect((await state.list('right')).map(({ value }) => value)).toEqual(left.map(({ value }) => value));
    await state.close();
    const db = new DatabaseSync(file);
    expect(db.prepare('pragma integrity_check').get()).toEqual({ integrity_check: 'ok' });
    db.close();
  }
});

test('processes that share a file never get one item twice', async () => {
  const file = join(folder, 'shared.db');
  const state = sqliteStateStore({ file });
  const items = Array.from({ length: 300 }, (_, i) => i);
  await state.enqueue('work', items);
  const claimers = [start('state-claimer', file), start('state-claimer', file)];
  const errors = await Promise.all(claimers.map(({ ended }) => ended));
  expect(errors).toEqual(['', '']);
  expect(claimers.reduce((sum, { output }) => sum + Number(output()), 0)).toBe(300);
  const done = (await state.read('done')).map(({ value }) => value as number);
  expect(done.sort((a, b) => a - b)).toEqual(items);
  expect(await state.depth('work')).toBe(0);
  await state.close();
});
