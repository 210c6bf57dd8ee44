import { systemProperty } from './system-properties.ts';
import { nearestHint } from '../errors/nearest-name.ts';
import { RouteError } from '../errors/route-error.ts';

/** Where values of `{{placeholders}}` come from; undefined when the name is unknown. */
export type PropertySource = (name: string) => string | undefined;

/**
 * Replaces `{{name}}` and `{{name:default}}`, nested ones first. `{{?name}}` answers undefined when it is the whole
 * text and the name is unknown: the option is then left out; within a text it is nothing.
 *
 * @throws RouteError ROUTE_NO_SUCH_PROPERTY
 */
export function resolvePlaceholders(text: string, source: PropertySource): string | undefined {
  if (!text.includes('{{')) return text;
  let result = withoutUnknownParameters(text, source);
  for (let rounds = 0; rounds < 100; rounds++) {
    const close = closing(result);
    if (close < 0) return result;
    const open = result.lastIndexOf('{{', close - 2);
    if (open < 0) return result;
    const value = lookUp(result.slice(open + 2, close), source, text);
    const [before, after] = [result.slice(0, open), result.slice(close + 2)];
    if (value === undefined && before === '' && after === '') return undefined;
    result = before + (value ?? '') + after;
  }
  throw new RouteError('ROUTE_NO_SUCH_PROPERTY', { found: text, text, nearest: nearestHint(text, []) });
}

/** `?size={{?size}}` of a URI goes alone when the name is unknown, not the whole text. */
function withoutUnknownParameters(text: string, source: PropertySource): string {
  if (!text.includes('={{?')) return text;
  return text
    .replaceAll(/([?&])[^=&?{}]+=\{\{\?([^{}]+)\}\}(&?)/g, (all, before: string, name: string, after: string) => {
      if (source(name.trim()) !== undefined) return all;
      return before === '?' && after !== '' ? '?' : after;
    })
    .replace(/\?$/, '');
}

/** The first `}}` that closes a placeholder; `}}}` closes one at its end, so that `${{{name}}}` works. */
function closing(text: string): number {
  const open = text.indexOf('{{');
  if (open < 0) return -1;
  let close = text.indexOf('}}', open);
  const inner = text.lastIndexOf('{{', close);
  if (close >= 0 && inner >= 0 && text[close + 2] === '}' && text[inner - 1] !== '{') close = text.indexOf('}}', inner);
  return close;
}

/** `{{!name}}` turns true and false round, and leaves the rest. */
function opposite(value: string): string {
  const lower = value.toLowerCase();
  return lower === 'true' ? 'false' : lower === 'false' ? 'true' : value;
}

/**
 * `{{service:name}}` is the address of a service that the environment tells, as Kubernetes does: `NAME_SERVICE_HOST` and
 * `NAME_SERVICE_PORT`; `service.host` and `service.port` are its parts.
 */
function serviceAddress(
  name: string,
  part: string | undefined,
  otherwise: string | undefined,
  found: string,
  text: string,
): string {
  if (part === '.name') return name;
  const variable = name.toUpperCase().replaceAll('-', '_');
  const host = process.env[`${variable}_SERVICE_HOST`];
  const port = process.env[`${variable}_SERVICE_PORT`];
  const both = host === undefined || port === undefined ? undefined : `${host}:${port}`;
  const value = (part === '.host' ? host : part === '.port' ? port : both) ?? otherwise;
  if (value === undefined) throw new RouteError('ROUTE_NO_SUCH_PROPERTY', { found, text });
  return value;
}

function lookUp(expression: string, source: PropertySource, text: string): string | undefined {
  const optional = expression.startsWith('?');
  const body = optional ? expression.slice(1) : expression;
  const environment = /^(env|sys):([^:]+)(?::(.*))?$/s.exec(body);
  if (environment) {
    const value =
      environment[1] === 'env'
        ? process.env[environment[2]!]
        : (source(environment[2]!) ?? systemProperty(environment[2]!));
    if (value !== undefined) return value;
    if (environment[3] !== undefined) return environment[3];
  } else {
    const service = /^service(\.host|\.port|\.name)?:([^:]+)(?::(.*))?$/s.exec(body);
    if (service) return serviceAddress(service[2]!, service[1], service[3], body, text);
    const colon = body.indexOf(':');
    const name = colon < 0 ? body : body.slice(0, colon);
    const negated = name.startsWith('!');
    const value = source(negated ? name.slice(1) : name);
    if (value !== undefined) return negated ? opposite(value) : value;
    if (colon >= 0) return body.slice(colon + 1);
    if (!optional) throw new RouteError('ROUTE_NO_SUCH_PROPERTY', { found: name, text });
    return undefined;
  }
  if (optional) return undefined;
  throw new RouteError('ROUTE_NO_SUCH_PROPERTY', { found: body, text });
}
