import type { Call } from '../http/call.ts';
import { conflict } from '../http/web-error.ts';
import { dayFromText } from '../periods/days.ts';
import type { Period } from '../periods/period.ts';
import { parsePeriod } from '../periods/period.ts';
import { relativePeriods } from '../periods/relative-periods.ts';
import type { ServerContext } from '../server/server-context.ts';
import type { DataItem } from './data-items.ts';
import { dataItems, dimensionMembers } from './data-items.ts';
import type { UnitItems } from './unit-items.ts';
import { unitItems } from './unit-items.ts';

/** A dimension beside data, periods and units: a category or a group set, and which of its members count. */
export interface ExtraDimension {
  readonly id: string;
  readonly name: string;
  readonly plural: string;
  readonly members: readonly string[];
}

/** An analytics query, resolved. */
export interface AnalyticsQuery {
  /** The dimensions of the rows, in their order: `dx`, `pe`, `ou`, `co` or a uid. */
  readonly columns: readonly string[];
  readonly data: readonly DataItem[];
  readonly periods: readonly Period[];
  /** Relative periods as they were named. */
  readonly relative: readonly string[];
  readonly units: UnitItems;
  readonly extras: readonly ExtraDimension[];
  readonly aggregationType: string | undefined;
}

interface Given {
  readonly id: string;
  readonly items: readonly string[];
}

export function readQuery(context: ServerContext, call: Call): AnalyticsQuery {
  const given = (name: string): Given[] =>
    call.query.getAll(name).map((text) => {
      const at = text.indexOf(':');
      const id = at < 0 ? text : text.slice(0, at);
      const items = at < 0 ? [] : text.slice(at + 1).split(';').filter((item) => item !== '');
      return { id, items };
    });
  const dimensions = given('dimension');
  const filters = given('filter');
  if (dimensions.length === 0) throw conflict('At least one dimension must be specified', 'E7101');
  const twice = dimensions.map(({ id }) => id).filter((id, i, all) => all.indexOf(id) !== i);
  if (twice.length > 0) throw conflict(`Dimensions cannot be specified more than once: \`[${[...new Set(twice)].join(', ')}]\``, 'E7111');
  const all = [...dimensions, ...filters];
  const itemsOf = (id: string): readonly string[] => all.filter((d) => d.id === id).flatMap((d) => d.items);
  const byCode = call.query.get('inputIdScheme') === 'CODE';
  const extras = all
    .filter(({ id }) => !['dx', 'pe', 'ou', 'co', 'ao'].includes(id))
    .map(({ id, items }): ExtraDimension => {
      const found = dimensionMembers(context, id);
      if (!found) throw conflict(`Dimension identifier does not reference any dimension: \`${id}\``, 'E7125');
      return { id, name: found.name, plural: found.plural, members: items.length > 0 ? items : found.members };
    });
  const relative: string[] = [];
  const periods = periodsOf(context, call, itemsOf('pe'), relative);
  const units = all.some((d) => d.id === 'ou')
    ? unitItems(context, call.user, itemsOf('ou'), byCode)
    : { ids: [], notes: {} };
  const data = dataItems(context, itemsOf('dx'), byCode);
  if (all.some((d) => d.id === 'dx') && data.length === 0)
    throw conflict('Dimension `dx` is present in query without any valid dimension options', 'E7124');
  if (periods.length === 0) throw conflict('A end date was not specified in periods, dimensions, filters', 'E7146');
  return {
    columns: dimensions.map(({ id }) => id),
    data,
    periods,
    relative,
    units,
    extras,
    aggregationType: call.query.get('aggregationType') ?? undefined,
  };
}

function periodsOf(context: ServerContext, call: Call, items: readonly string[], relative: string[]): Period[] {
  const found = new Map<string, Period>();
  for (const item of items) {
    const many = relativePeriods(item, context.clock.now());
    if (many) {
      relative.push(item);
      for (const period of many) found.set(period.iso, period);
    } else {
      const period = parsePeriod(item);
      if (period) found.set(period.iso, period);
    }
  }
  const start = dayFromText(call.query.get('startDate') ?? undefined);
  const end = dayFromText(call.query.get('endDate') ?? undefined);
  if (found.size === 0 && start !== undefined && end !== undefined)
    found.set('range', { type: 'Range', iso: 'range', start, end });
  return [...found.values()];
}
