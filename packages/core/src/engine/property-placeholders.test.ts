import { expect, test, vi } from 'vitest';
import { resolvePlaceholders } from './property-placeholders.ts';

const values: Readonly<Record<string, string>> = { a: '1', yes: 'true', no: 'false' };
const resolved = (text: string) => resolvePlaceholders(text, (name) => values[name]);

test('an optional one without a value is nothing within a text, and no text when it stands alone', () => {
  expect(resolved('{{?nope}}')).toBeUndefined();
  expect(resolved('[{{?nope}}]')).toBe('[]');
  expect(resolved('[{{?a}}]')).toBe('[1]');
  expect(resolved('mock:a?size={{?nope}}&name={{a}}')).toBe('mock:a?name=1');
});

test('an exclamation mark turns true and false round, and leaves the rest', () => {
  expect(['{{!yes}}', '{{!no}}', '{{!a}}'].map(resolved)).toEqual(['false', 'true', '1']);
});

test('a name is taken as it stands, with its blanks', () => {
  expect(() => resolved('{{ a }}')).toThrow('key [ a ] not found');
});

test('the address of a service comes from the environment, or from behind the colon', () => {
  vi.stubEnv('DHIS_WEB_SERVICE_HOST', '10.0.0.7').stubEnv('DHIS_WEB_SERVICE_PORT', '8080');
  expect(resolved('{{service:dhis-web}} {{service.host:dhis-web}} {{service.port:dhis-web}}')).toBe(
    '10.0.0.7:8080 10.0.0.7 8080',
  );
  expect(resolved('{{service.name:dhis-web}} {{service:other:localhost:1}}')).toBe('dhis-web localhost:1');
  expect(() => resolved('{{service:other}}')).toThrow('service:other');
  vi.unstubAllEnvs();
});
