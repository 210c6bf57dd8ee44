import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DatasonnetError, compile } from '../src/index.ts';
import { programs } from './programs.ts';

/** The C++ Jsonnet (Debian's package `jsonnet`): an implementation that shares nothing with ours. */
const isThere = spawnSync('jsonnet', ['--version']).status === 0;
const runs = 150;
/** Functions that take other arguments now than in Debian's release. */
const changedSince = /std\.(sort|set|uniq)\('|std\.split\(/;

describe('random programs beside the C++ Jsonnet', () => {
  it('give equal values, or both fail', ({ skip }) => {
    if (!isThere) skip('needs the command jsonnet (Debian package jsonnet)');
    const sources = fc.sample(programs(false), { numRuns: runs, seed: 11 });
    const folder = mkdtempSync(join(tmpdir(), 'dhow-jsonnet-'));
    const differing: string[] = [];
    try {
      for (const [index, source] of sources.entries()) {
        if (changedSince.test(source)) continue;
        const expected = reference(folder, source);
        const found = ours(source);
        if (expected === undefined || found === undefined || expected === found) continue;
        differing.push(`program ${index}: ${source}\n  C++: ${expected}\n  ours: ${found}`);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
    expect(differing.join('\n')).toBe('');
  }, 60_000);
});

/** The value in one spelling, "error", or undefined where the program is too large for a comparison. */
function ours(source: string): string | undefined {
  try {
    const { content } = compile(source, { profile: 'jsonnet' }).run({});
    return canonical(String(content));
  } catch (error) {
    if (!DatasonnetError.is(error)) throw error;
    return ['DS_DEPTH', 'DS_STEPS', 'DS_SIZE', 'DS_TIME', 'DS_CYCLE'].includes(error.code) ? undefined : 'error';
  }
}

function reference(folder: string, source: string): string | undefined {
  const file = join(folder, 'program.jsonnet');
  const output = join(folder, 'output.json');
  writeFileSync(file, source);
  const run = spawnSync('jsonnet', ['-o', output, file], { encoding: 'utf8', timeout: 60_000 });
  if (run.signal) return undefined;
  if (run.status === 0) return canonical(readFileSync(output, 'utf8'));
  // What C++ finds without running the program is an error of ours when it is reached.
  return /stack|max|STATIC ERROR/i.test(run.stderr) ? undefined : 'error';
}

function canonical(json: string): string {
  const sorted = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(sorted);
    if (typeof value === 'number') return Number(value.toPrecision(14));
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value).map(([key, each]) => [key, sorted(each)] as const);
    return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
  };
  return JSON.stringify(sorted(JSON.parse(json)));
}
