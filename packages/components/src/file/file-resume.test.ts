import { appendFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { route } from '@dhow/core';
import type { Exchange } from '@dhow/core/component';
import { memoryStateStore, ResumeOffsets } from '@dhow/core/state';
import { createTestContext } from '@dhow/core/testing';
import { expect, onTestFinished, test } from 'vitest';
import { until } from '../../test/fake-clock.ts';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { fileComponent, type FileBody } from './index.ts';

type Work = (exchange: Exchange, text: string) => void;
interface Settings {
  readonly options?: string;
  readonly resumeStrategy?: unknown;
  readonly work?: Work;
}

/** A folder, and processes one after the other that read it. */
function folderCase() {
  const folder = temporaryFolder();
  const state = memoryStateStore();
  const seen: string[] = [];
  return {
    folder,
    state,
    seen,
    write: (name: string, text: string) => writeFileSync(join(folder, name), text),
    append: (name: string, text: string) => appendFileSync(join(folder, name), text),
    names: () => readdirSync(folder).filter((name) => name !== '.camel'),
    async process({ options = 'noop=true', resumeStrategy = '#state', work = () => undefined }: Settings = {}) {
      const context = createTestContext({ components: [fileComponent()], state });
      await context.addRoutes(
        route('files')
          .from(`file:${folder}?initialDelay=1000&delay=1000&retryDelay=1000&${options}`)
          .process(async ({ exchange }) => {
            const text = await (exchange.body as FileBody).text();
            seen.push(`${String(exchange.header('CamelFileInitialOffset'))}:${text}`);
            work(exchange, text);
          })
          .eip('resumable', { resumeStrategy }),
      );
      await context.start();
      onTestFinished(() => context.stop());
      const quiet = context.clock.pending;
      return {
        stop: () => context.stop(),
        log: () => context.logged.lines.map(({ message }) => message),
        /** One look at the folder. */
        async look() {
          seen.length = 0;
          await context.clock.advance(1000);
          await until(() => context.clock.pending === quiet);
          return [...seen];
        },
      };
    },
  };
}

test('what is added to a file is all that comes of it, also in the next process', async () => {
  const files = folderCase();
  files.write('a.log', 'one\n');
  const first = await files.process();
  expect(await first.look()).toEqual(['0:one\n']);
  expect(await first.look()).toEqual([]);
  files.append('a.log', 'two\n');
  expect(await first.look()).toEqual(['4:two\n']);
  await first.stop();
  const second = await files.process();
  expect(await second.look()).toEqual([]);
  files.append('a.log', 'three\n');
  expect(await second.look()).toEqual(['8:three\n']);
});

test('a message that fails is not done: it comes again from where the last one ended', async () => {
  const files = folderCase();
  files.write('a.log', 'one\n');
  const work: Work = (_, text) => {
    if (text.includes('bad')) throw new Error('no');
  };
  const first = await files.process({ work });
  await first.look();
  files.append('a.log', 'bad\n');
  expect(await first.look()).toEqual(['4:bad\n']);
  await first.stop();
  const second = await files.process();
  expect(await second.look()).toEqual(['4:bad\n']);
});

test('a step may say that a part is done: the rest comes next, and the file is put away at its end', async () => {
  const files = folderCase();
  files.write('a.log', 'one\ntwo\nend');
  const work: Work = (exchange, text) => {
    const line = text.indexOf('\n') + 1 || text.length;
    exchange.headers.set('CamelOffset', Number(exchange.header('CamelFileInitialOffset')) + line);
  };
  const first = await files.process({ options: 'preMove=busy', work });
  expect(await first.look()).toEqual(['0:one\ntwo\nend']);
  await first.stop();
  const second = await files.process({ options: 'move=.camel', work });
  expect(await second.look()).toEqual(['4:two\nend']);
  expect(files.names()).toContain('a.log');
  expect(await second.look()).toEqual(['8:end']);
  expect(files.names()).not.toContain('a.log');
  expect(await new ResumeOffsets(files.state, 'files').lastOffset(`${files.folder}/a.log`)).toBeUndefined();
});

test('another file of the same name begins at its beginning, whether it is longer or shorter', async () => {
  const files = folderCase();
  files.write('a.log', 'one\ntwo\n');
  const running = await files.process();
  await running.look();
  files.write('a.log', 'and now for something else\n');
  expect(await running.look()).toEqual(['0:and now for something else\n']);
  files.write('a.log', 'less\n');
  expect(await running.look()).toEqual(['0:less\n']);
});

test('a file that was done, but not put away before its process ended, is put away and does not come again', async () => {
  const files = folderCase();
  files.write('a.log', 'one\n');
  const first = await files.process();
  await first.look();
  await first.stop();
  const second = await files.process({ options: 'move=.camel' });
  expect(await second.look()).toEqual([]);
  expect(files.names()).toEqual([]);
  files.write('a.log', 'one\n');
  expect(await second.look()).toEqual(['0:one\n']);
});

test('a file whose offset does not move stays, rests, and the log tells why', async () => {
  const files = folderCase();
  files.write('a.log', 'one\n');
  const running = await files.process({
    options: 'move=.camel',
    work: ({ headers }) => headers.set('CamelOffset', 'line 1'),
  });
  expect(await running.look()).toEqual(['0:one\n']);
  expect(files.names()).toEqual(['a.log']);
  expect(running.log().filter((line) => line.includes('nothing further of it'))).toHaveLength(1);
});

test('a message that does not come to the step is done as any other', async () => {
  const files = folderCase();
  files.write('a.log', 'one\n');
  const running = await files.process({ work: (exchange) => void (exchange.routeStop = true) });
  expect([await running.look(), await running.look()]).toEqual([['0:one\n'], []]);
});

test('an empty file comes once', async () => {
  const files = folderCase();
  files.write('a.log', '');
  const running = await files.process();
  expect([await running.look(), await running.look()]).toEqual([['0:'], []]);
});

test('a strategy of the program is asked as well; one that only keeps leaves the source as it is', async () => {
  const files = folderCase();
  files.write('a.log', 'one\ntwo\n');
  const kept = new Map<string, unknown>([[`${files.folder}/a.log`, 4]]);
  const reading = {
    updateLastOffset: (offset: unknown, key: string) => void kept.set(key, offset),
    lastOffset: (key: string) => kept.get(key),
  };
  const running = await files.process({ resumeStrategy: reading });
  expect(await running.look()).toEqual(['4:two\n']);
  expect([...kept.values()]).toEqual([8]);
  const offsets: unknown[] = [];
  const keeping = await files.process({
    resumeStrategy: { updateLastOffset: (offset: unknown) => void offsets.push(offset) },
    work: ({ headers }) => headers.set('CamelOffset', 2),
  });
  await keeping.look();
  await until(() => offsets.length > 0);
  expect([files.seen, offsets]).toEqual([['undefined:one\ntwo\n'], [2]]);
});
