import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

// The mapped types of a selection are evaluated at each call. This keeps what a call costs the compiler in sight.

const root = fileURLToPath(new URL('../../../', import.meta.url));

function instantiations(body: string): number {
  // Inside of the package, so that its name is found.
  const folder = mkdtempSync(join(root, 'packages/dhis2/test/budget-'));
  try {
    writeFileSync(
      join(folder, 'calls.ts'),
      `import { createClient } from '@dhow/dhis2';\nconst dhis2 = createClient({ baseUrl: 'http://x' });\n${body}\n`,
    );
    const compilerOptions = { noEmit: true, declaration: false, sourceMap: false, customConditions: ['@dhow/source'] };
    const config = { extends: join(root, 'tsconfig.base.json'), compilerOptions, include: ['calls.ts'] };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
    const tsc = spawnSync(join(root, 'node_modules/.bin/tsc'), ['-p', folder, '--extendedDiagnostics'], {
      encoding: 'utf8',
    });
    const count = /Instantiations:\s+(\d+)/.exec(tsc.stdout)?.[1];
    if (tsc.status !== 0 || count === undefined) throw new Error(tsc.stdout + tsc.stderr);
    return Number(count);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('ten calls with selections and filters cost the compiler little more than none', () => {
  const none = instantiations('await dhis2.me();');
  const call = (i: number) =>
    `const r${i} = await dhis2.dataElements.list({ fields: { id: true, name: true, categoryCombo: { id: true, categories: { id: true, categoryOptions: { code: true } } } }, filter: { name: { like: 'x' } } }); r${i}[0]!.categoryCombo.categories;`;
  const ten = instantiations(Array.from({ length: 10 }, (_, i) => call(i)).join('\n'));
  expect((ten - none) / 10).toBeLessThan(1_500);
}, 30_000);
