import { NamedException } from '../error-handling/exception-types.ts';
import type { Compiler } from '../engine/compiler.ts';
import { AllowedSchemes } from './allowed-schemes.ts';
import { computedFailure, resolvedUri } from './computed-failure.ts';
import type { Processor } from './processor.ts';

export interface ComputedTarget {
  /** The endpoint's own URI. */
  readonly uri: string;
  readonly send: Processor;
}

export interface ComputedTargetSetting {
  readonly ignoreInvalid: boolean;
  readonly allowedSchemes: string | undefined;
  /** URIs of a list or slip, as opposed to one that a text gives: placeholders in them count, and error texts list the schemes. */
  readonly isListed?: boolean;
}

/**
 * Endpoints of computed URIs: `allowedSchemes` refuses others, `ignoreInvalid` skips what cannot be made an endpoint
 * (but not what the schemes refuse).
 */
export function computedTarget(
  compiler: Compiler,
  { ignoreInvalid, allowedSchemes, isListed = false }: ComputedTargetSetting,
): (uri: string) => ComputedTarget | undefined {
  const allowed = allowedSchemes === undefined ? undefined : new AllowedSchemes(allowedSchemes, isListed);
  return (text) => {
    const uri = isListed ? resolvedUri(text.trim(), compiler) : asData(text.trim());
    allowed?.check(uri);
    if (!isListed && uri !== '' && !/[:?]/.test(uri)) throw withoutScheme(uri);
    try {
      const endpoint = compiler.host.endpoints.resolveComputed(uri, compiler.context);
      return { uri: endpoint.uri, send: (exchange, signal) => compiler.send(uri, exchange, signal) };
    } catch (error) {
      if (ignoreInvalid) return undefined;
      throw computedFailure(uri, error, isListed);
    }
  };
}

/** Of a component's name alone a computed URI makes nothing. */
const withoutScheme = (uri: string) =>
  new NamedException(
    'org.apache.camel.ResolveEndpointFailedException',
    `Failed to resolve endpoint: ${uri} due to: Endpoint should include scheme:path`,
  );

/** Placeholders that come with data are none: they would tell what the data must not see. */
const asData = (text: string) => text.replaceAll('{{', '%7B%7B').replaceAll('}}', '%7D%7D');
