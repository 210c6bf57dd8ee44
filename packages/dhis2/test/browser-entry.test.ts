import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import * as browser from '../src/browser.ts';
import * as node from '../src/index.ts';

const entry = fileURLToPath(new URL('../src/browser.ts', import.meta.url));

/** Modules from outside of the package that a file reaches at run time. */
function outside(file: string, seen = new Set<string>()): string[] {
  if (seen.has(file)) return [];
  seen.add(file);
  const text = readFileSync(file, 'utf8');
  const imports = [...text.matchAll(/^(?:import|export) (?!type\b)[^;]*? from '([^']+)'/gms)].map(([, name]) => name!);
  return imports.flatMap((name) => (name.startsWith('.') ? outside(resolve(dirname(file), name), seen) : [name]));
}

test('the browser’s entry needs nothing but the browser', () => {
  expect(outside(entry)).toEqual([]);
});

test('the browser’s entry offers what Node’s does, but for the transport of Node', () => {
  const only = Object.keys(node).filter((name) => !(name in browser));
  expect(only).toEqual(['undiciTransport']);
});

test('a client of the browser’s entry talks over fetch', async () => {
  const calls: string[] = [];
  const fetch = async (url: string | URL | Request): Promise<Response> => {
    calls.push(String(url as string));
    return new Response('{"id":"M5zQapPyTZI"}', { headers: { 'content-type': 'application/json' } });
  };
  const transport = browser.fetchTransport({ fetch: fetch as typeof globalThis.fetch });
  const dhis2 = browser.createClient({ baseUrl: 'https://dhis2.test', transport });
  expect((await dhis2.me()).id).toBe('M5zQapPyTZI');
  expect(calls).toEqual(['https://dhis2.test/api/me']);
});
