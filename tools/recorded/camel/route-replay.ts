import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createContext, registerExceptionType, type DhowContext, type EngineEvent } from '@dhow/core';
import type { Clock, Exchange } from '@dhow/core/component';
import { loadYaml } from '@dhow/core/yaml';
import { mockComponent, type MockRecorder } from '@dhow/components/mock';
import { CallLog, type BeanCall } from './beans/call-log.ts';
import { standardBeans } from './beans/standard-beans.ts';
import type { RecordedSend, RouteCase } from './camel-case.ts';
import { decodeMap, decodeValue } from './recorded-value.ts';
import { ReplayClock } from './replay-clock.ts';
import { replayComponents, replayConverters, replayDataFormats, replayLanguages } from './replay-parts.ts';

/** What one replayed case showed. */
export interface Replay {
  readonly loadError?: unknown;
  readonly replies: readonly ReplayedReply[];
  readonly mocks: MockRecorder;
  readonly calls: readonly BeanCall[];
  readonly routes: readonly RouteStatus[];
  readonly routesAfter: readonly RouteStatus[];
  readonly scopedVariables: Readonly<Record<string, unknown>>;
  readonly events: readonly ReplayedEvent[];
  readonly counters: Counters;
  readonly startedAt: number;
}

export interface ReplayedReply {
  readonly exchange?: Exchange;
  readonly result?: unknown;
  readonly error?: unknown;
  readonly at: number;
}

export interface RouteStatus {
  readonly id: string;
  readonly from: string;
  readonly status: string;
}

/** An event of the engine in the recordings' words. */
export type ReplayedEvent = Readonly<Record<string, unknown>>;

/** Counters by `context/NAME`, `routes/ID` and `processors/ID`. */
export type Counters = Readonly<Record<string, Readonly<Record<string, number>>>>;

registerExceptionType('oracle.ValidationException');
registerExceptionType('oracle.StrictValidationException', 'oracle.ValidationException');

