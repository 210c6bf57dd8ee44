import { expect, test } from 'vitest';
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
