import { splitUri } from '../component/endpoint-uri.ts';
import type { Compiler } from '../engine/compiler.ts';
import { RouteError } from '../errors/route-error.ts';
import { computedFailure } from './computed-failure.ts';
import type { Processor } from './processor.ts';

export interface ComputedTarget {
  /** The endpoint's own URI. */
  readonly uri: string;
  readonly send: Processor;
}

/**
 * Endpoints of computed URIs: `allowedSchemes` refuses others, `ignoreInvalid` skips what cannot be made an endpoint
 * (but not what the schemes refuse).
 */
export function computedTarget(
  compiler: Compiler,
  { ignoreInvalid, allowedSchemes }: { readonly ignoreInvalid: boolean; readonly allowedSchemes: string | undefined },
): (uri: string) => ComputedTarget | undefined {
  const allowed = allowedSchemes === undefined ? undefined : allowedSchemes.split(',').map((scheme) => scheme.trim());
  return (text) => {
    const uri = resolved(text.trim(), compiler);
    if (allowed) {
      const found = splitUri(uri).scheme;
      if (!allowed.includes(found))
        throw new RouteError('ROUTE_SCHEME_NOT_ALLOWED', {
          found,
          uri: uri.replace(/:(?!\/\/)/, '://'),
          allowed: allowedSchemes,
        });
    }
    try {
      const endpoint = compiler.host.endpoints.resolveComputed(uri, compiler.context);
      return { uri: endpoint.uri, send: (exchange, signal) => compiler.send(uri, exchange, signal) };
    } catch (error) {
      if (ignoreInvalid) return undefined;
      throw computedFailure(uri, error);
    }
  };
}

function resolved(text: string, compiler: Compiler): string {
  try {
    return compiler.resolve(text);
  } catch (error) {
    throw computedFailure(text, error);
  }
}
