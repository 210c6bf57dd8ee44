import type { Compiler } from '../engine/compiler.ts';
import { NamedException } from '../error-handling/exception-types.ts';
import { RouteError } from '../errors/route-error.ts';
import type { VariableScopes } from '../engine/variable-scopes.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { HeaderMap } from '../exchange/header-map.ts';
import { AllowedSchemes } from './allowed-schemes.ts';
import { computedFailure, resolvedUri } from './computed-failure.ts';
import { eventDrivenPoll } from './event-driven-poll.ts';

export interface PollSource {
  readonly uri: string;
  poll(timeoutMs: number, signal: AbortSignal): Promise<Exchange | undefined>;
}

/** Endpoints of computed URIs that one message is taken from. */
export function pollSource(
  compiler: Compiler,
  step: string,
  { ignoreInvalid, allowedSchemes }: { readonly ignoreInvalid: boolean; readonly allowedSchemes: string | undefined },
): (uri: string) => PollSource | undefined {
  const allowed = allowedSchemes === undefined ? undefined : new AllowedSchemes(allowedSchemes, true);
  return (text) => {
    const uri = resolvedUri(text.trim(), compiler);
    if (uri === '')
      throw new NamedException('java.lang.IllegalArgumentException', 'uri must be specified and not empty');
    allowed?.check(uri);
    try {
      const endpoint = compiler.host.endpoints.resolveComputed(uri, compiler.context);
      if (endpoint.poll) return { uri: endpoint.uri, poll: (timeoutMs, signal) => endpoint.poll!(timeoutMs, signal) };
      if (!endpoint.createConsumer) throw new RouteError('ROUTE_ENDPOINT_CANNOT_POLL', { uri: endpoint.uri, step });
      return { uri: endpoint.uri, poll: eventDrivenPoll(endpoint, compiler) };
    } catch (error) {
      if (ignoreInvalid) return undefined;
      throw computedFailure(uri, error, true);
    }
  };
}

/** The message taken replaces the body; its headers, properties and variables are added. Nothing taken leaves a null body. */
export function takeMessage(exchange: Exchange, resource: Exchange | undefined): void {
  exchange.body = resource?.body ?? null;
  if (resource === undefined) return;
  if (resource.hasHeaders) for (const [name, value] of resource.headers) exchange.headers.set(name, value);
  exchange.addProperties(resource);
  if (resource.hasVariables) for (const [name, value] of resource.variables) exchange.variables.set(name, value);
}

/** The message taken goes to variables: its headers beside those of the message, which stays as it is. */
export function receiveInto(
  exchange: Exchange,
  name: string,
  resource: Exchange | undefined,
  variables: VariableScopes,
): void {
  const headers = exchange.hasHeaders ? exchange.headers.copy() : new HeaderMap();
  if (resource?.hasHeaders) for (const [header, value] of resource.headers) headers.set(header, value);
  variables.setMessage(exchange, name, resource?.body ?? null, headers);
}
