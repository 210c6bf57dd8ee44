import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Exchange } from '@dhow/core/component';
import { memoryStateStore } from '@dhow/core/state';
import { onTestFinished } from 'vitest';
import { fileComponent } from '../src/file/index.ts';
import { settle, until } from './fake-clock.ts';
import { fakeContext, fakeEndpoint, fakeRoute, type FakeContext } from './fake-context.ts';
import { temporaryFolder } from './temporary-folder.ts';

type Options = Readonly<Record<string, unknown>>;

export interface FileCase {
  readonly folder: string;
  readonly context: FakeContext;
  readonly seen: string[];
  readonly put: (name: string, text?: string) => void;
  /** Names below the folder, sorted. */
  readonly names: () => string[];
  consumer(options: Options, process?: (exchange: Exchange) => void | Promise<void>): Promise<RunningConsumer>;
  producer(options: Options): Promise<(exchange: Exchange) => Promise<void>>;
}

export interface RunningConsumer {
  /** Lets time pass and waits for the look at the folder that it brings. */
  readonly pass: (ms: number) => Promise<void>;
  readonly failures: unknown[];
  readonly consumer: { isIdle?(): boolean; stop(signal?: AbortSignal): void | Promise<void> };
  readonly context: FakeContext;
}

export function fileCase(state = memoryStateStore(), folder: string = temporaryFolder()): FileCase {
  const context = fakeContext({ state, convert: (value) => String(value) });
  const seen: string[] = [];
  return {
    folder,
    context,
    seen,
    put(name, text = name) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    },
    names: () =>
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
        .sort(),
    async consumer(options, process = () => undefined) {
      const route = fakeRoute(async (exchange) => {
        seen.push(String(exchange.header('CamelFileName')));
        await process(exchange);
      });
      const consumer = await fakeEndpoint(fileComponent(), folder, options, context).createConsumer!(route);
      await consumer.start();
      onTestFinished(() => Promise.resolve(consumer.stop(AbortSignal.abort())));
      // What it holds while it works it gives a sign of less often than it looks.
      const busy = () => !context.clock.hasAlarm(10_000);
      const pass = async (ms: number) => {
        await context.clock.advance(ms);
        await until(() => !busy());
        await settle();
      };
      return { pass, failures: route.failures, consumer, context };
    },
    async producer(options) {
      const producer = await fakeEndpoint(fileComponent(), folder, options, context).createProducer!();
      const { signal } = new AbortController();
      return async (exchange) => producer.process(exchange, signal);
    },
  };
}
