import type { CallOptions } from '../http/call-options.ts';
import type { Query } from '../http/query.ts';

/** A query of event, enrollment or tracked entity analytics. */
export interface EventAnalyticsQuery extends CallOptions {
  /** `ou:ouRoot00001`, `deTrTemp001:GT:37`, `psBirth0001.deTrWeight1`, a uid alone. */
  readonly dimension: readonly string[];
  readonly filter?: readonly string[];
  readonly stage?: string;
  readonly startDate?: string;
  readonly endDate?: string;
  readonly timeField?: string;
  readonly coordinatesOnly?: boolean;
  readonly asc?: string;
  readonly desc?: string;
  readonly outputIdScheme?: string;
  /** Rows per page (default 1,000 when iterating). */
  readonly pageSize?: number;
  /** Tracked entities only. */
  readonly program?: string | readonly string[];
  /** Aggregate queries only. */
  readonly value?: string;
  readonly aggregationType?: string;
  readonly outputType?: 'EVENT' | 'ENROLLMENT' | 'TRACKED_ENTITY_INSTANCE';
  readonly params?: Query;
}

export function eventParameters(query: EventAnalyticsQuery): Query {
  const { signal: _s, timeoutMs: _t, params, ...rest } = query;
  return { ...rest, ...params } as Query;
}