/** Files that a case writes are gone with the replay, wherever that was started. */
const folder = mkdtempSync(join(tmpdir(), 'dhow-replay-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

/** Loads the routes of a case in a context of its own, sends its messages, stops it, and tells what came. */
export async function replayRoutes(recorded: RouteCase): Promise<Replay> {
  const clock = new ReplayClock();
  const calls = new CallLog(() => clock.now());
  const mock = mockComponent();
  const context = createContext({
    name: 'camel-1',
    baseFolder: folder,
    components: [mock, ...replayComponents()],
    dataFormats: replayDataFormats,
    languages: replayLanguages,
    converters: replayConverters,
    beans: standardBeans(clock, calls),
    properties: recorded.props ?? {},
    clock,
  });
  const replies: ReplayedReply[] = [];
  let routes: readonly RouteStatus[] = [];
  let routesAfter: readonly RouteStatus[] = [];
  let startedAt = clock.now();
  const events: ReplayedEvent[] = [];
  if (recorded.events === true) context.events.listen((event) => void events.push(recordedEvent(event)));
  let counters: Counters = {};
  let scopedVariables: Readonly<Record<string, unknown>> = {};
  const show = () => ({
    replies,
    mocks: mock.recorder,
    calls: calls.calls,
    routes,
    routesAfter,
    events,
    counters,
    scopedVariables,
    startedAt,
  });
  try {
    try {
      await load(context, recorded);
      await context.start();
    } catch (loadError) {
      return { loadError, ...show() };
    }
    routes = statuses(context);
    startedAt = clock.now();
    await sendAll(context, recorded, clock, replies);
    if (recorded.waitMs !== undefined) await clock.sleep(recorded.waitMs);
    routesAfter = statuses(context);
    counters = countersOf(context);
    scopedVariables = Object.fromEntries(context.core.variables.entries());
  } finally {
    await within(10_000, context.stop());
    clock.stop();
  }
  return show();
}

async function load(context: DhowContext, { routes, files = {} }: RouteCase): Promise<void> {
  const dataFormats = replayDataFormats.map(({ spec }) => spec.name);
  const names = replayLanguages.map(({ name }) => name);
  for (const [file, text] of [...Object.entries(files), ['case.yaml', routes] as const]) {
    await context.addRoutes(loadYaml(text, { file, dataFormats, languages: names }));
  }
}

async function sendAll(
  context: DhowContext,
  recorded: RouteCase,
  clock: Clock,
  replies: ReplayedReply[],
): Promise<void> {
  const underWay: Promise<void>[] = [];
  const sends = recorded.send ?? [];
  for (const [index, send] of sends.entries()) {
    if (send.delayMs !== undefined) await clock.sleep(send.delayMs);
    const done = perform(context, send, clock).then((reply) => {
      replies[index] = reply;
    });
    if (send.async === true) underWay.push(done);
    else await within(20_000, done);
  }
  await within(20_000, Promise.all(underWay));
}

async function perform(context: DhowContext, send: RecordedSend, clock: Clock): Promise<ReplayedReply> {
  try {
    if (send.op !== undefined) return { result: await operate(context, send, clock), at: clock.now() };
    const exchange = await context.send(send.to!, decodeValue(send.body), {
      headers: decodeMap(send.headers),
      properties: decodeMap(send.properties),
      variables: decodeMap(send.variables),
      pattern: send.pattern ?? 'InOnly',
    });
    return { exchange, at: clock.now() };
  } catch (error) {
    return { error, at: clock.now() };
  }
}

async function operate(context: DhowContext, { op, id = '', ms = 0 }: RecordedSend, clock: Clock): Promise<unknown> {
  const { routes } = context;
  switch (op) {
    case 'startRoute':
      await routes.start(id);
      return undefined;
    case 'stopRoute':
      await routes.stop(id);
      return undefined;
    case 'suspendRoute':
      await routes.suspend(id);
      return undefined;
    case 'resumeRoute':
      await routes.resume(id);
      return undefined;
    case 'removeRoute':
      return await routes.remove(id);
    case 'status':
      return title(routes.status(id));
    case 'wait':
      await clock.sleep(ms);
      return undefined;
    case 'routes':
      return routes.ids.toSorted();
    case 'context':
      return title(context.phase);
    case 'order':
      // Camel's list has the routes that ran.
      return routes.started.map((route) => `${routes.startupOrder(route)}:${route}`);
    case 'suspend':
    case 'resume':
      await (context as unknown as Record<string, () => Promise<void>>)[op]!();
      return undefined;
    default:
      throw new Error(`unknown operation ${op}`);
  }
}

function recordedEvent(event: EngineEvent): ReplayedEvent {
  const type = event.type.replace(/^CamelContext(?=Routes)/, '');
  const fields = event as unknown as Readonly<Record<string, unknown>>;
  const found: Record<string, unknown> = { type };
  if ('routeId' in event) found['route'] = event.routeId;
  if ('uri' in event) found['to'] = event.uri;
  if ('attempt' in event) found['attempt'] = event.attempt;
  if ('stepId' in event) found['step'] = event.stepId;
  if ('deadLetterUri' in event && event.deadLetterUri !== undefined) {
    found['deadLetterChannel'] = true;
    found['deadLetterUri'] = fields['deadLetterUri'];
  }
  return found;
}

function countersOf(context: DhowContext): Counters {
  const found: Record<string, Record<string, number>> = { [`context/${context.name}`]: numbers(context.core.counter) };
  for (const route of context.routes.list()) {
    found[`routes/${route.routeId}`] = numbers(route.counter);
    // The steps of an onException of the context stand in every route; Camel has one bean for them, of the first route.
    for (const { id, step, counter } of route.channels) {
      found[`processors/${id}`] ??= numbers(counter);
      if (step.kind === 'step') found[`steps/${id}`] = numbers(counter);
    }
  }
  return found;
}

type Counter = DhowContext['core']['counter'];

const numbers = (counter: Counter): Record<string, number> => ({
  ExchangesTotal: counter.total,
  ExchangesCompleted: counter.completed,
  ExchangesFailed: counter.failed,
  FailuresHandled: counter.failuresHandled,
  Redeliveries: counter.redeliveries,
  ExternalRedeliveries: counter.externalRedeliveries,
});

/** Camel writes states with a capital. */
const title = (state: string | undefined): string =>
  state === undefined ? 'null' : state.charAt(0).toUpperCase() + state.slice(1);

function statuses(context: DhowContext): RouteStatus[] {
  return context.routes.list().map(({ routeId, endpoint }) => ({
    id: routeId,
    from: endpoint.uri,
    status: title(context.routes.status(routeId)),
  }));
}

/** A step that never ends must not hold up the replay. */
async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`did not end within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
