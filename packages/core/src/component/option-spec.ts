/**
 * One option of a connector, a data format, a language or a pattern. The spec alone drives validation, the inferred
 * TypeScript type, URI parsing, YAML checking, the reference page, the console's form and `catalog.json`.
 */
export interface OptionSpec<T = unknown> {
  readonly type: OptionType;
  /** What it does, in a sentence that starts with a capital and ends with a full stop. */
  readonly description: string;
  /** Name in URIs and YAML where it differs from the TypeScript name (`delayMs` is Camel's `delay`). */
  readonly uri?: string;
  readonly required?: boolean;
  readonly default?: T;
  readonly example?: string;
  readonly unit?: string;
  /** A word that Camel does not have where it has the rest: schema and reference say so. */
  readonly own?: boolean;
  /** Masked wherever options are shown. */
  readonly secret?: boolean;
  /** Where it applies; both when absent. */
  readonly side?: 'consumer' | 'producer';
  /** For `enum`. */
  readonly values?: readonly string[];
  /** For `list`: the type of its items; for `object` and `map` of specs, the fields. */
  readonly items?: OptionSpec;
  readonly fields?: Readonly<Record<string, OptionSpec>>;
  readonly min?: number;
  readonly max?: number;
  /** Carries the TypeScript type; never set. */
  readonly __type?: T;
}

/**
 * `duration` is milliseconds in TypeScript and, in text, digits or Camel's units (`5s`, `1m30s`, `2h`).
 * `ref` names a bean (`#name` in URIs) or is the object itself. `expression` is an {@link ExpressionModel}; `steps` are
 * nested steps; `dataFormat` a data format model.
 */
export type OptionType =
  | 'string'
  | 'boolean'
  | 'integer'
  | 'number'
  | 'duration'
  | 'enum'
  | 'list'
  | 'map'
  | 'object'
  | 'ref'
  | 'expression'
  | 'steps'
  | 'dataFormat'
  | 'endpoint'
  | 'any';

export type OptionSpecs = Readonly<Record<string, OptionSpec>>;

type Details<T> = Omit<OptionSpec<T>, 'type' | 'values' | '__type'>;
type With<T, D> = OptionSpec<T> & { readonly [K in keyof D]: D[K] };

const make =
  <T>(type: OptionType) =>
  <const D extends Details<T>>(details: D): With<T, D> =>
    ({ type, ...details }) as unknown as With<T, D>;

/** Makes option specs; an option without a description does not compile. */
export const option = {
  string: make<string>('string'),
  boolean: make<boolean>('boolean'),
  integer: make<number>('integer'),
  number: make<number>('number'),
  duration: make<number>('duration'),
  map: make<Readonly<Record<string, unknown>>>('map'),
  expression: make<unknown>('expression'),
  steps: make<unknown>('steps'),
  dataFormat: make<unknown>('dataFormat'),
  endpoint: make<string>('endpoint'),
  any: make<unknown>('any'),
  enum<const V extends readonly string[], const D extends Details<V[number]>>(
    values: V,
    details: D,
  ): With<V[number], D> {
    return { type: 'enum', values, ...details } as unknown as With<V[number], D>;
  },
  list<I, const D extends Details<readonly I[]>>(items: OptionSpec<I>, details: D): With<readonly I[], D> {
    return { type: 'list', items, ...details } as unknown as With<readonly I[], D>;
  },
  object<const F extends OptionSpecs, const D extends Details<OptionsOf<F>>>(
    fields: F,
    details: D,
  ): With<OptionsOf<F>, D> {
    return { type: 'object', fields, ...details } as unknown as With<OptionsOf<F>, D>;
  },
  /** A bean by name or the object itself: `option.ref<Comparator>()({ description: … })`. */
  ref:
    <T>() =>
    <const D extends Details<T>>(details: D): With<T, D> =>
      ({ type: 'ref', ...details }) as unknown as With<T, D>,
};

type ValueOf<S> = S extends OptionSpec<infer T> ? T : never;
type Needed<S extends OptionSpecs> = {
  [K in keyof S]: S[K] extends { readonly required: true } ? K : never;
}[keyof S];
type Settled<S extends OptionSpecs> = {
  [K in keyof S]: S[K] extends { readonly required: true } | { readonly default: unknown } ? K : never;
}[keyof S];

/** What a user writes: required options must be there, all others may. */
export type OptionsOf<S extends OptionSpecs> = { readonly [K in Needed<S>]: ValueOf<S[K]> } & {
  readonly [K in Exclude<keyof S, Needed<S>>]?: ValueOf<S[K]> | undefined;
};

/** What a connector gets after defaults were filled in. */
export type ResolvedOptions<S extends OptionSpecs> = { readonly [K in Settled<S>]: ValueOf<S[K]> } & {
  readonly [K in Exclude<keyof S, Settled<S>>]?: ValueOf<S[K]> | undefined;
};
