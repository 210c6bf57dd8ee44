import { RouteError } from '../errors/route-error.ts';
import type { ComponentSpec, EndpointUri } from './component.ts';
import { takeGeneralOptions } from './general-options.ts';
import { checkOptions } from './option-check.ts';
import type { OptionSpecs } from './option-spec.ts';

/** A URI in its parts, options still as written. */
export interface SplitUri {
  readonly scheme: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Options that stand there more than once; the last value counts. */
  readonly repeated: ReadonlySet<string>;
}

/** Splits `scheme:path?query` or `scheme://path?query`; `RAW(…)` values are taken as they stand. */
export function splitUri(uri: string): SplitUri {
  const trimmed = uri.trim();
  if (trimmed.endsWith('&'))
    throw new RouteError('ROUTE_BAD_URI', { found: trimmed, reason: 'an option is missing after the last "&".' });
  // A component's name alone: its path stands among the parameters.
  const alone = /^([a-z][\w.+-]*)(?:\?(.*))?$/is.exec(trimmed);
  if (alone) return { scheme: alone[1]!, path: '', ...parseQuery(alone[2] ?? '') };
  const colon = trimmed.indexOf(':');
  const question = trimmed.indexOf('?');
  if (colon <= 0 || (question >= 0 && question < colon))
    throw new RouteError('ROUTE_BAD_URI', {
      found: trimmed,
      reason: 'it begins with a scheme and a colon, as in direct:start.',
    });
  const scheme = trimmed.slice(0, colon);
  const after = question < 0 ? trimmed.slice(colon + 1) : trimmed.slice(colon + 1, question);
  const path = after.startsWith('//') ? after.slice(2) : after;
  return { scheme, path: decode(path), ...parseQuery(question < 0 ? '' : trimmed.slice(question + 1)) };
}

const none: ReadonlySet<string> = new Set();

