import { expect, test } from 'vitest';
import { startSteps } from '../../test/run-steps.ts';

test('its steps run under its id, which is told when they begin and end', async () => {
  const told: string[] = [];
  const ids: unknown[] = [];
  const context = await startSteps((steps) =>
    steps
      .step('outer', (outer) =>
        outer.step('inner', (inner) =>
          inner.process(({ body, property }) => {
            ids.push(property('CamelStepId'));
            if (body === 'bad') throw new Error('bad');
          }),
        ),
      )
      .process(({ property }) => void ids.push(property('CamelStepId'))),
  );
  context.events.listen((event) => {
    if ('stepId' in event) told.push(`${event.type} ${String(event.stepId)}`);
  });
  await context.send('loopback:in', 'good');
  expect(ids).toEqual(['inner', undefined]);
  expect(told).toEqual(['StepStarted outer', 'StepStarted inner', 'StepCompleted inner', 'StepCompleted outer']);
  told.length = 0;
  await context.send('loopback:in', 'bad');
  expect(told.slice(2)).toEqual(['StepFailed inner', 'StepFailed outer']);
});
