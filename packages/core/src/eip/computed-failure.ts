import { encodeUnsafe } from '../component/endpoint-uri.ts';
import type { Compiler } from '../engine/compiler.ts';
import { NamedException } from '../error-handling/exception-types.ts';
import { isRouteError } from '../errors/route-error.ts';

/**
 * What a computed URI that leads nowhere fails with. Routes handle it as data, so its class and words are Camel's; the
 * cause says what to write instead.
 */
export function computedFailure(uri: string, error: unknown, isListed = false): unknown {
  if (!isRouteError(error)) return error;
  if (error.code === 'ROUTE_NO_SUCH_COMPONENT' || error.code === 'ROUTE_BAD_URI') {
    const reason = brokenUri(uri, isListed);
    if (reason !== undefined) return unresolved(uri, reason, 'java.net.URISyntaxException', error);
    const [, bean] = /^ref:(?:\/\/)?(.+)$/.exec(uri) ?? [];
    if (bean !== undefined) {
      const missing = `No bean could be found in the registry for: ${bean} of type: org.apache.camel.Endpoint`;
      return unresolved(`ref://${bean}`, missing, 'org.apache.camel.NoSuchBeanException', error);
    }
  }
  const notFound = `No endpoint could be found for: ${withSlashes(uri)}, please check your classpath contains the needed Camel component jar.`;
  switch (error.code) {
    case 'ROUTE_NO_SUCH_COMPONENT':
    case 'ROUTE_BAD_URI': {
      if (uri !== '' && (isListed || /:./s.test(uri)))
        return new NamedException('org.apache.camel.NoSuchEndpointException', notFound, { cause: error });
      const empty = `Failed to resolve endpoint: ${uri} due to: Endpoint should include scheme:path`;
      return new NamedException('org.apache.camel.ResolveEndpointFailedException', empty, { cause: error });
    }
    case 'ROUTE_NO_SUCH_PROPERTY': {
      const message = `Failed to resolve endpoint: ${uri} due to: ${error.message}`;
      return new NamedException('org.apache.camel.ResolveEndpointFailedException', message, { cause: error });
    }
    case 'ROUTE_UNKNOWN_OPTION': {
      const names = error.details['unknown'] as readonly string[];
      const unknown = `Unknown parameters=[{${names.map((name) => parameter(uri, name)).join(', ')}}]`;
      const message = `There are ${names.length} parameters that couldn't be set on the endpoint. Check the uri if the parameters are spelt correctly and that they are properties of the endpoint. ${unknown}`;
      return notResolved(uri, `Failed to resolve endpoint: ${withSlashes(uri)} due to: ${message}`, error);
    }
    case 'ROUTE_BAD_OPTION': {
      const [, value] = /^"(.*)"$/s.exec(String(error.details['found'])) ?? [];
      const isNumber = value !== undefined && /number/.test(String(error.details['expected']));
      if (!isNumber) return notResolved(uri, error.message, error);
      const cause = `java.lang.NumberFormatException: For input string: "${value}"`;
      const types = 'from type: java.lang.String to the required type: java.lang.Integer';
      return notResolved(uri, `Error during type conversion ${types} with value ${value} due to ${cause}`, error);
    }
    case 'ROUTE_ENDPOINT_CANNOT_POLL': {
      const type = 'java.lang.UnsupportedOperationException';
      const cause = new NamedException(type, 'You cannot consume from this endpoint', { cause: error });
      const message = `Failed to create Consumer for endpoint: ${withSlashes(uri)}. Reason: ${type}: ${cause.message}`;
      return new NamedException('org.apache.camel.FailedToCreateConsumerException', message, { cause });
    }
    case 'ROUTE_MISSING_OPTION':
      return notResolved(uri, error.message, error);
    default:
      return error;
  }
}

/** What a text is no URI for, in the words of Java; lists and slips read the text as a URI before they ask for a component. */
function brokenUri(uri: string, isListed: boolean): string | undefined {
  const colon = uri.search(/[:/?#]/);
  if (uri[colon] !== ':') return undefined;
  if (colon === 0) return isListed && !uri.includes(':', 1) ? `Expected scheme name at index 0: ${uri}` : undefined;
  // Camel reads a text as a URI only where something in it had to be encoded.
  const encoded = encodeUnsafe(uri);
  const bad = uri.slice(0, colon).search(/[^\w+.-]/);
  if (bad !== -1) return encoded === uri ? undefined : `Illegal character in scheme name at index ${bad}: ${encoded}`;
  if (uri.endsWith('://')) return `Expected authority at index ${uri.length}: ${uri}`;
  if (isListed && colon === uri.length - 1) return `Expected scheme-specific part at index ${uri.length}: ${uri}`;
  return undefined;
}

function unresolved(uri: string, reason: string, type: string, error: Error): NamedException {
  const message = `Failed to resolve endpoint: ${uri} due to: ${reason}`;
  const cause = new NamedException(type, reason, { cause: error });
  return new NamedException('org.apache.camel.ResolveEndpointFailedException', message, { cause });
}

function notResolved(uri: string, reason: string, cause: Error): NamedException {
  const message = `Failed to resolve endpoint: ${withSlashes(uri)} due to: ${reason}`;
  return new NamedException('org.apache.camel.ResolveEndpointFailedException', message, { cause });
}

/** An option of a URI as it is written there. */
function parameter(uri: string, name: string): string {
  const query = uri.slice(uri.indexOf('?') + 1).split('&');
  return query.find((each) => each.startsWith(`${name}=`)) ?? name;
}

/** A computed text with its placeholders replaced. */
export function resolvedUri(text: string, compiler: Compiler): string {
  try {
    return compiler.resolve(text);
  } catch (error) {
    throw computedFailure(text, error);
  }
}

/** Camel shows URIs as `scheme://path`. */
function withSlashes(uri: string): string {
  return uri.replace(/^(\S[^:\s]*):(?!\/\/)(?=\S)/, '$1://');
}
