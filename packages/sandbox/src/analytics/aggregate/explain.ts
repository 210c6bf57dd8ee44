import type { ServerContext } from '../../server/server-context.ts';
import { yearOf } from '../../periods/days.ts';
import type { JsonObject } from '../../state/json.ts';
import type { Dimension } from '../dimensions/dimension.ts';
import { itemsOf } from '../dimensions/dimension.ts';
import type { Grid } from '../grid/grid.ts';
import type { AnalyticsSnapshot } from '../tables/analytics-tables.ts';
import { aggregateSql } from './aggregate-sql.ts';
import { replaceItems } from './element-cells.ts';
import { dataGrid } from './data-grid.ts';
import type { DataQuery } from './data-query.ts';
import { dimensionNamed } from './data-query.ts';
import { planQueries } from './query-plan.ts';

interface PlannedSql {
  readonly sql: string;
  readonly columns: readonly string[];
}

function plannedSql({ tree }: ServerContext, query: DataQuery): PlannedSql[] {
  const elements = itemsOf(dimensionNamed(query, 'dx'), 'dataElement', 'operand');
  const level = (unit: string): number => tree.level(unit) ?? 1;
  const dimensions = replaceItems(query.dimensions, 'dx', elements);
  return planQueries(dimensions, level).map((planned) => ({
    sql: aggregateSql(planned, query.filters, level, yearsOf([...planned, ...query.filters])),
    columns: planned.map((d) => (d.id === 'pe' ? (d.items[0]?.period?.type ?? 'daily').toLowerCase() : d.id)),
  }));
}

function yearsOf(dimensions: readonly Dimension[]): number[] {
  const periods = dimensions.find((d) => d.id === 'pe')?.items ?? [];
  const years = periods.flatMap(({ period }) => (period ? [yearOf(period.start), yearOf(period.end)] : []));
  return [...new Set(years)].toSorted((a, b) => a - b);
}

/** The SQL that the server would run, as `debug/sql` shows it. */
export function debugSql(context: ServerContext, query: DataQuery): string {
  return plannedSql(context, query)
    .map(({ sql }) => sql)
    .join('\n');
}

/** The answer to `explain`: no rows, but how the database would find them. */
export function explainGrid(context: ServerContext, snapshot: AnalyticsSnapshot | undefined, query: DataQuery): Grid {
  const grid = dataGrid(context, snapshot, query);
  const executionPlans = plannedSql(context, query).map(({ sql, columns }) => executionPlan(sql, columns));
  const totalTimeInMillis = executionPlans.length;
  return { ...grid, rows: [], performanceMetrics: { totalTimeInMillis, executionPlans } };
}

function executionPlan(query: string, columns: readonly string[]): JsonObject {
  const scan: JsonObject = {
    'Node Type': 'Seq Scan',
    'Parent Relationship': 'Outer',
    'Parallel Aware': false,
    'Async Capable': false,
    'Relation Name': / from (\S+) as ax /.exec(query)?.[1] ?? 'analytics',
    Alias: 'ax',
    ...costs,
    Filter: / where (.*) group by /.exec(query)?.[1] ?? '',
    'Rows Removed by Filter': 0,
  };
  const plan: JsonObject = {
    'Node Type': 'Aggregate',
    Strategy: 'Hashed',
    'Partial Mode': 'Simple',
    'Parallel Aware': false,
    'Async Capable': false,
    ...costs,
    'Group Key': [...columns],
    'Planned Partitions': 0,
    'HashAgg Batches': 1,
    'Peak Memory Usage': 24,
    'Disk Usage': 0,
    Plans: [scan],
  };
  return { timeInMillis: 1, planningTime: 0.5, executionTime: 0.5, query, plan };
}

const costs: JsonObject = {
  'Startup Cost': 0,
  'Total Cost': 8,
  'Plan Rows': 1,
  'Plan Width': 39,
  'Actual Startup Time': 0.01,
  'Actual Total Time': 0.05,
  'Actual Rows': 1,
  'Actual Loops': 1,
};