function parseQuery(text: string): Pick<SplitUri, 'query' | 'repeated'> {
  const query: Record<string, string> = {};
  let repeated: Set<string> | undefined;
  let at = 0;
  while (at < text.length) {
    const equals = text.indexOf('=', at);
    const plain = text.indexOf('&', at);
    if (equals < 0 || (plain >= 0 && plain < equals)) {
      const end = plain < 0 ? text.length : plain;
      if (end > at) query[decode(text.slice(at, end))] = '';
      at = end + 1;
      continue;
    }
    const name = decode(text.slice(at, equals));
    if (Object.hasOwn(query, name)) (repeated ??= new Set()).add(name);
    const raw = /^RAW([({])/.exec(text.slice(equals + 1, equals + 5));
    if (raw) {
      const close = text.indexOf(raw[1] === '(' ? ')' : '}', equals);
      const next = text.slice(close + 1).startsWith('&') || close + 1 >= text.length ? close + 1 : text.length;
      query[name] = text.slice(equals + 5, close < 0 ? text.length : close);
      at = next + 1;
      continue;
    }
    const end = text.indexOf('&', equals);
    query[name] = decode(text.slice(equals + 1, end < 0 ? text.length : end));
    at = end < 0 ? text.length : end + 1;
  }
  return { query, repeated: repeated ?? none };
}

/** A stray percent sign stays what it is: URIs of routes are written by hand. */
function decode(text: string): string {
  if (!text.includes('%') && !text.includes('+')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const objectNumbers = new WeakMap<object, number>();
let lastObject = 0;

/** Text of an option in the normalised URI; objects count, so that two of them never share an endpoint. */
function optionText(value: unknown): string {
  if (typeof value !== 'object' && typeof value !== 'function')
    return String(value as string | number | boolean | undefined);
  if (value === null) return '';
  let number = objectNumbers.get(value);
  if (number === undefined) objectNumbers.set(value, (number = ++lastObject));
  return `#object${number}`;
}

/** What no URI may hold, encoded as Camel encodes it where it shows one. */
export function encodeUnsafe(text: string): string {
  return text.replace(/[ "#<>[\\\]^{|}]/g, encodeURIComponent);
}

/** The path of a URI that is shown, as it was written: braces, blanks of a statement. */
export function decodeUnsafe(text: string): string {
  return text.replace(/%(?:2[023]|3[CE]|5[BCDE]|7[BCD])/g, decodeURIComponent);
}

/** `scheme://path?sorted=options`, the form that Camel shows; a component's name alone stands alone. */
export function normaliseUri(
  scheme: string,
  path: string | undefined,
  written: Readonly<Record<string, unknown>>,
  specs?: OptionSpecs,
): { uri: string; masked: string } {
  const secret = new Set<string>();
  for (const key in specs) if (specs[key]!.secret) secret.add(key).add(specs[key]!.uri ?? key);
  const names = Object.keys(written)
    .filter((name) => written[name] !== undefined)
    .toSorted();
  const start = path === undefined ? scheme : `${scheme}://${encodeUnsafe(path)}`;
  if (names.length === 0) return { uri: start, masked: start };
  const query = (show: (name: string) => string) => names.map((name) => `${name}=${show(name)}`).join('&');
  const text = (name: string) => encodeOption(optionText(written[name]));
  return {
    uri: `${start}?${query(text)}`,
    masked: `${start}?${query((name) => (secret.has(name) ? 'xxxxxx' : text(name)))}`,
  };
}

function encodeOption(text: string): string {
  return text.replace(/[&%#+]/g, (character) => encodeURIComponent(character));
}

const hasAny = (parameters: Readonly<Record<string, unknown>> | undefined): boolean =>
  parameters !== undefined && Object.keys(parameters).length > 0;

/**
 * An endpoint URI checked against the component's spec. Options may stand in the query or in `parameters`, under their
 * TypeScript or their URI names.
 *
 * @throws RouteError ROUTE_UNKNOWN_OPTION, ROUTE_BAD_OPTION, ROUTE_MISSING_OPTION
 */
export function parseEndpointUri(
  uri: string,
  parameters: Readonly<Record<string, unknown>> | undefined,
  spec: ComponentSpec,
  bean?: (name: string) => unknown,
): EndpointUri {
  const { scheme, path: writtenPath, query, repeated } = splitUri(uri);
  const written: Record<string, unknown> = { ...query };
  for (const name in parameters) if (parameters[name] !== undefined) written[name] = parameters[name];
  let path = writtenPath;
  let isAlone = false;
  const pathName = spec.path?.name;
  if (path === '' && pathName !== undefined && typeof written[pathName] === 'string') {
    path = written[pathName];
    delete written[pathName];
  } else if (path === '' && !uri.includes(':') && !(spec.path?.required === true && hasAny(parameters))) {
    // As in Camel, where it is nowhere given: `mock` is `mock:mock`.
    path = scheme;
    isAlone = true;
  }
  const normal = normaliseUri(scheme, isAlone ? undefined : path, written, spec.options);
  const place = { name: normal.masked };
  if (spec.path?.required && path === '')
    throw new RouteError('ROUTE_BAD_URI', {
      found: uri,
      reason: `the ${spec.path.name} is missing${uri.includes(':') ? ' after the colon' : ' among the parameters'}.`,
    });
  for (const name of repeated) checkRepeated(name, spec, normal.masked);
  const { own, exchangePattern } = takeGeneralOptions(written, spec.options, place);
  const { options, rest } = checkOptions(spec.options, own, place, { lenient: spec.lenient, bean });
  return { ...normal, scheme, path, options, rest, exchangePattern };
}

/** Of an option with one value the others would be dropped. */
function checkRepeated(name: string, { options }: ComponentSpec, found: string): void {
  const known = Object.entries(options).find(([key, { uri }]) => (uri ?? key) === name || key === name);
  if (known === undefined || known[1].type === 'list' || known[1].type === 'any') return;
  throw new RouteError('ROUTE_BAD_URI', { found, reason: `the option "${name}" stands there twice.` });
}
