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
  for (const key in specs) {
    if (options[key] !== undefined) continue;
    const spec = specs[key]!;
    if (spec.default !== undefined) options[key] = spec.default;
    else if (spec.required)
      throw new RouteError(
        'ROUTE_MISSING_OPTION',
        { place: place.name, option: spec.uri ?? key, description: spec.description },
        place,
      );
  }
  return { options, rest };
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
  const refuse = (expected: string): never => {
    const found = spec.secret ? 'the value given' : typeof value === 'string' ? `"${value}"` : typeof value;
    throw new RouteError('ROUTE_BAD_OPTION', { place: place.name, option: name, found, expected }, place);
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
      return refuse('true or false');
    case 'integer':
    case 'number': {
      const number = typeof value === 'string' && value.trim() !== '' ? Number(value.trim()) : value;
      if (typeof number === 'bigint') return Number(number);
      if (typeof number !== 'number' || Number.isNaN(number)) return refuse(`a number`);
      if (spec.type === 'integer' && !isWhole(value, number)) return refuse('a whole number');
      return inRange(spec, number, refuse);
    }
    case 'duration': {
      const ms = typeof value === 'string' ? parseDuration(value) : value;
      if (typeof ms !== 'number') return refuse('milliseconds or a duration such as 5s, 1m30s, 2h');
      return inRange(spec, ms, refuse);
    }
    case 'enum': {
      const exact = spec.values!.find((known) => known === value);
      if (exact !== undefined) return exact;
      const near = typeof value === 'string' ? value.toLowerCase() : undefined;
      return spec.values!.find((known) => known.toLowerCase() === near) ?? refuse(`one of ${spec.values!.join(', ')}`);
    }
    case 'string':
    case 'endpoint':
      if (typeof value === 'string') return value;
      if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return String(value);
      return spec.type === 'endpoint' ? value : refuse('text');
    case 'list': {
      if (typeof value === 'object') return value;
      if (typeof value !== 'string') return refuse('a list');
      const parts = value.split(',').map((part) => part.trim());
      return spec.items ? parts.map((part) => convertOption(spec.items!, part, name, place, bean)) : parts;
    }
    default:
      return value;
  }
}

/** Texts are digits alone: neither 1.0 nor 0x1. */
const isWhole = (written: unknown, number: number): boolean =>
  typeof written === 'string' ? /^[+-]?\d+$/.test(written.trim()) : Number.isInteger(number);

function inRange(spec: OptionSpec, value: number, refuse: (expected: string) => never): number {
  if (spec.min !== undefined && value < spec.min) return refuse(`at least ${spec.min}`);
  if (spec.max !== undefined && value > spec.max) return refuse(`at most ${spec.max}`);
  return value;
}
