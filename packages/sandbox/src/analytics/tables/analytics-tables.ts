import { yearOf } from '../../periods/days.ts';
import { dayFromText } from '../../periods/days.ts';
import type { Period } from '../../periods/period.ts';
import { parsePeriod } from '../../periods/period.ts';
import type { ServerContext } from '../../server/server-context.ts';
import type { MetadataObject } from '../../metadata/metadata-store.ts';
import type { JsonObject } from '../../state/json.ts';
import { refAt, textAt } from '../../state/json.ts';
import type { Enrollment, TrackedEntity, TrackerEvent } from '../../tracker/tracker-store.ts';
import { TrackerStore } from '../../tracker/tracker-store.ts';

/** An aggregate value as the analytics tables hold it. */
export interface FactRow {
  readonly dx: string;
  readonly co: string;
  readonly ao: string;
  readonly ou: string;
  readonly period: Period;
  /** Undefined for values that are no numbers. */
  readonly value: number | undefined;
  readonly text: string;
}

/** A complete data set registration as the analytics tables hold it. */
export interface CompletenessRow {
  readonly dx: string;
  readonly ao: string;
  readonly ou: string;
  readonly period: Period;
  readonly onTime: boolean;
}

/** What an analytics run copied: queries answer from it, not from what was stored since. */
export interface AnalyticsSnapshot {
  readonly values: readonly FactRow[];
  readonly completeness: readonly CompletenessRow[];
  readonly events: readonly TrackerEvent[];
  readonly enrollments: readonly Enrollment[];
  readonly trackedEntities: ReadonlyMap<string, TrackedEntity>;
}

export interface RunParameters {
  readonly lastYears: number | undefined;
  readonly skipTableTypes: readonly string[];
}

const numericTypes = new Set(
  'NUMBER UNIT_INTERVAL PERCENTAGE INTEGER INTEGER_POSITIVE INTEGER_NEGATIVE INTEGER_ZERO_OR_POSITIVE'.split(' '),
);

/** Whether values of a value type are numbers. */
export function hasNumbers(valueType: string | undefined): boolean {
  return numericTypes.has(valueType ?? '');
}

/** Whether values of a value type are numbers to analytics: numbers, and yes or no as 1 and 0. */
export function isNumericType(valueType: string | undefined): boolean {
  return hasNumbers(valueType) || valueType === 'BOOLEAN' || valueType === 'TRUE_ONLY';
}

/** The analytics tables: a copy of the data, made by a run. */
export class AnalyticsTables {
  #snapshot: AnalyticsSnapshot | undefined;

  /** What the last run copied; undefined before the first one. A server that was started anew copies again. */
  snapshot(context: ServerContext): AnalyticsSnapshot | undefined {
    const last = context.tables.table<JsonObject>('analytics/runs').get('last');
    if (!this.#snapshot && last) this.#snapshot = this.#copy(context, parametersOf(last));
    return this.#snapshot;
  }

  /** Makes the copy anew. */
  update(context: ServerContext, parameters: RunParameters): void {
    this.#snapshot = this.#copy(context, parameters);
    context.tables.table<JsonObject>('analytics/runs').set('last', {
      lastYears: parameters.lastYears ?? null,
      skipTableTypes: [...parameters.skipTableTypes],
    });
  }

  #copy(context: ServerContext, { lastYears, skipTableTypes }: RunParameters): AnalyticsSnapshot {
    const previous = this.#snapshot;
    const store = new TrackerStore(context.tables);
    const firstYear = lastYears === undefined ? 0 : context.clock.now().getUTCFullYear() - lastYears + 1;
    const skips = (type: string): boolean => skipTableTypes.includes(type);
    const copied = <T extends { deleted: boolean }>(rows: Iterable<T>): T[] =>
      [...rows].filter((row) => !row.deleted).map((row) => structuredClone(row));
    return {
      values: skips('DATA_VALUE') ? (previous?.values ?? []) : valuesSince(context, firstYear),
      completeness: skips('COMPLETENESS') ? (previous?.completeness ?? []) : completenessSince(context, firstYear),
      events: skips('EVENT') ? (previous?.events ?? []) : copied(store.events.values()),
      enrollments: skips('ENROLLMENT') ? (previous?.enrollments ?? []) : copied(store.enrollments.values()),
      trackedEntities: new Map(copied(store.trackedEntities.values()).map((entity) => [entity.trackedEntity, entity])),
    };
  }
}

function valuesSince({ values, metadata, tree }: ServerContext, firstYear: number): FactRow[] {
  const elements = new Map<string, MetadataObject | undefined>();
  const found: FactRow[] = [];
  for (let row = 0; row < values.rows; row++) {
    if (values.isDeleted(row)) continue;
    const dx = values.elementAt(row);
    if (!elements.has(dx)) elements.set(dx, metadata.get('dataElements', dx));
    const element = elements.get(dx);
    const period = parsePeriod(values.periodAt(row));
    const ou = values.unitAt(row);
    if (!element || !period || tree.level(ou) === undefined || yearOf(period.start) < firstYear) continue;
    if (textAt(element, 'domainType') === 'TRACKER') continue;
    const text = values.valueAt(row);
    const value = numberOf(element, text);
    if (value === 0 && element['zeroIsSignificant'] !== true && !averages(element)) continue;
    found.push({ dx, co: values.comboAt(row), ao: values.attributeAt(row), ou, period, value, text });
  }
  return found;
}

function completenessSince({ tables, metadata, tree }: ServerContext, firstYear: number): CompletenessRow[] {
  const found: CompletenessRow[] = [];
  for (const registration of tables.table('completeness').values()) {
    const dx = textAt(registration, 'dataSet') ?? '';
    const ou = textAt(registration, 'organisationUnit') ?? '';
    const period = parsePeriod(textAt(registration, 'period') ?? '');
    const set = metadata.get('dataSets', dx);
    if (!set || !period || tree.level(ou) === undefined || yearOf(period.start) < firstYear) continue;
    if (registration['completed'] === false) continue;
    const days = Number(set['timelyDays'] ?? 15);
    const date = dayFromText(textAt(registration, 'date'));
    const onTime = date !== undefined && date <= period.end + days;
    found.push({ dx, ou, period, onTime, ao: textAt(registration, 'attributeOptionCombo') ?? '' });
  }
  return found;
}

function numberOf(element: MetadataObject, text: string): number | undefined {
  const type = textAt(element, 'valueType');
  if (type === 'BOOLEAN' || type === 'TRUE_ONLY') return text === 'true' ? 1 : text === 'false' ? 0 : undefined;
  if (!hasNumbers(type) || !/^-?\d*\.?\d+(?:[eE][+-]?\d+)?$/.test(text)) return undefined;
  return Number(text);
}

function averages(element: MetadataObject): boolean {
  return (textAt(element, 'aggregationType') ?? '').startsWith('AVERAGE');
}

function parametersOf(stored: JsonObject): RunParameters {
  const types = stored['skipTableTypes'];
  return {
    lastYears: typeof stored['lastYears'] === 'number' ? stored['lastYears'] : undefined,
    skipTableTypes: Array.isArray(types) ? types.map(String) : [],
  };
}

/** The category combo of a data element, the default one when it has none. */
export function comboOf(element: MetadataObject): string {
  return refAt(element, 'categoryCombo') ?? 'bjDvmb4bfuf';
}
