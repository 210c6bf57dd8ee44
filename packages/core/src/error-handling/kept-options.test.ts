import { expect, test } from 'vitest';
import { runSteps, startSteps } from '../../test/run-steps.ts';
import { errorHandlerSpecs } from './error-handler-specs.ts';

// Options that routes of Camel have and that mean nothing here: they are accepted, and a failure takes the same way.

const values: Readonly<Record<string, readonly unknown[]>> = {
  executorServiceRef: ['#pool'],
  id: ['own'],
  level: ['TRACE', 'DEBUG', 'INFO', 'WARN', 'OFF'],
  rollbackLoggingLevel: ['TRACE', 'DEBUG', 'INFO', 'ERROR', 'OFF'],
  transactedPolicyRef: ['#policy'],
};
const isKept = ({ description }: { readonly description: string }) => description.startsWith('Kept for Camel routes');
const handlers = Object.entries(errorHandlerSpecs).flatMap(([kind, specs]) =>
  Object.entries(specs)
    .filter(([, spec]) => isKept(spec))
    .flatMap(([name]) => values[name]!.map((value) => [kind as 'deadLetterChannel', name, value] as const)),
);

const redeliveryPolicy = { maximumRedeliveries: 1, redeliveryDelay: 0 };
const least: Readonly<Record<string, object>> = {
  deadLetterChannel: { deadLetterUri: 'mock:dead', redeliveryPolicy },
  noErrorHandler: {},
  refErrorHandler: { ref: { kind: 'defaultErrorHandler', options: { redeliveryPolicy } } },
};

const outcome = async (kind: 'deadLetterChannel', options: Readonly<Record<string, unknown>>) => {
  let calls = 0;
  const run = await runSteps((steps) =>
    steps.errorHandler(kind, { ...(least[kind] ?? { redeliveryPolicy }), ...options } as never).process(() => {
      calls++;
      throw new Error('down');
    }),
  );
  return [calls, run.exception, run.mocks.get('mock:dead').received.length];
};

test.each(handlers)('%s: %s %s changes nothing', async (kind, name, value) => {
  const without = await outcome(kind, {});
  expect(without[0]).toBe((kind as string) === 'noErrorHandler' ? 1 : 2);
  expect(await outcome(kind, { [name]: value })).toEqual(without);
});

test.each([
  ['asyncDelayedRedelivery', true],
  ['exchangeFormatterRef', '#formatter'],
  ['logExhaustedMessageBody', true],
  ['logExhaustedMessageHistory', true],
])('%s of a redelivery policy puts nothing of the message into the log', async (name, value) => {
  const policy = { ...redeliveryPolicy, [name]: value };
  let calls = 0;
  const context = await startSteps((steps) =>
    steps.onException(['Error'], { redeliveryPolicy: policy }).process(() => {
      calls++;
      throw new Error('down');
    }),
  );
  await context.clock.runUntil(context.send('loopback:in', 'Amina Juma'));
  const lines = context.logged.lines.map((line) => JSON.stringify(line));
  expect(calls).toBe(2);
  expect(lines.filter((line) => line.includes('Exhausted'))).toHaveLength(1);
  expect(lines.join('')).not.toContain('Amina');
});
