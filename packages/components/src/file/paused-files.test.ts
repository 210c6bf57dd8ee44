import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { route } from '@dhow/core';
import { createTestContext } from '@dhow/core/testing';
import { expect, onTestFinished, test } from 'vitest';
import { until } from '../../test/fake-clock.ts';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { fileComponent } from './index.ts';

/** A process whose route lets files pass while `isOpen`. */
async function begun(folder: string, isOpen: () => boolean) {
  const came: string[] = [];
  const context = createTestContext({ components: [fileComponent()] });
  await context.addRoutes(
    route('files')
      .from(`file:${folder}?initialDelay=0&delay=1000&moveFailed=failed`)
      .errorHandler('deadLetterChannel', { deadLetterUri: 'mock:dead' })
      .process(({ header }) => void came.push(String(header('CamelFileName'))))
      .eip('pausable', { consumerListener: { beforeConsume: () => isOpen() }, untilCheck: () => isOpen() })
      .setBody({ language: 'simple', expression: '${header.CamelFileName}' })
      .to('mock:out'),
  );
  await context.start();
  onTestFinished(() => context.stop());
  await context.clock.advance(0);
  return { context, came, out: context.mocks.get('mock:out') };
}

const files = (folder: string) => readdirSync(folder).filter((name) => name.endsWith('.csv'));
const twoFiles = () => {
  const folder = temporaryFolder();
  for (const name of ['a.csv', 'b.csv']) writeFileSync(join(folder, name), name);
  return folder;
};

test('while it pauses no further file is taken; then it goes on with the one it paused at', async () => {
  const folder = twoFiles();
  let open = false;
  const { context, came, out } = await begun(folder, () => open);
  await until(() => came.length === 1);
  await context.clock.advance(60_000);
  expect([came, out.bodies, files(folder)]).toEqual([['a.csv'], [], ['a.csv', 'b.csv']]);
  open = true;
  await context.clock.advance(500);
  await until(() => files(folder).length === 0);
  expect([came, out.bodies]).toEqual([
    ['a.csv', 'b.csv'],
    ['a.csv', 'b.csv'],
  ]);
});

test('a file that it paused at as the process stops stays where it is, for the next one to go on with', async () => {
  const folder = twoFiles();
  const first = await begun(folder, () => false);
  await until(() => first.came.length === 1);
  const stopping = first.context.stop(5000);
  await first.context.clock.advance(5000);
  await stopping;
  expect(first.context.mocks.get('mock:dead').bodies).toEqual([]);
  expect([first.out.bodies, readdirSync(folder)]).toEqual([[], ['a.csv', 'b.csv']]);
  const second = await begun(folder, () => true);
  await until(() => files(folder).length === 0);
  expect(second.out.bodies).toEqual(['a.csv', 'b.csv']);
});
