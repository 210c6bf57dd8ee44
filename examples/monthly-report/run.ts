import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox } from '@dhow/sandbox';
import { badRows, makeInput } from './make-input.ts';
import { runReport } from './run-report.ts';

/** Runs the report twice, as a TypeScript and as a YAML route, each into a DHIS2 of its own, and prints what became of it. */
for (const route of ['ts', 'yaml'] as const) {
  const folder = mkdtempSync(join(tmpdir(), 'monthly-report-'));
  const sandbox = await startSandbox({ seed: 'country', version: '2.42' });
  try {
    const facts = makeInput(join(folder, 'inbox'));
    const { accepted, rejected, pending, codes, deadLetters } = await runReport({ route, folder, url: sandbox.url });
    console.log(`route.${route}`);
    console.log(`  ${facts.rows} rows, ${accepted} accepted, ${rejected} rejected, ${pending} pending`);
    for (const { code, rows } of codes) console.log(`  ${code} x ${rows}: ${badRows[code as keyof typeof badRows]}`);
    console.log(`  values in DHIS2: ${sandbox.control.countDataValues()}, dead letters: ${deadLetters}`);
    console.log(`  done: ${readdirSync(join(folder, 'inbox/done')).join(', ')}`);
    const rejects = readFileSync(join(folder, 'rejects', facts.files[0]!), 'utf8').split('\r\n');
    console.log(`  first lines of rejects/${facts.files[0]}:`);
    for (const line of rejects.slice(0, 3)) console.log(`    ${line}`);
  } finally {
    await sandbox.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
