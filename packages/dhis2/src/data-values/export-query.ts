import type { Query } from '../http/query.ts';
import type { DataValueIdSchemes, IdScheme } from './import-options.ts';

/** What to export: at least a data set, data element or group; a period, dates or lastUpdated; an org unit or group. */
export interface DataValueQuery extends DataValueIdSchemes {
  readonly dataSet?: string | readonly string[];
  readonly dataElement?: string | readonly string[];
  readonly dataElementGroup?: string | readonly string[];
  readonly period?: string | readonly string[];
  /** `yyyy-MM-dd`. */
  readonly startDate?: string;
  readonly endDate?: string;
  /** Values changed since. */
  readonly lastUpdated?: string;
  /** `10d`, `2h`, `5m`, `30s`. */
  readonly lastUpdatedDuration?: string;
  readonly orgUnit?: string | readonly string[];
  /** The org units below, too. */
  readonly children?: boolean;
  readonly orgUnitGroup?: string | readonly string[];
  readonly attributeOptionCombo?: string | readonly string[];
  /** Deleted values too, with `deleted: true`. */
  readonly includeDeleted?: boolean;
  readonly limit?: number;
  /** Schemes of the identifiers in this query; `idScheme` and its kind are those of the answer. */
  readonly inputIdScheme?: IdScheme;
  readonly inputDataElementGroupIdScheme?: IdScheme;
  readonly inputDataElementIdScheme?: IdScheme;
  readonly inputDataSetIdScheme?: IdScheme;
  readonly inputOrgUnitIdScheme?: IdScheme;
}

export function exportQuery(query: DataValueQuery & { signal?: unknown; timeoutMs?: unknown }): Query {
  const { signal: _signal, timeoutMs: _timeoutMs, ...rest } = query;
  return rest as Query;
}
