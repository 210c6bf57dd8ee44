import type { Exchange } from '@dhow/core/component';
import type { RecordedArrival, RecordedCall, RecordedMap, RecordedReply, RouteCase } from './camel-case.ts';
import type { Replay, ReplayedReply } from './route-replay.ts';
import { failureDifference, mapDifference, showActual, valueDifference } from './value-difference.ts';

/** Codes of loads that Dhow refuses on purpose: the classes of `differences.md`. */
export function refusalCode(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : undefined;
}

/** What differs between a recorded case and its replay, or undefined. */
export function routeDifference(recorded: RouteCase, replay: Replay): string | undefined {
  const { expect } = recorded;
  // A dump that failed says nothing of the route: it must load.
  if ((expect.loadError?.phase as string | undefined) === 'dump') {
    return replay.loadError === undefined ? undefined : `did not load: ${describe(replay.loadError)}`;
  }
  if (expect.loadError !== undefined) {
    if (replay.loadError !== undefined) return undefined;
    return `expected not to load: ${expect.loadError.class}: ${expect.loadError.message}; it loaded`;
  }
  if (replay.loadError !== undefined) return `did not load: ${describe(replay.loadError)}`;
  return (
    repliesDifference(expect.replies ?? [], replay, recorded) ??
    mocksDifference(recorded, replay) ??
    callsDifference(expect.calls ?? [], replay, recorded.unordered === true) ??
    stateDifference(recorded, replay)
  );
}

/** Routes, variables, events and counters, where they were recorded. */
function stateDifference({ expect }: RouteCase, replay: Replay): string | undefined {
  const { routes, routesAfter, scopedVariables, events, jmx } = expect as Readonly<Record<string, unknown>>;
  const plain = (list: unknown) => (list as RecordedMap[]).map(({ id, from, status }) => ({ id, from, status }));
  return (
    (routes === undefined ? undefined : valueDifference(plain(routes), replay.routes, 'routes')) ??
    (routesAfter === undefined ? undefined : valueDifference(plain(routesAfter), replay.routesAfter, 'routes after')) ??
    (scopedVariables === undefined
      ? undefined
      : mapDifference(scopedVariables as RecordedMap, replay.scopedVariables, 'scoped variables')) ??
    (events === undefined ? undefined : valueDifference(events, replay.events, 'events')) ??
    countersDifference((jmx as RecordedMap | undefined)?.['counts'] as RecordedMap | undefined, replay)
  );
}

/** Of Camel's counters those that Dhow has; its management beans' other attributes are of another kind of recording. */
function countersDifference(expected: RecordedMap | undefined, { counters }: Replay): string | undefined {
  for (const [name, recorded] of Object.entries(expected ?? {})) {
    const actual = counters[name];
    if (actual === undefined) return `counters of ${name}: missing`;
    for (const key of Object.keys(actual)) {
      if (!(key in (recorded as RecordedMap))) continue;
      const difference = valueDifference((recorded as RecordedMap)[key], actual[key], `${key} of ${name}`);
      if (difference !== undefined) return difference;
    }
  }
  return undefined;
}

const describe = (error: unknown): string => {
  const causes: string[] = [];
  for (let at = error; at instanceof Error; at = at.cause) causes.push(at.message.split('\n')[0]!);
  return causes.join(' <- ');
};

function repliesDifference(
  expected: readonly RecordedReply[],
  replay: Replay,
  recorded: RouteCase,
): string | undefined {
  for (const [index, reply] of expected.entries()) {
    const actual = replay.replies[index];
    const path = `reply ${index}`;
    if (actual === undefined) return `${path}: missing`;
    const difference = replyDifference(reply, actual, path);
    if (difference !== undefined) return difference;
    if (recorded.timing === true && reply.t !== undefined) {
      const t = actual.at - replay.startedAt;
      if (t < reply.t - 75) return `${path}: expected at ${reply.t} ms or later, was there at ${t} ms`;
    }
  }
  return undefined;
}

function replyDifference(expected: RecordedReply, actual: ReplayedReply, path: string): string | undefined {
  if (actual.error !== undefined) {
    const known = (expected as { error?: unknown }).error;
    return known === undefined ? `${path}: failed: ${describe(actual.error)}` : undefined;
  }
  if (actual.exchange === undefined) {
    if (!('result' in expected)) return undefined;
    return valueDifference(expected.result, actual.result, `${path} result`);
  }
  const { exchange } = actual;
  return (
    exceptionDifference(expected, exchange, path) ??
    valueDifference(expected.body ?? null, exchange.body, `${path} body`) ??
    mapDifference(expected.headers ?? {}, exchange.headers.toObject(), `${path} headers`) ??
    mapDifference(expected.properties ?? {}, camelProperties(exchange.properties), `${path} properties`) ??
    mapDifference(expected.variables ?? {}, exchange.variables, `${path} variables`) ??
    flagsDifference((expected.flags as unknown as readonly string[] | undefined) ?? [], exchange, path)
  );
}

