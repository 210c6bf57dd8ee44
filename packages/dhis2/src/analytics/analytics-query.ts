import type { IdScheme } from '../data-values/import-options.ts';
import type { CallOptions } from '../http/call-options.ts';
import type { Query } from '../http/query.ts';

/** Items of a dimension; `true` takes the dimension without items (all of them). */
export type DimensionItems = readonly string[] | true;

/** A query of aggregated data. */
export interface AnalyticsQuery extends CallOptions {
  /** `dx` (data), `pe` (period), `ou` (org unit), `co`, or the uid of a category or group set. */
  readonly dimensions: Readonly<Record<string, DimensionItems>>;
  /** Dimensions over which values are aggregated. */
  readonly filters?: Readonly<Record<string, DimensionItems>>;
  /** `yyyy-MM-dd`, instead of `pe`. */
  readonly startDate?: string;
  readonly endDate?: string;
  readonly aggregationType?: string;
  /** `GT:10;LT:13`. */
  readonly measureCriteria?: string;
  readonly skipMeta?: boolean;
  readonly skipRounding?: boolean;
  readonly includeNumDen?: boolean;
  readonly includeMetadataDetails?: boolean;
  readonly outputIdScheme?: IdScheme;
  readonly inputIdScheme?: IdScheme;
  readonly outputOrgUnitIdScheme?: IdScheme;
  readonly outputDataElementIdScheme?: IdScheme;
  readonly approvalLevel?: string;
  readonly relativePeriodDate?: string;
  readonly userOrgUnit?: string;
  readonly displayProperty?: 'NAME' | 'SHORTNAME';
  /** Other parameters, as the server spells them. */
  readonly params?: Query;
}

/** A column of a result. */
export interface AnalyticsHeader {
  readonly name: string;
  readonly column: string;
  readonly valueType?: string;
  readonly type?: string;
  readonly hidden?: boolean;
  /** Whether the column is a dimension and not a value. */
  readonly meta?: boolean;
}

/** A result: all cells are text, as the server gives them. */
export interface AnalyticsResult {
  readonly headers: readonly AnalyticsHeader[];
  readonly rows: readonly (readonly string[])[];
  readonly metaData: {
    readonly items?: Readonly<Record<string, { readonly name?: string } & Readonly<Record<string, unknown>>>>;
    readonly dimensions?: Readonly<Record<string, readonly string[]>>;
  };
}

/** The query's parameters. */
export function analyticsParameters(query: AnalyticsQuery): Query {
  const { dimensions, filters = {}, params, signal: _s, timeoutMs: _t, ...rest } = query;
  const written = (of: Readonly<Record<string, DimensionItems>>) =>
    Object.entries(of).map(([name, items]) => (items === true ? name : `${name}:${items.join(';')}`));
  return { dimension: written(dimensions), filter: written(filters), ...rest, ...params } as Query;
}
