import { isDhis2Error } from '../errors/dhis2-error.ts';
import { callOptions, type CallOptions } from '../http/call-options.ts';
import type { HttpClient } from '../http/http-client.ts';
import { segment, type Query } from '../http/query.ts';
import type { DataValueSet } from '../data-values/data-value.ts';
import { analyticsParameters, type AnalyticsQuery, type AnalyticsResult } from './analytics-query.ts';
import { eventParameters, type EventAnalyticsQuery } from './event-query.ts';
import { mergeResults } from './merge-results.ts';
import { halveQuery, splitQuery, type SplitLimits } from './split-query.ts';

/** A row as an object: dimensions as text, `value`, `numerator`, … as numbers. */
export type AnalyticsRow = Readonly<Record<string, string | number>>;

/** A value far from its usual range. */
export interface Outlier {
  readonly de: string;
  readonly deName: string;
  readonly pe: string;
  readonly ou: string;
  readonly ouName: string;
  readonly coc: string;
  readonly aoc: string;
  readonly value: number;
  readonly [measure: string]: unknown;
}

export interface OutlierQuery extends CallOptions {
  readonly ds?: readonly string[];
  readonly dx?: readonly string[];
  readonly ou: readonly string[];
  readonly startDate?: string;
  readonly endDate?: string;
  readonly algorithm?: 'Z_SCORE' | 'MODIFIED_Z_SCORE' | 'MIN_MAX' | 'MOD_Z_SCORE';
  readonly threshold?: number;
  readonly maxResults?: number;
}

const defaultLimits: SplitLimits = { maxUrl: 3_500, maxRows: 50_000 };

/** `/api/analytics`. The tables must have been generated (E7144 otherwise), and answers may be a minute old. */
export class AnalyticsApi {
  readonly #http: HttpClient;

  constructor(http: HttpClient) {
    this.#http = http;
  }

  /**
   * Aggregated data. A query that would be too long or too large is asked in parts, and one that the server refuses as too
   * large (E7128) is divided further; the parts come merged. An unknown data item among known ones is dropped by the server
   * without a word: compare `metaData.dimensions.dx` with what was asked.
   */
  async query(query: AnalyticsQuery, limits: Partial<SplitLimits> = {}): Promise<AnalyticsResult> {
    const results: AnalyticsResult[] = [];
    for await (const part of this.parts(query, limits)) results.push(part);
    return mergeResults(results);
  }

  /** The parts of {@link query} as they come, for results that should not be held in memory at once. */
  async *parts(
    query: AnalyticsQuery,
    limits: Partial<SplitLimits> = {},
  ): AsyncGenerator<AnalyticsResult, void, undefined> {
    for (const part of splitQuery(query, { ...defaultLimits, ...limits })) yield* this.#askDivided(part);
  }

  /** Rows as objects, part by part. */
  async *rows(query: AnalyticsQuery, limits: Partial<SplitLimits> = {}): AsyncGenerator<AnalyticsRow, void, undefined> {
    for await (const { headers, rows } of this.parts(query, limits)) {
      for (const row of rows) {
        yield Object.fromEntries(
          headers.map(({ name, meta }, index) => [name, meta ? row[index]! : Number(row[index])] as const),
        );
      }
    }
  }

  async *#askDivided(query: AnalyticsQuery): AsyncGenerator<AnalyticsResult, void, undefined> {
    let result: AnalyticsResult;
    try {
      result = await this.#ask('/api/analytics', analyticsParameters(query), query);
    } catch (error) {
      const tooLarge = isDhis2Error(error) && (error.details.errorCode === 'E7128' || error.details.status === 414);
      const halves = tooLarge ? halveQuery(query) : undefined;
      if (!halves) throw error;
      for (const half of halves) yield* this.#askDivided(half);
      return;
    }
    yield result;
  }

  /** Aggregated data as a data value set, to be imported elsewhere. Needs `dx`, `pe` and `ou`. */
  dataValueSet(query: AnalyticsQuery): Promise<DataValueSet> {
    const path = '/api/analytics/dataValueSet.json';
    return this.#http.json({ method: 'GET', path, query: analyticsParameters(query), ...callOptions(query) });
  }

  /** Stored values without aggregation. */
  rawData(query: AnalyticsQuery): Promise<AnalyticsResult> {
    return this.#ask('/api/analytics/rawData.json', analyticsParameters(query), query);
  }

  /** Single events of a program, page by page. */
  events(
    program: string,
    query: EventAnalyticsQuery,
  ): AsyncGenerator<Readonly<Record<string, string>>, void, undefined> {
    return this.#pages(`/api/analytics/events/query/${segment(program)}`, query);
  }

  /** Single enrollments of a program, page by page. */
  enrollments(
    program: string,
    query: EventAnalyticsQuery,
  ): AsyncGenerator<Readonly<Record<string, string>>, void, undefined> {
    return this.#pages(`/api/analytics/enrollments/query/${segment(program)}`, query);
  }

  /** Tracked entities of a type, page by page. */
  trackedEntities(
    type: string,
    query: EventAnalyticsQuery,
  ): AsyncGenerator<Readonly<Record<string, string>>, void, undefined> {
    return this.#pages(`/api/analytics/trackedEntities/query/${segment(type)}`, query);
  }

  /** Counts or sums over events or enrollments of a program. */
  aggregate(of: 'events' | 'enrollments', program: string, query: EventAnalyticsQuery): Promise<AnalyticsResult> {
    return this.#ask(`/api/analytics/${of}/aggregate/${segment(program)}`, eventParameters(query), query);
  }

  /** Values that are far from what is usual for their element and org unit. */
  async outliers(query: OutlierQuery): Promise<readonly Outlier[]> {
    const { signal: _s, timeoutMs: _t, ...rest } = query;
    const answer = await this.#http.json<{ outlierValues: Outlier[] }>({
      method: 'GET',
      path: '/api/outlierDetection',
      query: rest as Query,
      ...callOptions(query),
    });
    return answer.outlierValues;
  }

  async *#pages(
    path: string,
    query: EventAnalyticsQuery,
  ): AsyncGenerator<Readonly<Record<string, string>>, void, undefined> {
    const pageSize = query.pageSize ?? 1000;
    for (let page = 1; ; page++) {
      const parameters = { totalPages: false, ...eventParameters(query), page, pageSize };
      const { headers, rows } = await this.#ask(path, parameters, query);
      for (const row of rows) {
        yield Object.fromEntries(headers.map(({ name }, index) => [name, row[index] ?? ''] as const));
      }
      if (rows.length < pageSize) return;
    }
  }

  #ask(path: string, query: Query, options: CallOptions): Promise<AnalyticsResult> {
    return this.#http.json({ method: 'GET', path, query, ...callOptions(options) });
  }
}
