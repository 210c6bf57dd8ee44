import { expect, test } from 'vitest';
import { route } from '../builder/route-steps.ts';
import { runRoute } from '../testing/run-route.ts';

const list = (options: Parameters<ReturnType<typeof start>['recipientList']>[1] = {}) =>
  start().recipientList(({ body }) => body, options);
const start = () => route('r').from('timer:t').castBody<string | string[]>();

test('a copy goes to each URI of a text or a list', async () => {
  for (const body of ['mock:a,mock:b', ['mock:a', 'mock:b']]) {
    const run = await runRoute(list(), body);
    expect(run.mocks.get('mock:a').bodies).toEqual([body]);
    expect(run.mocks.get('mock:b').received[0]!.exchange.property('CamelRecipientListEndpoint')).toBe('mock://b');
  }
});

test('a URI that leads nowhere fails, or is left out', async () => {
  const failed = await runRoute(list(), 'mock:a,nosuch:b');
  expect(failed.exception).toMatchObject({ exceptionType: 'org.apache.camel.NoSuchEndpointException' });
  expect((failed.exception as Error).cause).toMatchObject({ code: 'ROUTE_NO_SUCH_COMPONENT' });
  const run = await runRoute(list({ ignoreInvalidEndpoints: true }), 'nosuch:b,mock:a');
  expect(run.mocks.get('mock:a').received).toHaveLength(1);
  expect(run.exception).toBeUndefined();
});

test('schemes that are not allowed fail even where invalid endpoints are ignored', async () => {
  const run = await runRoute(list({ ignoreInvalidEndpoints: true, allowedSchemes: 'direct, log' }), 'mock:a');
  expect(run.exception).toMatchObject({ code: 'ROUTE_SCHEME_NOT_ALLOWED' });
  expect(run.mocks.get('mock:a').received).toEqual([]);
});

test('null is sent nowhere', async () => {
  const none = start().recipientList(() => null as unknown as string);
  expect((await runRoute(none.to('mock:after'), 'x')).mocks.get('mock:after').bodies).toEqual(['x']);
});
