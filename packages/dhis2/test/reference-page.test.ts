import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { referenceMethods, referencePage } from '../scripts/reference-page.ts';

test('the reference page says what the sources say', () => {
  const page = readFileSync(new URL('../../../docs/dhis2-client-reference.md', import.meta.url), 'utf8');
  expect(page).toBe(referencePage());
});

test('every method has a sentence', () => {
  const silent = referenceMethods().filter(({ summary }) => summary === '');
  expect(silent.map(({ area, name }) => `${area}.${name}`)).toEqual([]);
});
