import { thrown } from '../errors/thrown.ts';
import type { Producer } from '../component/component.ts';
import type { Processor } from '../eip/processor.ts';
import { RouteError } from '../errors/route-error.ts';
import { Exchange, type ExchangePattern } from '../exchange/exchange.ts';
import { HeaderMap } from '../exchange/header-map.ts';
import type { ContextCore } from './context-core.ts';
import { tellSend } from './send-events.ts';
import type { SendInterceptor } from './interceptors.ts';
import type { ExchangeUnitOfWork } from './exchange-unit-of-work.ts';

export interface SendOptions {
  readonly headers?: Readonly<Record<string, unknown>> | undefined;
  readonly properties?: Readonly<Record<string, unknown>> | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
  readonly pattern?: ExchangePattern | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Sends a message of a program to an endpoint; the failure is in the exchange. No promise is made unless the route
 * waits.
 */
export function sendExchange(
  core: ContextCore,
  uri: string,
  parameters: Readonly<Record<string, unknown>> | undefined,
  body: unknown,
  options: SendOptions,
): Exchange | Promise<Exchange> {
  const { phase } = core;
  if (phase !== 'started' && phase !== 'starting' && phase !== 'suspended')
    throw new RouteError('ROUTE_CONTEXT_STOPPED', { state: phase });
  const endpoint = core.endpoints.resolve(uri, parameters, core);
  const exchange = makeExchange(core, body, options);
  exchange.fromEndpointUri = exchange.toEndpoint = endpoint.uri;
  const producer = core.producers.get(endpoint);
  const signal = options.signal ?? core.signal;
  if (producer instanceof Promise) return sendLater(core, producer, exchange, signal);
  return sendTo(core, producer, exchange, signal);
}

async function sendLater(
  core: ContextCore,
  producer: Promise<Producer>,
  exchange: Exchange,
  signal: AbortSignal,
): Promise<Exchange> {
  return sendTo(core, await producer, exchange, signal);
}

function makeExchange(core: ContextCore, body: unknown, options: SendOptions): Exchange {
  const exchange = new Exchange(body, options.pattern ?? 'InOnly');
  if (options.headers) exchange.headers = HeaderMap.from(options.headers);
  for (const name in options.properties) exchange.properties.set(name, options.properties[name]);
  for (const name in options.variables) core.variables.set(exchange, name, options.variables[name]);
  return exchange;
}

function sendTo(
  core: ContextCore,
  producer: Producer,
  exchange: Exchange,
  signal: AbortSignal,
): Exchange | Promise<Exchange> {
  if (core.events.active) return sendObserved(core, producer, exchange, signal);
  return run(core, producer, exchange, signal);
}

async function sendObserved(
  core: ContextCore,
  producer: Producer,
  exchange: Exchange,
  signal: AbortSignal,
): Promise<Exchange> {
  const work = async () => void (await run(core, producer, exchange, signal));
  await tellSend(work, exchange.toEndpoint!, exchange, signal, core);
  return exchange;
}

function run(
  core: ContextCore,
  producer: Producer,
  exchange: Exchange,
  signal: AbortSignal,
): Exchange | Promise<Exchange> {
  const unit = core.beginUnitOfWork(exchange);
  try {
    const { sendInterceptor } = core;
    const waiting =
      sendInterceptor === undefined
        ? producer.process(exchange, signal)
        : intercepted(sendInterceptor, producer, exchange)(exchange, signal);
    if (waiting !== undefined) return finishLater(core, exchange, unit, waiting);
  } catch (error) {
    exchange.exception = thrown(error);
  }
  const closing = core.endUnitOfWork(exchange, unit);
  return closing === undefined ? exchange : closeLater(closing, exchange);
}

/** As in Camel, `interceptSendToEndpoint` of a file meets what programs send, too. */
function intercepted(interceptor: SendInterceptor, producer: Producer, exchange: Exchange): Processor {
  const uri = exchange.toEndpoint!;
  return interceptor((sent, signal) => {
    sent.toEndpoint = uri;
    return producer.process(sent, signal);
  }, uri);
}

async function closeLater(closing: Promise<void>, exchange: Exchange): Promise<Exchange> {
  await closing;
  return exchange;
}

async function finishLater(
  core: ContextCore,
  exchange: Exchange,
  unit: ExchangeUnitOfWork,
  waiting: Promise<void>,
): Promise<Exchange> {
  try {
    await waiting;
  } catch (error) {
    exchange.exception = thrown(error);
  }
  await core.endUnitOfWork(exchange, unit);
  return exchange;
}
