import type { CallOptions } from '../http/call-options.ts';
import type { Query } from '../http/query.ts';
import { fieldsParameter, type ExactFields, type Fields } from './fields.ts';
import { filterParameters, type Filters } from './filters.ts';

/** What a list of metadata objects takes. */
export interface ListOptions<Model, Selection> extends CallOptions {
  /** Which fields to give. Default: `id` and `displayName`. */
  readonly fields?: Selection & ExactFields<Model, Selection> & Fields<Model>;
  readonly filter?: Filters<Model>;
  /** Whether all filters must hold (default) or one. */
  readonly rootJunction?: 'AND' | 'OR';
  /** `name:asc`, `created:desc`, `name:iasc`. Lists without an order may repeat objects on two pages. */
  readonly order?: string | readonly string[];
  /** Objects per page (default 1,000 when iterating, 50 for one page). */
  readonly pageSize?: number;
  /** Text to search in name, code and uid. */
  readonly query?: string;
  /** `EXCLUDE` leaves out default category objects. */
  readonly defaults?: 'INCLUDE' | 'EXCLUDE';
  /** Translated names; needs `locale`, and has no effect without it. */
  readonly translate?: boolean;
  readonly locale?: string;
  /** Parameters of single resources, such as `level` or `withinUserHierarchy` of org units. */
  readonly params?: Query;
}

/** The list's query without paging. */
export function listQuery(options: ListOptions<never, object>): Query {
  return {
    fields: options.fields === undefined ? 'id,displayName' : fieldsParameter(options.fields),
    filter: options.filter === undefined ? undefined : filterParameters(options.filter),
    rootJunction: options.rootJunction,
    order: options.order,
    query: options.query,
    defaults: options.defaults,
    translate: options.translate ?? (options.locale === undefined ? undefined : true),
    locale: options.locale,
    ...options.params,
  };
}
