import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import type { ProgramReport } from './report.ts';
import type { Program, Work } from './work.ts';
import { works } from './works/index.ts';

/**
 * `npm run bench -- [WORK…] [--rounds N] [--json FILE]`: every program in a process of its own, the programs of a work in
 * turn (A B A B …), medians, verified by checksum, one table and one JSON.
 */

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string' }, json: { type: 'string', default: 'bench/results.json' } },
});
const unknown = positionals.filter((name) => !works.some((work) => work.name === name));
if (unknown.length > 0) {
  console.error(`No such work: ${unknown.join(', ')}. Works: ${works.map(({ name }) => name).join(', ')}.`);
  process.exit(2);
}
const chosen = positionals.length > 0 ? works.filter(({ name }) => positionals.includes(name)) : works;
const here = import.meta.dirname;
const execute = promisify(execFile);
const results: Record<string, unknown>[] = [];

for (const work of chosen) {
  const folder = mkdtempSync(join(tmpdir(), 'dhow-bench-'));
  try {
    results.push(await measure(work, folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
const file = resolve(values.json);
mkdirSync(dirname(file), { recursive: true });
const machine = { node: process.version, cores: cpus().length, processor: cpus()[0]?.model };
writeFileSync(file, `${JSON.stringify({ machine, results }, null, 2)}\n`);

async function measure(work: Work, folder: string): Promise<Record<string, unknown>> {
  const environment = (await work.prepare?.(folder)) ?? {};
  const rounds = Number(values.rounds ?? work.rounds ?? 5);
  const reports = new Map<Program, ProgramReport[]>(work.programs.map((program) => [program, []]));
  for (let round = 0; round < rounds; round++) {
    for (const program of work.programs) {
      process.stderr.write(`\r${work.name}: ${program.name}, round ${round + 1} of ${rounds}\x1b[K`);
      reports.get(program)!.push(await runProgram(program, environment));
    }
  }
  process.stderr.write('\r\x1b[K');
  const sums = new Set<string>();
  for (const [program, list] of reports) {
    if (!program.unverified) for (const { checksum } of list) sums.add(checksum);
  }
  if (sums.size > 1) throw new Error(`${work.name}: the programs' outputs differ (${[...sums].join(', ')}).`);
  return show(work, rounds, reports);
}

function show(
  work: Work,
  rounds: number,
  reports: ReadonlyMap<Program, readonly ProgramReport[]>,
): Record<string, unknown> {
  console.log(`\n${work.title}  (${work.name}; ${rounds} rounds in turn, medians)\n  aim: ${work.aim}`);
  const rows = [...reports].map(([program, list]) => ({
    program: program.name,
    cpuMs: median(list.map((r) => r.cpuMs)),
    wallMs: median(list.map((r) => r.wallMs)),
    peakRssMb: median(list.map((r) => r.peakRssMb)),
    units: list[0]!.units,
    extra: list.at(-1)!.extra ?? {},
  }));
  const base = rows[1] ?? rows[0]!;
  const width = Math.max(...rows.map(({ program }) => program.length));
  console.log(`  ${'program'.padEnd(width)}   CPU ms  us/unit  wall ms  peak MB   CPU beside ${base.program}`);
  for (const row of rows) {
    const cells = [
      row.cpuMs.toFixed(0).padStart(8),
      ((row.cpuMs * 1000) / row.units).toFixed(2).padStart(8),
      row.wallMs.toFixed(0).padStart(8),
      row.peakRssMb.toFixed(0).padStart(8),
      `${(row.cpuMs / base.cpuMs).toFixed(2)} x`.padStart(9),
    ];
    const extra = Object.entries(row.extra).map(([key, value]) => `${key} ${value}`);
    console.log(`  ${row.program.padEnd(width)} ${cells.join(' ')}  ${extra.join(', ')}`);
  }
  return { work: work.name, title: work.title, aim: work.aim, rounds, rows };
}

async function runProgram(program: Program, environment: Readonly<Record<string, string>>): Promise<ProgramReport> {
  const args = [
    ...(program.nodeOptions ?? []),
    join(here, 'works', program.file.replace(/\.ts$/, '.js')),
    ...(program.args ?? []),
  ];
  const { stdout } = await execute(process.execPath, args, {
    env: { ...process.env, ...environment, NODE_NO_WARNINGS: '1' },
    maxBuffer: 1 << 26,
    timeout: 180_000,
  });
  return JSON.parse(stdout.trimEnd().split('\n').at(-1)!) as ProgramReport;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
