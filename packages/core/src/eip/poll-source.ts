import { splitUri } from '../component/endpoint-uri.ts';
import type { Compiler } from '../engine/compiler.ts';
import { RouteError } from '../errors/route-error.ts';
import type { Exchange } from '../exchange/exchange.ts';

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
  const allowed = allowedSchemes?.split(',').map((scheme) => scheme.trim());
  return (text) => {
    const uri = compiler.resolve(text.trim());
    const found = allowed && splitUri(uri).scheme;
    if (found && !allowed.includes(found))
      throw new RouteError('ROUTE_SCHEME_NOT_ALLOWED', { found, allowed: allowedSchemes });
    try {
      const endpoint = compiler.host.endpoints.resolve(uri, undefined, compiler.context);
      if (!endpoint.poll) throw new RouteError('ROUTE_ENDPOINT_CANNOT_POLL', { uri: endpoint.uri, step });
      return { uri: endpoint.uri, poll: (timeoutMs, signal) => endpoint.poll!(timeoutMs, signal) };
    } catch (error) {
      if (ignoreInvalid) return undefined;
      throw error;
    }
  };
}

/** The message taken replaces the body; its headers are added. Nothing taken leaves a null body. */
export function takeMessage(exchange: Exchange, resource: Exchange | undefined): void {
  exchange.body = resource?.body ?? null;
  if (resource?.hasHeaders) for (const [name, value] of resource.headers) exchange.headers.set(name, value);
}
