import {
  errorHandlerSpecs,
  restConfigurationOptions,
  restOptions,
  restVerbOptions,
  routeOptions,
  sourceOptions,
  standardEips,
} from '@dhow/core';
import type { EipDefinition } from '@dhow/core';
import type { OptionSpec, OptionSpecs } from '@dhow/core/component';

/** Where the tests of a pattern, or of the error handlers, must stand, and the specs of what they must set. */
export interface TestedSpecs {
  readonly name: string;
  /** A test file from packages/core/src, or a folder of which any test file will do. */
  readonly tests: string;
  /** By the name under which a route model has them: `choice`, and its clauses `when` and `otherwise`. */
  readonly specs: ReadonlyMap<string, OptionSpecs>;
}

/** Every pattern with its clauses, the error handlers, and routes with their sources. */
export function testedSpecs(): TestedSpecs[] {
  const eips: readonly EipDefinition[] = standardEips;
  const byName = new Map(eips.map((eip) => [eip.name, eip]));
  const patterns = eips
    .filter(({ shape }) => shape !== 'clause')
    .map((eip): TestedSpecs => {
      const kinds = [eip.name, ...Object.values(eip.clauses ?? {})];
      const specs = new Map(kinds.map((kind) => [kind, byName.get(kind)!.options] as const));
      return { name: eip.name, tests: `eip/${kebab(eip.name)}.test.ts`, specs };
    });
  return [
    ...patterns,
    { name: 'error handlers', tests: 'error-handling/', specs: errorHandlers() },
    { name: 'routes', tests: 'engine/route-options.test.ts', specs: routes() },
    { name: 'REST services', tests: '../../components/src/', specs: rests() },
  ];
}

/** Without what the loader does not keep: notes, and what is said about a source. */
function routes(): Map<string, OptionSpecs> {
  const { note: _, ...route } = routeOptions;
  const { uri, parameters, variableReceive } = sourceOptions;
  return new Map<string, OptionSpecs>([
    ['route', route],
    ['from', { uri, parameters, variableReceive }],
  ]);
}

/** The name that the options of all error handlers share here: most of them have the same ones. */
export const anyErrorHandler = 'errorHandler';

function errorHandlers(): Map<string, OptionSpecs> {
  const kinds: [string, OptionSpecs][] = Object.keys(errorHandlerSpecs).map((kind) => [kind, {}]);
  const all: Record<string, OptionSpec> = Object.assign({}, ...Object.values(errorHandlerSpecs));
  // What stands within is that of onException.
  const { fields: _, ...redeliveryPolicy } = all['redeliveryPolicy']!;
  return new Map([...kinds, [anyErrorHandler, { ...all, redeliveryPolicy }]]);
}

export interface WantedOption {
  readonly path: string;
  /** `kept`: it has no effect, and any test file may show that. `refused`: a route with it does not start. */
  readonly effect: 'some' | 'kept' | 'refused';
}

/** What the tests must set: options and those within them, each with another value than its default, enums with every one. */
export function wantedOptions(kind: string, specs: OptionSpecs): WantedOption[] {
  return Object.entries(specs).flatMap(([name, spec]) => {
    const path = `${kind}.${spec.uri ?? name}`;
    const effect = effectOf(spec);
    if (spec.type === 'enum')
      return spec
        .values!.filter((value) => value !== spec.default)
        .map((value) => ({ path: `${path}=${value}`, effect }));
    const fields = spec.fields ?? spec.items?.fields;
    return [{ path, effect }, ...(fields ? wantedOptions(path, fields) : [])];
  });
}

function effectOf({ description }: OptionSpec): WantedOption['effect'] {
  if (description.startsWith('Kept for Camel routes')) return 'kept';
  return description.startsWith('Refused') ? 'refused' : 'some';
}

/** What these options set, in the same words. */
export function setOptions(kind: string, specs: OptionSpecs, options: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(specs).flatMap(([name, spec]) => {
    const value = options[spec.uri ?? name] ?? options[name];
    if (value === undefined || (spec.default !== undefined && textOf(value) === textOf(spec.default))) return [];
    return setOption(`${kind}.${spec.uri ?? name}`, spec, value);
  });
}

function setOption(path: string, spec: OptionSpec, value: unknown): string[] {
  if (spec.type === 'enum') {
    const known = spec.values!.find((each) => each.toLowerCase() === textOf(value).toLowerCase());
    return known === undefined ? [] : [`${path}=${known}`];
  }
  const fields = spec.fields ?? spec.items?.fields;
  if (!fields) return [path];
  const items = (Array.isArray(value) ? value : [value]) as Readonly<Record<string, unknown>>[];
  return [path, ...items.flatMap((item) => setOptions(path, fields, item))];
}

function textOf(value: unknown): string {
  return String(value as string | number | boolean);
}

function kebab(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** The methods whose operations share their options here. */
export const restMethods = ['get', 'post', 'put', 'patch', 'delete', 'head'] as const;
export const anyRestMethod = 'rest operation';

function rests(): Map<string, OptionSpecs> {
  const own = Object.entries(restOptions).map(([name, spec]): [string, OptionSpec] => {
    const { items: _, ...bare } = spec as OptionSpec;
    return [name, (restMethods as readonly string[]).includes(name) ? bare : spec];
  });
  return new Map<string, OptionSpecs>([
    ['rest', Object.fromEntries(own)],
    [anyRestMethod, restVerbOptions],
    ['restConfiguration', restConfigurationOptions],
  ]);
}
