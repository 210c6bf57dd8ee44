import { NamedException } from '../error-handling/exception-types.ts';
import { isRouteError } from '../errors/route-error.ts';

/**
 * What a computed URI that leads nowhere fails with. Routes handle it as data, so its class and words are Camel's; the
 * cause says what to write instead.
 */
export function computedFailure(uri: string, error: unknown): unknown {
  if (!isRouteError(error)) return error;
  const notFound = `No endpoint could be found for: ${withSlashes(uri)}, please check your classpath contains the needed Camel component jar.`;
  switch (error.code) {
    case 'ROUTE_NO_SUCH_COMPONENT':
      return new NamedException('org.apache.camel.NoSuchEndpointException', notFound, { cause: error });
    case 'ROUTE_BAD_URI': {
      if (uri !== '' && !/^[\w+.-]+:$/.test(uri))
        return new NamedException('org.apache.camel.NoSuchEndpointException', notFound, { cause: error });
      const empty = `Failed to resolve endpoint: ${uri} due to: Endpoint should include scheme:path`;
      return new NamedException('org.apache.camel.ResolveEndpointFailedException', empty, { cause: error });
    }
    case 'ROUTE_NO_SUCH_PROPERTY': {
      const message = `Failed to resolve endpoint: ${uri} due to: ${error.message}`;
      return new NamedException('org.apache.camel.ResolveEndpointFailedException', message, { cause: error });
    }
    default:
      return error;
  }
}

/** Camel shows URIs as `scheme://path`. */
function withSlashes(uri: string): string {
  return uri.replace(/^(\S[^:\s]*):(?!\/\/)(?=\S)/, '$1://');
}
