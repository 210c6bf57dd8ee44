import { RouteError } from '../errors/route-error.ts';
import { nearestHint } from '../errors/nearest-name.ts';
import type { SourceLocation } from '../model/source-location.ts';
import { parseDuration } from './duration.ts';
import type { OptionSpec, OptionSpecs } from './option-spec.ts';

/** Where options stand, for messages: a name ("split of route r1") and, when there is one, the place in the file. */
export interface OptionPlace {
  readonly name: string;
  readonly source?: SourceLocation | undefined;
}

export interface CheckedOptions {
  /** By TypeScript name, converted, completed with defaults. */
  readonly options: Readonly<Record<string, unknown>>;
  /** What the specs do not know, as written; empty unless `lenient`. */
  readonly rest: Readonly<Record<string, unknown>>;
}

/**
 * Checks raw options against specs: unknown names, missing ones, wrong values. Names may be those of TypeScript or of
 * URIs; text is converted to each option's type; `#name` in text is a bean, found with `bean`.
 */
export function checkOptions(
  specs: OptionSpecs,
  raw: Readonly<Record<string, unknown>>,
  place: OptionPlace,
  settings: { readonly lenient?: boolean | undefined; readonly bean?: ((name: string) => unknown) | undefined } = {},
): CheckedOptions {
  const { options, rest } = convertAll(specs, raw, place, settings);
  for (const key in specs) {
    const spec = specs[key]!;
    if (options[key] === undefined && spec.default !== undefined) options[key] = spec.default;
  }
  requireAll(specs, options, place);
  return { options, rest };
}

function convertAll(
  specs: OptionSpecs,
  raw: Readonly<Record<string, unknown>>,
  place: OptionPlace,
  settings: { readonly lenient?: boolean | undefined; readonly bean?: ((name: string) => unknown) | undefined },
): { options: Record<string, unknown>; rest: Record<string, unknown> } {
  const options: Record<string, unknown> = {};
  const rest: Record<string, unknown> = {};
  const names = optionNames(specs);
  for (const written in raw) {
    const value = raw[written];
    const key = names.get(written);
    if (key === undefined) {
      if (!settings.lenient)
        throw new RouteError(
          'ROUTE_UNKNOWN_OPTION',
          {
            place: place.name,
            found: written,
            nearest: nearestHint(written, names.keys()),
            unknown: Object.keys(raw).filter((name) => !names.has(name)),
          },
          place,
        );
      rest[written] = value;
    } else if (value !== undefined) {
      options[key] = convertOption(specs[key]!, value, written, place, settings.bean);
    }
  }
  return { options, rest };
}

function requireAll(specs: OptionSpecs, options: Readonly<Record<string, unknown>>, place: OptionPlace): void {
  for (const key in specs) {
    const spec = specs[key]!;
    if (!spec.required || options[key] !== undefined) continue;
    const details = { place: place.name, option: spec.uri ?? key, description: spec.description };
    throw new RouteError('ROUTE_MISSING_OPTION', details, place);
  }
}

const namesOfSpecs = new WeakMap<OptionSpecs, Map<string, string>>();

/** From each name an option may be written by to its key. */
function optionNames(specs: OptionSpecs): Map<string, string> {
  let names = namesOfSpecs.get(specs);
  if (!names) {
    names = new Map();
    for (const key in specs) names.set(specs[key]!.uri ?? key, key);
    for (const key in specs) if (!names.has(key)) names.set(key, key);
    namesOfSpecs.set(specs, names);
  }
  return names;
}