function exceptionDifference(expected: RecordedReply, exchange: Exchange, path: string): string | undefined {
  const { exception } = exchange;
  if (expected.exception !== undefined) return failureDifference(expected.exception, exception, `${path} exception`);
  return exception === undefined || exception === null
    ? undefined
    : `${path}: unexpected exception ${showActual(exception)}`;
}

function flagsDifference(expected: readonly string[], exchange: Exchange, path: string): string | undefined {
  const flags = ['routeStop', 'rollbackOnly', 'rollbackOnlyLast'] as const;
  const actual = flags.filter((flag) => exchange[flag]);
  return actual.join() === expected.join()
    ? undefined
    : `${path} flags: expected [${expected.join()}], got [${actual.join()}]`;
}

/** Camel shows the names of endpoints encoded, and the one that is named after its component by that alone. */
const shownMock = (mock: string) => (mock === 'mock' ? mock : `mock:${encodeURI(mock)}`);

function mocksDifference({ expect, unordered }: RouteCase, { mocks, startedAt }: Replay): string | undefined {
  const expected = expect.mocks ?? {};
  const order = mocks.received().map(({ mock }) => shownMock(mock));
  const names = new Set([...Object.keys(expected), ...order]);
  for (const name of names) {
    const arrivals = expected[name] ?? [];
    const actual = mocks.received(name === 'mock' ? name : decodeURI(name.slice('mock:'.length)));
    if (arrivals.length !== actual.length) {
      const bodies = actual.map(({ body }) => showActual(body)).join(', ');
      return `${name}: expected ${arrivals.length} messages, got ${actual.length} (${bodies})`;
    }
    const left = [...actual];
    for (const [index, arrival] of arrivals.entries()) {
      const candidates = unordered === true ? left : [left[0]!];
      const differences = candidates.map((candidate) =>
        arrivalDifference(arrival, candidate, `${name}[${index}]`, startedAt),
      );
      const match = differences.indexOf(undefined);
      if (match < 0) return differences[0];
      left.splice(match, 1);
    }
  }
  const expectedOrder = expect.order ?? [];
  if (unordered !== true && expectedOrder.join() !== order.join()) {
    return `order of mocks: expected ${expectedOrder.join(' ')}, got ${order.join(' ')}`;
  }
  return undefined;
}

type Received = ReturnType<Replay['mocks']['received']>[number];

function arrivalDifference(
  expected: RecordedArrival,
  actual: Received,
  path: string,
  startedAt: number,
): string | undefined {
  const properties = camelProperties(actual.properties);
  properties.delete('CamelToEndpoint');
  return (
    valueDifference(expected.body ?? null, actual.body, `${path} body`) ??
    mapDifference(expected.headers ?? {}, actual.headers.toObject(), `${path} headers`) ??
    mapDifference(expected.properties ?? {}, properties, `${path} properties`) ??
    mapDifference(expected.variables ?? {}, new Map(actual.variables), `${path} variables`) ??
    same(expected.pattern, actual.pattern, `${path} pattern`) ??
    same(expected.fromRouteId, actual.fromRouteId, `${path} fromRouteId`) ??
    late(expected.t, actual.at - startedAt, path)
  );
}

/** Properties of Dhow's own have no counterpart in the recordings. */
const camelProperties = (properties: ReadonlyMap<string, unknown>) =>
  new Map([...properties].filter(([name]) => !name.startsWith('Dhow')));

const same = (expected: string | null | undefined, actual: string | undefined, path: string) =>
  (expected ?? undefined) === actual ? undefined : `${path}: expected ${expected}, got ${actual}`;

const late = (expected: number | undefined, actual: number, path: string) =>
  expected === undefined || actual >= expected - 75
    ? undefined
    : `${path}: expected at ${expected} ms or later, was there at ${actual} ms`;

/** Parts that are worked on side by side call in any order. */
function callsDifference(
  expected: readonly RecordedCall[],
  { calls, startedAt }: Replay,
  unordered: boolean,
): string | undefined {
  const names = (list: readonly { bean: string }[]) => list.map(({ bean }) => bean).join(' ');
  if (expected.length !== calls.length) return `calls: expected ${names(expected)}, got ${names(calls)}`;
  const left = [...calls];
  for (const [index, call] of expected.entries()) {
    const { bean, body, t, ...headers } = call as RecordedCall & { t?: number };
    const candidates = unordered ? left : [left[0]!];
    const differences = candidates.map(
      (actual) =>
        same(bean, actual.bean, `call ${index}`) ??
        valueDifference(body ?? null, actual.body, `call ${index} (${bean}) body`) ??
        mapDifference(withoutNulls(headers), defined(actual), `call ${index} (${bean})`) ??
        late(t, actual.at - startedAt, `call ${index}`),
    );
    const match = differences.indexOf(undefined);
    if (match < 0) return differences[0];
    left.splice(match, 1);
  }
  return undefined;
}

const withoutNulls = (map: RecordedMap): RecordedMap =>
  Object.fromEntries(Object.entries(map).filter(([, value]) => value !== null));

function defined({ redeliveryCounter, redeliveryMaxCounter, redelivered }: Replay['calls'][number]) {
  const all = { redeliveryCounter, redeliveryMaxCounter, redelivered };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined && value !== null));
}
