import { RouteError } from '../errors/route-error.ts';
import { Exchange, type ExchangePattern } from '../exchange/exchange.ts';
import { HeaderMap } from '../exchange/header-map.ts';
import type { ContextCore } from './context-core.ts';

export interface SendOptions {
  readonly headers?: Readonly<Record<string, unknown>> | undefined;
  readonly properties?: Readonly<Record<string, unknown>> | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
  readonly pattern?: ExchangePattern | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Sends a message of a program to an endpoint and waits for its end. The failure is in the exchange. */
export async function sendExchange(
  core: ContextCore,
  uri: string,
  parameters: Readonly<Record<string, unknown>> | undefined,
  body: unknown,
  options: SendOptions,
): Promise<Exchange> {
  if (core.phase !== 'started' && core.phase !== 'starting' && core.phase !== 'suspended')
    throw new RouteError('ROUTE_CONTEXT_STOPPED', { state: core.phase });
  const exchange = new Exchange(body, options.pattern ?? 'InOnly');
  if (options.headers) exchange.headers = HeaderMap.from(options.headers);
  for (const name in options.properties) exchange.properties.set(name, options.properties[name]);
  for (const name in options.variables) core.variables.set(exchange, name, options.variables[name]);
  const endpoint = core.endpoints.resolve(uri, parameters, core);
  const producer = await core.producers.get(endpoint);
  const unit = core.beginUnitOfWork(exchange);
  exchange.fromEndpointUri = endpoint.uri;
  exchange.toEndpoint = endpoint.uri;
  try {
    await producer.process(exchange, options.signal ?? core.signal);
  } catch (error) {
    exchange.exception = error;
  }
  exchange.readAt = core.clock.elapsed();
  await core.endUnitOfWork(exchange, unit);
  return exchange;
}
