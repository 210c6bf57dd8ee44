type Scalar = string | number | boolean;

/** Operators of metadata filters. */
export interface FilterOperators {
  readonly eq?: Scalar;
  /** Equal, whatever the case. */
  readonly ieq?: Scalar;
  readonly ne?: Scalar;
  readonly gt?: Scalar;
  readonly ge?: Scalar;
  readonly lt?: Scalar;
  readonly le?: Scalar;
  /** Holds the text. */
  readonly like?: string;
  readonly notLike?: string;
  /** Holds the text, whatever the case. */
  readonly ilike?: string;
  readonly notIlike?: string;
  readonly startsWith?: string;
  readonly endsWith?: string;
  readonly in?: readonly Scalar[];
  readonly notIn?: readonly Scalar[];
  readonly null?: true;
  readonly notNull?: true;
  readonly empty?: true;
  /** Holds all words, in any order and case. */
  readonly token?: string;
  readonly notToken?: string;
}

const written: Readonly<Record<keyof FilterOperators, string>> = {
  eq: 'eq',
  ieq: 'ieq',
  ne: 'ne',
  gt: 'gt',
  ge: 'ge',
  lt: 'lt',
  le: 'le',
  like: 'like',
  notLike: '!like',
  ilike: 'ilike',
  notIlike: '!ilike',
  startsWith: '$ilike',
  endsWith: 'ilike$',
  in: 'in',
  notIn: '!in',
  null: 'null',
  notNull: '!null',
  empty: 'empty',
  token: 'token',
  notToken: '!token',
};

/**
 * Conditions by property. Paths (`'parent.id'`), attribute uids and `identifiable` are allowed beside the model's own
 * properties.
 */
export type Filter<Model> = { readonly [Key in keyof Model]?: FilterOperators } & {
  readonly [path: `${string}.${string}`]: FilterOperators;
  readonly identifiable?: FilterOperators;
};

/** One or more filters; a text is sent as it is. */
export type Filters<Model> = Filter<Model> | readonly (Filter<Model> | string)[];

/** Filters as DHIS2 writes them: `name:like:x`. */
export function filterParameters(filters: object): readonly string[] {
  const list: readonly unknown[] = Array.isArray(filters) ? filters : [filters];
  return list.flatMap((entry) =>
    typeof entry === 'string' ? [entry] : conditions(entry as Record<string, FilterOperators>),
  );
}

function conditions(filter: Record<string, FilterOperators>): string[] {
  return Object.entries(filter).flatMap(([property, operators]) =>
    Object.entries(operators)
      .filter(([, value]) => value !== undefined)
      .map(([operator, value]) => {
        const name = written[operator as keyof FilterOperators] ?? operator;
        if (value === true && /^!?(?:null|empty)$/.test(name)) return `${property}:${name}`;
        return `${property}:${name}:${Array.isArray(value) ? `[${value.join(',')}]` : String(value)}`;
      }),
  );
}
