import type { Compiler } from '../engine/compiler.ts';
import { AllowedSchemes } from './allowed-schemes.ts';
import { computedFailure } from './computed-failure.ts';
import type { Processor } from './processor.ts';

export interface ComputedTarget {
  /** The endpoint's own URI. */
  readonly uri: string;
  readonly send: Processor;
}

export interface ComputedTargetSetting {
  readonly ignoreInvalid: boolean;
  readonly allowedSchemes: string | undefined;
  /** How error texts show the schemes. */
  readonly schemesAsList?: boolean;
}

/**
 * Endpoints of computed URIs: `allowedSchemes` refuses others, `ignoreInvalid` skips what cannot be made an endpoint
 * (but not what the schemes refuse).
 */
export function computedTarget(
  compiler: Compiler,
  { ignoreInvalid, allowedSchemes, schemesAsList = false }: ComputedTargetSetting,
): (uri: string) => ComputedTarget | undefined {
  const allowed = allowedSchemes === undefined ? undefined : new AllowedSchemes(allowedSchemes, schemesAsList);
  return (text) => {
    const uri = resolved(text.trim(), compiler);
    allowed?.check(uri);
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
