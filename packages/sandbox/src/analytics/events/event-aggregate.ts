import type { Call } from '../../http/call.ts';
import { dayFromText } from '../../periods/days.ts';
import type { ServerContext } from '../../server/server-context.ts';
import { textAt } from '../../state/json.ts';
import type { Sample } from '../aggregate/aggregator.ts';
import { aggregate } from '../aggregate/aggregator.ts';
import { checkSize } from '../aggregate/data-query.ts';
import { JavaHashMap } from '../aggregate/java-hash-map.ts';
import type { Grid, GridHeader } from '../grid/grid.ts';
import { dimensionHeader, numberHeader, shownNumber } from '../grid/grid.ts';
import { refusedQuery } from '../query-failure.ts';
import type { AnalyticsSnapshot } from '../tables/analytics-tables.ts';
import type { EventRow } from './event-selection.ts';
import { eventValue, selectEvents } from './event-selection.ts';
import type { QueryItem } from './query-item.ts';
import { itemHeader, readItem } from './query-item.ts';
import { codeAndName, trackerDimensions, trackerNames } from './tracker-metadata.ts';
import type { TrackerQuery } from './tracker-query.ts';

/** Numbers of events, or aggregates of one of their values, by unit, period and item. */
export function eventAggregateGrid(
  context: ServerContext,
  call: Call,
  snapshot: AnalyticsSnapshot,
  query: TrackerQuery,
): Grid {
  const { metadata } = context;
  const valueId = call.query.get('value');
  const value = valueId === null ? undefined : readItem(metadata, valueId);
  if (
    value &&
    !/NUMBER|INTEGER|PERCENTAGE|UNIT_INTERVAL|BOOLEAN|TRUE_ONLY/.test(textAt(value.object, 'valueType') ?? '')
  )
    throw refusedQuery('E7223', valueId!);
  const type =
    call.query.get('aggregationType') ?? (value ? (textAt(value.object, 'aggregationType') ?? 'AVERAGE') : 'COUNT');
  const parts = groupParts(context, query);
  const groups = new JavaHashMap<{ readonly cells: readonly string[]; readonly samples: Sample[] }>();
  for (const row of selectEvents(context, snapshot, query)) {
    const sample = sampleOf(row, value);
    if (!sample) continue;
    let cells: (readonly string[])[] = [[]];
    for (const { find } of parts) cells = cells.flatMap((cell) => find(row).map((id) => [...cell, id]));
    for (const cell of cells) {
      const key = cell.join('-');
      const group = groups.get(key);
      if (group) group.samples.push(sample);
      else groups.put(key, { cells: cell, samples: [sample] });
    }
  }
  checkSize(context, groups.size);
  const rows = [...groups.entries()].map(([, { cells, samples }]) => {
    const result = aggregate(type, samples, 1);
    return [...cells, typeof result === 'number' ? shownNumber(result) : (result ?? '')];
  });
  const items = trackerNames(context, query, 'aggregate');
  if (value) items[value.uid] = codeAndName(value.object);
  const metaData = query.skipMeta ? {} : { items, dimensions: trackerDimensions(context, query, 'aggregate') };
  return { headers: [...parts.map((part) => part.header), numberHeader('value', 'Value')], rows, metaData };
}

function sampleOf({ event, ...rest }: EventRow, value: QueryItem | undefined): Sample | undefined {
  const text = value ? eventValue({ event, ...rest }, value) : '1';
  if (text === undefined || text === '') return undefined;
  const number = text === 'true' ? 1 : text === 'false' ? 0 : Number(text);
  if (value && Number.isNaN(number)) return undefined;
  return { value: number, text, day: dayFromText(event.occurredAt) ?? 0, days: 1, unit: event.orgUnit };
}

interface GroupPart {
  readonly header: GridHeader;
  readonly find: (row: EventRow) => readonly string[];
}

function groupParts({ tree }: ServerContext, query: TrackerQuery): GroupPart[] {
  const parts: GroupPart[] = [];
  if (query.unitsAsked === 'dimension') {
    const units = new Set(query.units.items.map((item) => item.id));
    parts.push({
      header: dimensionHeader('ou', 'Organisation unit'),
      find: ({ event }) => (tree.path(event.orgUnit) ?? '').split('/').filter((id) => units.has(id)),
    });
  }
  if (query.periodsAsked === 'dimension') {
    parts.push({
      header: dimensionHeader('pe', 'Period'),
      find: ({ event }) => {
        const day = dayFromText(event.occurredAt) ?? Number.NaN;
        return query.periods.filter(({ period }) => period!.start <= day && day <= period!.end).map((item) => item.id);
      },
    });
  }
  for (const item of query.items)
    parts.push({ header: itemHeader(item), find: (row) => [eventValue(row, item) ?? ''] });
  return parts;
}
