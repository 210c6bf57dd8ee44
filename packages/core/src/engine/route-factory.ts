import type { ErrorHandlerHost } from '../error-handling/error-handler-host.ts';
import { RouteErrorHandler } from '../error-handling/route-error-handler.ts';
import { compileClauses, compileErrorHandler } from '../error-handling/error-handler-factory.ts';
import { FailureLog } from '../error-handling/failure-log.ts';
import type { Endpoint } from '../component/component.ts';
import { notePlace } from '../errors/error-place.ts';
import { isRouteError, RouteError } from '../errors/route-error.ts';
import { leaderPolicy } from '../lifecycle/leader-policy.ts';
import type { RoutePolicy } from '../lifecycle/route-policy.ts';
import type { Exchange } from '../exchange/exchange.ts';
import type { KameletInstance, RouteOwner } from '../kamelet/kamelet-host.ts';
import type { ErrorHandlerModel, RouteModel, StepModel } from '../model/route-model.ts';
import { BeanRegistry } from './bean-registry.ts';
import { resolvePlaceholders, type PropertySource } from './property-placeholders.ts';
import { streamCachingOf } from '../stream-cache/stream-caching.ts';
import { RouteCompiler } from './route-compiler.ts';
import type { Logger } from '../log/logger.ts';
import type { RouteHost } from './route-host.ts';
import type { RouteWorkshop } from './route-workshop.ts';
import { withDataTypes } from './route-data-types.ts';
import { routeSettings, type RouteSettings } from './route-options.ts';
import { watchRoute } from './watch-route.ts';
import { RouteRuntime, type RouteHooks } from './route-runtime.ts';
import { hoistWrappers, refuseInnerWrappers } from './wrapping-steps.ts';
import {
  compileCompletions,
  declareSendInterceptors,
  compileStepInterceptors,
  interceptFromSteps,
} from './scoped-steps.ts';

/** A route with all that its surroundings add to it, ready to be compiled. */
export interface PreparedRoute {
  readonly id: string;
  readonly model: RouteModel;
  /** Of the route itself (and its route configurations): `onException`, `onCompletion`, `intercept*`. */
  readonly routeScoped: readonly StepModel[];
  /** Of its file or builder. */
  readonly contextScoped: readonly StepModel[];
  readonly errorHandler: ErrorHandlerModel | undefined;
  /** Parameters of the template that it was made from. */
  readonly properties?: PropertySource;
  readonly beans?: Readonly<Record<string, unknown>>;
  /** The use of a Kamelet that it was made for. */
  readonly kamelet?: KameletInstance;
  /** Put before the ids of its steps (`nodePrefixId`, `prefixId` of templates). */
  readonly nodePrefix?: string;
}

/** A compiled route with what starts and stops around it. */
export interface BuiltRoute {
  readonly runtime: RouteRuntime;
  readonly starters: readonly (() => void | Promise<void>)[];
  /** What hands on the messages that it holds back; may be called several times. */
  readonly finishers: readonly (() => void | Promise<void>)[];
  readonly stoppers: readonly (() => void | Promise<void>)[];
}

/** Compiles a route. Nothing is started. */
export async function buildRoute(prepared: PreparedRoute, host: RouteHost, owner: RouteOwner): Promise<BuiltRoute> {
  const { id, model } = prepared;
  try {
    return await build(prepared, host, owner);
  } catch (error) {
    notePlace(error, model.source);
    const reason = error instanceof Error ? error.message : String(error);
    const source = model.source ?? (isRouteError(error) ? error.source : undefined);
    const place = source ? ` (source: ${source.file}:${source.line})` : '';
    throw new RouteError('ROUTE_CREATE_FAILED', { route: id, place, reason }, { cause: error });
  }
}

async function build(prepared: PreparedRoute, host: RouteHost, owner: RouteOwner): Promise<BuiltRoute> {
  const { id, model } = prepared;
  if (model.steps.length === 0) throw new RouteError('ROUTE_NO_STEPS', { place: `route ${id}` }, model);
  const settings = routeSettings(id, model, (text) =>
    resolvePlaceholders(text, prepared.properties ?? host.properties),
  );
  const shop = makeWorkshop(prepared, settings, host, owner);
  const bare = new RouteCompiler(shop, undefined);
  // As in Camel, what onException sends is not intercepted, what a dead letter channel sends is.
  const clauses = await compileClauses(prepared.routeScoped, prepared.contextScoped, bare);
  const senders = await declareSendInterceptors(prepared, bare);
  shop.sendInterceptors.push(...senders.map(({ intercept }) => intercept));
  const handler = errorHandlerOf(prepared, settings);
  const setting = await compileErrorHandler(handler, bare);
  const errorHandler =
    setting && new RouteErrorHandler(setting, clauses, errorHandlerHost(id, host, setting.log ?? shop.log));
  shop.forgetsExhaustion = handler?.kind === 'noErrorHandler';
  const compiler = new RouteCompiler(shop, errorHandler);
  const outermost = new RouteCompiler(shop, errorHandler, 'route');
  const endpoint = await sourceEndpoint(model, compiler);
  shop.sourceUri = endpoint.uri;
  // What intercepts steps is not intercepted itself: it is compiled before it is in force.
  const interceptors = await compileStepInterceptors(prepared, compiler);
  // An interceptor's own sends are met only by those that stand after it in their file.
  shop.sendInterceptors.length = 0;
  for (const sender of senders) {
    await sender.compileSteps(compiler);
    shop.sendInterceptors.push(sender.intercept);
  }
  const hooks = await compileCompletions(prepared, compiler);
  shop.stepInterceptors.push(...interceptors);
  const before = interceptFromSteps(prepared, endpoint.uri);
  // Only what was written for Camel expects Camel's order; the typed builder says what it means.
  const isCamels = model.source !== undefined;
  if (isCamels) refuseInnerWrappers(model.steps);
  const steps = isCamels ? hoistWrappers(model.steps) : model.steps;
  shop.last = steps.at(-1);
  const pipeline = await outermost.routeSteps(before.length === 0 ? steps : [...before, ...steps]);
  const runtime = new RouteRuntime({
    routeId: id,
    owner,
    model,
    settings,
    endpoint,
    channels: shop.channels,
    resumePoints: shop.resumePoints,
    pipeline: withDataTypes(pipeline, settings, compiler),
    slot: shop.pipeline.slot,
    host,
    log: shop.log,
  });
  runtime.sendInterceptors.push(...senders);
  runtime.hooks.push(...hooks, ...receiveHooks(model, compiler));
  for (const policy of policiesOf(settings, compiler)) {
    runtime.policies.push(policy);
    runtime.hooks.push({
      begin: (exchange) => policy.onExchangeBegin?.(exchange, runtime),
      done: (exchange) => policy.onExchangeDone?.(exchange, runtime),
    });
  }
  watchRoute(runtime, host);
  if (model.group !== undefined) host.routeGroups.set(id, model.group);
  return { runtime, starters: shop.starters, finishers: shop.finishers, stoppers: shop.stoppers };
}

