import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { stateErrorCatalogue } from './state-errors.ts';

test('the reference page lists the codes of the catalogue and whether to try again', () => {
  const page = readFileSync(new URL('../../../../docs/state.md', import.meta.url), 'utf8');
  const listed = [...page.matchAll(/^\| `(STATE_\w+)` \| (yes|no) \|/gm)].map(([, code, again]) => `${code} ${again}`);
  const known = Object.entries(stateErrorCatalogue).map(
    ([code, { retryable }]) => `${code} ${retryable ? 'yes' : 'no'}`,
  );
  expect(listed.toSorted()).toEqual(known.toSorted());
});
