import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { simpleFunctions } from './function-table.ts';

test('the manual has a row for each form of each function', () => {
  const page = readFileSync(new URL('../../../../../docs/simple.md', import.meta.url), 'utf8').replaceAll('\\|', '|');
  const missing = Object.values(simpleFunctions)
    .flat()
    .flatMap(({ syntax, description }) =>
      syntax.filter((form) => !page.includes(`\`\${${form}}\``) || !page.includes(description)),
    );
  expect(missing).toEqual([]);
});
