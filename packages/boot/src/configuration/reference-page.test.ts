import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { settingsTable } from './reference-page.ts';

const page = fileURLToPath(new URL('../../../../docs/configuration.md', import.meta.url));
const part = /(<!-- settings: [^>]*-->\n)([\s\S]*?)(<!-- \/settings -->)/;

/** `UPDATE_PAGES=1 npx vitest run …` writes the table. */
test('the reference page lists every setting as the spec has it', () => {
  const text = readFileSync(page, 'utf8');
  const wanted = text.replace(
    part,
    (_, begin: string, _old: string, end: string) => `${begin}\n${settingsTable()}\n\n${end}`,
  );
  if (process.env['UPDATE_PAGES']) writeFileSync(page, wanted);
  expect(readFileSync(page, 'utf8')).toBe(wanted);
});
