import { expect, test } from 'vitest';
import { route } from '../builder/route-steps.ts';
import { Exchange } from '../exchange/exchange.ts';
import type { TracePlace } from '../exchange/trace-place.ts';
import { traceContext } from '../management/route-tracer.ts';
import { createTestContext } from '../testing/test-context.ts';
import { RecordedLog } from '../testing/recorded-log.ts';
import { loggerFor } from './message-logger.ts';

const place: TracePlace = {
  outer: undefined,
  logFields: { trace_id: 't', span_id: 's' },
  headers: () => ({}),
  joinedBy: () => place,
};

test('a line of each level about a message in a trace tells its place, and its own fields go before', () => {
  const recorded = new RecordedLog();
  const exchange = new Exchange(null);
  const log = recorded.factory('r');
  expect(loggerFor(exchange, log)).toBe(log);
  exchange.trace = place;
  const traced = loggerFor(exchange, log);
  for (const level of ['trace', 'debug', 'info', 'warn', 'error'] as const) traced[level](level, { span_id: 'own' });
  traced.info('without fields');
  const fields = recorded.lines.map(({ fields: written }) => written);
  expect(fields.slice(0, 5)).toEqual(Array.from({ length: 5 }, () => ({ trace_id: 't', span_id: 'own' })));
  expect(fields[5]).toEqual({ trace_id: 't', span_id: 's' });
});

test('the log step, functions and error handlers write with the place of their message', async () => {
  const context = createTestContext();
  await context.addRoutes(
    route('r')
      .from('loopback:in')
      .log('step')
      .process(({ log }) => {
        log.info('function');
        throw new RangeError('refused');
      }),
  );
  traceContext(context, {
    route({ exchange }, work) {
      exchange.trace = place;
      return work();
    },
    send: (_sent, work) => work(),
  });
  await context.start();
  await context.send('loopback:in', null);
  await context.stop();
  const traced = context.logged.lines.filter(({ fields }) => fields?.['trace_id'] === 't');
  const texts = traced.map(({ message }) => message.replace(/ for \(.*/, ''));
  expect(new Set(texts)).toEqual(new Set(['step', 'function', 'Failed delivery']));
});
