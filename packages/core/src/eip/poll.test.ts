import { expect, test } from 'vitest';
import { shelf } from '../../test/shelf.ts';
import { runSteps } from '../../test/run-steps.ts';

const withShelf = () => ({ components: [shelf()] });

test('it takes a message, with its headers, and waits twenty seconds when not told', async () => {
  const run = await runSteps((steps) => steps.poll('shelf:${body}'), 'a', withShelf());
  expect(run.body).toBe('a within 20000');
  expect(run.headers).toMatchObject({ shelf: 'a' });
});

test('it waits as long as it is told', async () => {
  const run = await runSteps((steps) => steps.poll('shelf:a', { timeout: 10 }), 'x', withShelf());
  expect(run.body).toBe('a within 10');
});

test('the endpoint gets its parameters', async () => {
  const options = { uri: 'shelf:a', parameters: { label: '!' } };
  const run = await runSteps((steps) => steps.eip('poll', options), 'x', withShelf());
  expect(run.body).toBe('a! within 20000');
});

test('nothing to take leaves a null body', async () => {
  const run = await runSteps((steps) => steps.poll('shelf:empty'), 'x', withShelf());
  expect(run.body).toBeNull();
});

test('a variable takes the message, and the body stays', async () => {
  const run = await runSteps((steps) => steps.poll('shelf:a', { variableReceive: 'taken' }), 'x', withShelf());
  expect(run.body).toBe('x');
  expect(run.exchange.variable('taken')).toBe('a within 20000');
});

test('an empty URI is refused', async () => {
  await expect(runSteps((steps) => steps.eip('poll', { uri: '' }))).rejects.toThrow('the uri is empty');
});
