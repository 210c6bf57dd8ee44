import { afterEach, beforeEach, expect } from 'vitest';

/** A test that writes to the console fails: what a user should see goes through a logger or a given stream. */
const methods = ['log', 'info', 'warn', 'error', 'debug'] as const;
const written: string[] = [];
const original = new Map(methods.map((method) => [method, console[method]]));

beforeEach(() => {
  written.length = 0;
  for (const method of methods) {
    console[method] = (...parts: unknown[]) => {
      written.push(`console.${method}: ${parts.map(String).join(' ')}`);
    };
  }
});

afterEach(() => {
  for (const [method, write] of original) console[method] = write;
  expect(written, 'this test wrote to the console').toEqual([]);
});
