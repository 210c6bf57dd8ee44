import { parsePeriod } from '../../periods/period.ts';
import { periodName } from '../../periods/period-names.ts';
import type { User } from '../../security/user.ts';
import type { ServerContext } from '../../server/server-context.ts';
import { textAt } from '../../state/json.ts';
import type { Dimension, DimensionItem } from '../dimensions/dimension.ts';
import { fixedDimensions } from '../dimensions/dimension.ts';
import { elementCells } from './element-cells.ts';

export interface AggregatedValue {
  readonly element: string;
  readonly period: string;
  readonly unit: string;
  readonly value: number;
}

/** Aggregated values of elements by period and unit, for those who send them on; none before the first analytics run. */
export function aggregateValues(
  context: ServerContext,
  user: User,
  asked: {
    readonly elements: readonly string[];
    readonly periods: readonly string[];
    readonly units: readonly string[];
  },
): AggregatedValue[] {
  const snapshot = context.analytics.snapshot(context);
  if (!snapshot) return [];
  const object = (plural: string, kind: DimensionItem['kind'], id: string): DimensionItem[] => {
    const found = context.metadata.get(plural, id);
    return found ? [{ id, name: textAt(found, 'name') ?? '', kind, object: found }] : [];
  };
  const elements = asked.elements.flatMap((id) => object('dataElements', 'dataElement', id));
  const units = asked.units.flatMap((id) => object('organisationUnits', 'orgUnit', id));
  const periods = asked.periods.flatMap((text): DimensionItem[] => {
    const period = parsePeriod(text);
    return period ? [{ id: period.iso, name: periodName(period), kind: 'period', period }] : [];
  });
  const dimension = (id: string, items: readonly DimensionItem[]): Dimension => ({
    id,
    ...fixedDimensions[id]!,
    items,
    keywords: {},
  });
  const query = {
    user,
    dimensions: [dimension('dx', elements), dimension('pe', periods), dimension('ou', units)],
    filters: [],
    days: undefined,
    aggregationType: undefined,
    measureCriteria: [],
    skipRounding: false,
    skipMeta: true,
    skipData: false,
    includeNumDen: false,
    details: false,
    displayShort: false,
  };
  return [...elementCells({ context, snapshot, query }, elements).entries()].flatMap(([key, value]) => {
    const [element = '', period = '', unit = ''] = key.split('-');
    return typeof value === 'number' ? [{ element, period, unit, value }] : [];
  });
}
