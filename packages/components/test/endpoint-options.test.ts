import { createContext } from '@dhow/core';
import type { StepModel } from '@dhow/core';
import { expect, onTestFinished, test } from 'vitest';
import { fileComponent } from '../src/file/index.ts';
import { mockComponent } from '../src/mock/index.ts';
import { timerComponent } from '../src/timer/index.ts';
import { routeOf } from './delivery-case.ts';
import { until } from './fake-clock.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const toMock: StepModel = { kind: 'to', options: { uri: 'mock:seen' } };

async function running(uri: string) {
  const mock = mockComponent();
  const context = createContext({ components: [fileComponent(), timerComponent(), mock] });
  const model = routeOf([toMock]);
  await context.addRoutes({ ...model, routes: [{ ...model.routes[0]!, from: { uri } }] });
  await context.start();
  onTestFinished(() => context.stop());
  return mock.recorder;
}

test('a source makes messages of the pattern asked for', async () => {
  const recorder = await running('timer:once?delay=0&repeatCount=1&exchangePattern=InOut');
  await until(() => recorder.count('seen') === 1);
  expect(recorder.received('seen')).toMatchObject([{ pattern: 'InOut', body: null }]);
});

test('with bridgeErrorHandler a failure of the source runs through the route', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'a-file'), '');
  const mock = mockComponent();
  const context = createContext({ components: [fileComponent(), mock] });
  const model = routeOf([{ kind: 'to', options: { uri: 'mock:steps' } }]);
  await context.addRoutes({
    ...model,
    errorHandler: { kind: 'deadLetterChannel', options: { deadLetterUri: 'mock:dead' } },
    routes: [
      { ...model.routes[0]!, from: { uri: `file:${folder}/a-file/below?autoCreate=false&bridgeErrorHandler=true` } },
    ],
  });
  await context.start();
  onTestFinished(() => context.stop());
  await until(() => mock.recorder.count('dead') > 0 || mock.recorder.count('steps') > 0);
  const [message] = mock.recorder.received();
  expect(message!.properties.get('CamelExceptionCaught')).toMatchObject({ code: 'FILE_FOLDER_UNREADABLE' });
});
