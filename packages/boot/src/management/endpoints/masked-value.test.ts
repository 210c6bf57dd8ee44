import { expect, test } from 'vitest';
import { shownValue } from './masked-value.ts';

const shown = (value: unknown, path = 'dataSources.reports.url', secret = false) =>
  shownValue({ path, value, secret, origin: 'dhow.yaml:1:1', source: 'dhow.yaml' });

test('credentials within an address are masked, before the server and behind it', () => {
  expect(shown('postgresql://me:hidden@db.example.org/reports')).toBe('postgresql://******@db.example.org/reports');
  expect(shown('jdbc:postgresql://db/reports?user=me&password=hidden&sslmode=require')).toBe(
    'jdbc:postgresql://db/reports?user=******&password=******&sslmode=require',
  );
  expect(shown('jdbc:sqlserver://db;trustStorePassword=hidden;encrypt=true')).toBe(
    'jdbc:sqlserver://db;trustStorePassword=******;encrypt=true',
  );
});

test('secrets are masked as a whole, and so are properties whose names say that they are', () => {
  expect(shown('hidden', 'dataSources.reports.password', true)).toBe('******');
  expect(shown('hidden', 'properties.db.password')).toBe('******');
  expect([shown('open', 'properties.inbox'), shown(5, 'management.port')]).toEqual(['open', 5]);
});