function makeWorkshop(
  prepared: PreparedRoute,
  settings: RouteSettings,
  host: RouteHost,
  owner: RouteOwner,
): RouteWorkshop {
  return {
    routeId: prepared.id,
    owner,
    host,
    log: host.context.logger(prepared.id),
    beans: prepared.beans ? new BeanRegistry(prepared.beans, host.beans) : host.beans,
    properties: prepared.properties ?? host.properties,
    pipeline: { routeId: prepared.id, time: host.time, events: host.events, slot: { observer: undefined } },
    channels: [],
    starters: [],
    finishers: [],
    stoppers: [],
    producers: new Map(),
    stepInterceptors: [],
    sendInterceptors: [],
    nodePrefix: (prepared.nodePrefix ?? '') + (settings.nodePrefixId ?? ''),
    streamCaching: streamCachingOf(settings.streamCache),
    masksLog: settings.logMask,
    resumePoints: undefined,
    last: undefined,
    lastId: undefined,
    sourceUri: undefined,
    forgetsExhaustion: false,
  };
}

/** What the route says itself goes before what its surroundings say. */
function errorHandlerOf(prepared: PreparedRoute, { errorHandlerRef }: RouteSettings): ErrorHandlerModel | undefined {
  if (prepared.model.errorHandler !== undefined || errorHandlerRef === undefined) return prepared.errorHandler;
  return { kind: 'refErrorHandler', options: { ref: errorHandlerRef } };
}

function errorHandlerHost(routeId: string, host: RouteHost, log: Logger): ErrorHandlerHost {
  const { events } = host;
  return {
    routeId,
    clock: host.context.clock,
    log: new FailureLog(log),
    isStopping: () => host.isStopping(),
    isRunAllowed: () => host.isRunAllowed(),
    redelivered(exchange, attempt) {
      if (events.active) events.emit({ type: 'ExchangeRedelivery', exchange, attempt });
    },
    failureHandling(exchange, deadLetterUri) {
      if (events.active) events.emit({ type: 'ExchangeFailureHandling', exchange, deadLetterUri });
    },
    failureHandled(exchange, deadLetterUri) {
      if (events.active) events.emit({ type: 'ExchangeFailureHandled', exchange, deadLetterUri });
    },
  };
}

async function sourceEndpoint({ from, source }: RouteModel, compiler: RouteCompiler): Promise<Endpoint> {
  try {
    const endpoint = compiler.endpoint(from.uri, from.parameters);
    await endpoint.prepareConsumer?.(compiler.owner);
    return endpoint;
  } catch (error) {
    notePlace(error, from.source ?? source);
    throw error;
  }
}

/** `routePolicy`: a bean, its name, or several of them; `leader` is there without being registered. */
function policiesOf({ routePolicy, routePolicyRef }: RouteSettings, compiler: RouteCompiler): RoutePolicy[] {
  const written = routePolicy ?? routePolicyRef;
  if (written === undefined) return [];
  const list =
    typeof written === 'string' ? written.split(',') : Array.isArray(written) ? (written as unknown[]) : [written];
  return list.map((each) => {
    const ref = typeof each === 'string' ? each.trim() : each;
    if (ref === 'leader' && compiler.host.beans.lookup(ref) === undefined) return leaderPolicy();
    return compiler.bean<RoutePolicy>(ref, 'routePolicy');
  });
}

/** `variableReceive` of the source: the message goes to variables, and the steps begin without a body. */
function receiveHooks({ options }: RouteModel, compiler: RouteCompiler): RouteHooks[] {
  const written = options?.['variableReceive'];
  if (typeof written !== 'string') return [];
  const name = compiler.resolve(written);
  const { variables } = compiler.host;
  const bodies = new WeakMap<Exchange, unknown>();
  return [
    {
      begin(exchange) {
        variables.setMessage(exchange, name, exchange.body, exchange.hasHeaders ? exchange.headers : []);
        bodies.set(exchange, exchange.body);
        exchange.body = null;
      },
      done(exchange) {
        if (exchange.body === null) exchange.body = bodies.get(exchange);
        bodies.delete(exchange);
      },
    },
  ];
}
