import { defineConfig } from 'vitest/config';

// Not 'import': the tests' Node would take it for require() too, and load ECMAScript modules where CommonJS is asked for.
const conditions = ['@dhow/source', 'node', 'default'];

export default defineConfig(({ mode }) => ({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: [
      'packages/*/src/**/*.test.ts',
      'packages/*/test/**/*.test.ts',
      'examples/**/*.test.ts',
      'tools/**/*.test.ts',
    ],
    exclude: ['**/node_modules/**', '**/dist/**'],
    reporters: ['default', './tools/closing-line-reporter.ts'],
    setupFiles: [
      './tools/fail-on-console.ts',
      './tools/property-seed.ts',
      ...(mode === 'slow-disk' ? ['./tools/slow-disk.ts'] : []),
    ],
    // One for each processor: by itself Vitest leaves one free.
    maxWorkers: '100%',
    // Limits tell a test that hangs from one on a busy machine; they measure nothing.
    testTimeout: 90_000,
    hookTimeout: 90_000,
    expect: { poll: { timeout: 60_000 } },
  },
}));
