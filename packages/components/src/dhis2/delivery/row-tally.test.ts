import { expect, test } from 'vitest';
import { RowTally } from './row-tally.ts';

function tally() {
  const ends: string[] = [];
  const rows = new RowTally((row, rejection) => ends.push(rejection ? `${row} ${rejection.code}` : `${row} ok`));
  return { ends, rows };
}

test('the last row waits, since a further value of it may follow', () => {
  const { ends, rows } = tally();
  rows.entered(1);
  rows.entered(2);
  rows.through(1);
  rows.through(2);
  expect(ends).toEqual(['1 ok']);
  rows.entered(3);
  expect(ends).toEqual(['1 ok', '2 ok']);
  rows.through(3, { code: 'E1', reason: '' });
  rows.close();
  expect(ends).toEqual(['1 ok', '2 ok', '3 E1']);
});

test('a row of several values ends once, rejected when one of them is', () => {
  const { ends, rows } = tally();
  for (const row of [5, 6, 5, 5]) rows.entered(row);
  rows.through(5);
  rows.through(5, { code: 'E1', reason: '' });
  rows.through(6);
  expect(ends).toEqual(['6 ok']);
  rows.through(5, { code: 'E2', reason: '' });
  rows.close();
  expect(ends).toEqual(['6 ok', '5 E1']);
});

test('a value that follows after the row seemed through takes it up again', () => {
  const { ends, rows } = tally();
  rows.entered(1);
  rows.through(1, { code: 'E1', reason: '' });
  rows.entered(1);
  expect(ends).toEqual([]);
  rows.through(1);
  rows.close();
  expect(ends).toEqual(['1 E1']);
});

test('rows that are under way have no end', () => {
  const { ends, rows } = tally();
  rows.entered(1);
  rows.entered(2);
  rows.through(2);
  rows.close();
  expect(ends).toEqual(['2 ok']);
});
