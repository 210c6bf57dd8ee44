import { ROOT_CONTEXT, propagation, trace } from '@opentelemetry/api';
import { expect, test } from 'vitest';
import { readTraceHeaders, writeTraceHeaders } from './w3c-headers.ts';

const parent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
const read = (headers: Record<string, unknown>) => readTraceHeaders((name) => headers[name], ROOT_CONTEXT);

test('what is read is written again', () => {
  const headers = { traceparent: parent, tracestate: 'a=1,b=2', baggage: 'site=kampala,note=two%20words' };
  expect(writeTraceHeaders(read(headers))).toEqual(headers);
  expect(propagation.getBaggage(read(headers))?.getEntry('note')?.value).toBe('two words');
});

test.each([
  undefined,
  '',
  'junk',
  '00-00000000000000000000000000000000-b7ad6b7169203331-01',
  '00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01',
  `${parent}-more`,
  `ff${parent.slice(2)}`,
  ['00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'],
])('%j tells of no trace', (traceparent) => {
  expect(trace.getSpanContext(read({ traceparent }))).toBeUndefined();
  expect(writeTraceHeaders(read({ traceparent }))).toEqual({});
});

test('a later version may say more than is understood', () => {
  expect(trace.getSpanContext(read({ traceparent: `01${parent.slice(2)}-more` }))?.spanId).toBe('b7ad6b7169203331');
});

test('baggage that is no baggage is left out', () => {
  expect(writeTraceHeaders(read({ traceparent: parent, baggage: 'no pair,a=%zz,ok=1;property' }))['baggage']).toBe(
    'ok=1',
  );
  expect(writeTraceHeaders(read({ traceparent: parent, baggage: `a=${'x'.repeat(9000)}` }))['baggage']).toBeUndefined();
});