/** One value by its spec. Live objects pass; text is parsed. */
export function convertOption(
  spec: OptionSpec,
  value: unknown,
  name: string,
  place: OptionPlace,
  bean?: (name: string) => unknown,
): unknown {
  const refuse = (): never => {
    const found = spec.secret
      ? 'the value given'
      : typeof value === 'string'
        ? `"${value}"`
        : typeof value === 'number'
          ? String(value)
          : typeof value;
    const details = { place: place.name, option: name, found, expected: expectedOf(spec) };
    throw new RouteError('ROUTE_BAD_OPTION', details, place);
  };
  if (typeof value === 'string' && value.startsWith('#') && value.length > 1 && spec.type !== 'string' && bean) {
    const found = bean(value.startsWith('#bean:') ? value.slice(6) : value.slice(1));
    if (found !== undefined) return found;
    if (spec.type === 'ref') return value;
  }
  switch (spec.type) {
    case 'boolean':
      if (typeof value === 'boolean') return value;
      if (typeof value === 'string' && /^(true|false)$/i.test(value.trim()))
        return value.trim().toLowerCase() === 'true';
      return refuse();
    case 'integer':
    case 'number': {
      const number = typeof value === 'string' && value.trim() !== '' ? Number(value.trim()) : value;
      if (typeof number === 'bigint') return Number(number);
      if (typeof number !== 'number' || Number.isNaN(number)) return refuse();
      if (spec.type === 'integer' && !isWhole(value, number)) return refuse();
      return inRange(spec, number, refuse);
    }
    case 'duration': {
      const ms = typeof value === 'string' ? parseDuration(value) : value;
      if (typeof ms !== 'number') return refuse();
      return inRange(spec, ms, refuse);
    }
    case 'enum': {
      const exact = spec.values!.find((known) => known === value);
      if (exact !== undefined) return exact;
      const near = typeof value === 'string' ? value.toLowerCase() : undefined;
      return spec.values!.find((known) => known.toLowerCase() === near) ?? refuse();
    }
    case 'string':
    case 'endpoint':
      if (typeof value === 'string') return value;
      if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return String(value);
      return spec.type === 'endpoint' ? value : refuse();
    case 'list': {
      if (typeof value === 'object') return value;
      if (typeof value !== 'string') return refuse();
      const parts = value.split(',').map((part) => part.trim());
      return spec.items ? parts.map((part) => convertOption(spec.items!, part, name, place, bean)) : parts;
    }
    case 'object':
      return isWritten(value) && spec.fields ? convertFields(spec.fields, value, name, place, bean) : value;
    default:
      return value;
  }
}

/** Defaults are left to who reads them: what is written here may stand over what a bean says. */
function convertFields(
  fields: OptionSpecs,
  written: Readonly<Record<string, unknown>>,
  name: string,
  place: OptionPlace,
  bean?: (name: string) => unknown,
): unknown {
  const inner = { name: `${name} of ${place.name}`, source: place.source };
  const { options } = convertAll(fields, written, inner, { bean });
  requireAll(fields, options, inner);
  return options;
}

/** Written out in the route; an object of the program's own is used as it is. */
function isWritten(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** What an option takes, in words. */
export function expectedOf(spec: OptionSpec): string {
  switch (spec.type) {
    case 'boolean':
      return 'true or false';
    case 'integer':
      return `a whole number${range(spec)}`;
    case 'number':
      return `a number${range(spec)}`;
    case 'duration':
      return `milliseconds${range(spec)} or a duration such as 5s, 1m30s, 2h`;
    case 'enum':
      return `one of ${spec.values!.join(', ')}`;
    case 'list':
      return 'a list';
    default:
      return 'text';
  }
}

function range({ min, max }: OptionSpec): string {
  const least = min === undefined ? '' : min === Number.MIN_VALUE ? 'above 0' : `of at least ${min}`;
  if (max === undefined) return least && ` ${least}`;
  if (min === undefined) return ` of at most ${max}`;
  return min === Number.MIN_VALUE ? ` above 0, up to ${max}` : ` from ${min} to ${max}`;
}

/** Texts are digits alone: neither 1.0 nor 0x1. */
const isWhole = (written: unknown, number: number): boolean =>
  typeof written === 'string' ? /^[+-]?\d+$/.test(written.trim()) : Number.isInteger(number);

function inRange({ min = -Infinity, max = Infinity }: OptionSpec, value: number, refuse: () => never): number {
  return value < min || value > max ? refuse() : value;
}
