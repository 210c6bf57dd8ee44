import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { route, type RouteOptions } from '@dhow/core';
import { createTestContext } from '@dhow/core/testing';
import { expect, test } from 'vitest';
import { settle } from '../test/fake-clock.ts';
import { temporaryFolder } from '../test/temporary-folder.ts';
import { directComponent } from './direct/index.ts';
import { fileComponent } from './file/index.ts';
import { sedaComponent } from './seda/index.ts';

test('what waits in queues as the context stops still goes through all routes that it needs', async () => {
  const context = createTestContext({ components: [directComponent(), sedaComponent()] });
  await context.addRoutes(
    route('first').from('seda:first').delay(1000).to('seda:second'),
    route('second').from('seda:second').delay(1000).to('direct:last'),
    route('last').from('direct:last').delay(1000).to('mock:out'),
  );
  await context.start();
  for (const body of ['a', 'b', 'c']) await context.send('seda:first', body);
  await context.clock.runUntil(context.stop(60_000));
  expect(context.mocks.get('mock:out').bodies).toEqual(['a', 'b', 'c']);
});

test('a stop that runs out of time aborts what is left, and says where', async () => {
  const context = createTestContext({ components: [sedaComponent()] });
  await context.addRoutes(route('slow').from('seda:in').delay(3_600_000).to('mock:out'));
  await context.start();
  for (const body of ['a', 'b']) await context.send('seda:in', body);
  await settle();
  const stopping = context.stop(5000);
  await context.clock.advance(5000);
  await stopping;
  expect(context.mocks.get('mock:out').bodies).toEqual([]);
  const warnings = context.logged.lines.filter(({ level }) => level === 'WARN').map(({ message }) => message);
  expect(warnings).toContain('Route slow is not done in time; messages in it that are aborted: 1');
});

test.each([
  ['CompleteCurrentTaskOnly', ['a.csv'], ['b.csv', 'c.csv']],
  ['CompleteAllTasks', ['a.csv', 'b.csv', 'c.csv'], []],
] as const)('a folder with shutdownRunningTask %s', async (shutdownRunningTask, done, left) => {
  const folder = temporaryFolder();
  mkdirSync(folder, { recursive: true });
  for (const name of ['a.csv', 'b.csv', 'c.csv']) writeFileSync(join(folder, name), name);
  const options: RouteOptions = { shutdownRunningTask };
  const context = createTestContext({ components: [fileComponent()] });
  const entered = Promise.withResolvers<void>();
  const gate = Promise.withResolvers<void>();
  await context.addRoutes(
    route('files')
      .from(`file:${folder}?initialDelay=0&sortBy=file:name`)
      .options(options)
      .process(() => {
        entered.resolve();
        return gate.promise;
      })
      .setBody({ language: 'simple', expression: '${header.CamelFileName}' })
      .to('mock:out'),
  );
  await context.start();
  await context.clock.advance(0);
  await entered.promise;
  const stopping = context.stop();
  gate.resolve();
  await stopping;
  expect(context.mocks.get('mock:out').bodies).toEqual(done);
  expect(readdirSync(folder).filter((name) => name.endsWith('.csv'))).toEqual(left);
});
