import { expect, test } from 'vitest';
import { badQuery, brokenSql, missingTable, refusedQuery } from './query-failure.ts';

const bodyOf = (error: { readonly answer: { readonly body: unknown } }): unknown =>
  JSON.parse(String(error.answer.body));

test('a refusal names its details and carries its code', () => {
  expect(bodyOf(badQuery('E7125', 'abc'))).toMatchObject({
    httpStatusCode: 409,
    errorCode: 'E7125',
    message: 'Dimension identifier does not reference any dimension: `abc`',
  });
});

test('checks of a query answer as cacheable, its reading does not', () => {
  expect(refusedQuery('E7111', 'dx').answer.headers['cache-control']).toBe('max-age=60, public');
  expect(badQuery('E7143').answer.headers['cache-control']).toBe('no-cache, private');
});

test('what the database says goes to the developer message', () => {
  expect(bodyOf(missingTable('analytics', 70))).toMatchObject({
    errorCode: 'E7144',
    devMessage: 'ERROR: relation "analytics" does not exist\n  Position: 70',
  });
  expect(bodyOf(brokenSql('and', 190))).toMatchObject({ errorCode: 'E7145' });
});
