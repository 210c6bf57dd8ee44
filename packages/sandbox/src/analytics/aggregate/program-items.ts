import { dayFromText } from '../../periods/days.ts';
import { periodOf } from '../../periods/period.ts';
import { objectsAt, textAt } from '../../state/json.ts';
import type { TrackerEvent } from '../../tracker/tracker-store.ts';
import type { CellSource, CellValue, Located } from './element-cells.ts';
import { Locator, replaceItems } from './element-cells.ts';
import { aggregate } from './aggregator.ts';
import type { Sample } from './aggregator.ts';
import { checkSize, meetsCriteria } from './data-query.ts';
import type { DimensionItem } from '../dimensions/dimension.ts';
import { shownNumber } from '../grid/grid.ts';
import { JavaHashMap } from './java-hash-map.ts';
import { brokenSql } from '../query-failure.ts';
import { programIndicatorSamples } from './program-indicators.ts';

/** The rows of items that come from events: data elements and attributes of a programme, programme indicators. */
export function programItemRows(source: CellSource, items: readonly DimensionItem[]): string[][] {
  const rows: string[][] = [];
  const { query, context } = source;
  for (const item of items) {
    if (item.kind === 'programIndicator') requireBoundaries(source, item);
    const cells = itemCells(source, item);
    checkSize(context, cells.size);
    for (const [key, value] of cells.entries()) {
      if (typeof value === 'number' && !meetsCriteria(value, query.measureCriteria)) continue;
      const shown = typeof value === 'number' ? shownNumber(value, !query.skipRounding) : value;
      rows.push([...(key === '' ? [] : key.split('-')), shown]);
    }
  }
  return rows;
}

/** The older server makes SQL that its database refuses when an indicator has no boundaries for its periods. */
function requireBoundaries({ context }: CellSource, item: DimensionItem): void {
  if (context.profile.minor >= 43 || objectsAt(item.object, 'analyticsPeriodBoundaries').length > 0) return;
  const expression = textAt(item.object, 'expression') ?? '';
  // The expression is all that varies in the SQL before the condition that is missing.
  throw brokenSql('and', 164 + expression.length);
}

function itemCells(source: CellSource, item: DimensionItem): JavaHashMap<CellValue> {
  const { query } = source;
  const locator = new Locator(
    source,
    replaceItems(query.dimensions, 'dx', [item]),
    replaceItems(query.filters, 'dx', [item]),
  );
  const groups = new Map<string, { samples: Sample[]; span: number }>();
  for (const { located, sample } of samplesOf(source, item)) {
    for (const { key, span } of locator.keys(located)) {
      const group = groups.get(key);
      if (group) group.samples.push(sample);
      else groups.set(key, { samples: [sample], span });
    }
  }
  const cells = new JavaHashMap<CellValue>();
  const type = query.aggregationType ?? aggregationOf(source, item);
  for (const [key, { samples, span }] of groups) {
    const value = aggregate(type, samples, span);
    if (value !== undefined) cells.put(key, value);
  }
  return cells;
}

function aggregationOf({ context }: CellSource, item: DimensionItem): string {
  if (item.kind === 'programIndicator') return textAt(item.object, 'aggregationType') ?? 'SUM';
  const plural = item.kind === 'programDataElement' ? 'dataElements' : 'trackedEntityAttributes';
  return textAt(context.metadata.get(plural, item.part), 'aggregationType') ?? 'SUM';
}

type PlacedSample = { readonly located: Located; readonly sample: Sample };

function samplesOf(source: CellSource, item: DimensionItem): PlacedSample[] {
  if (item.kind === 'programIndicator') return programIndicatorSamples(source, item);
  const { snapshot } = source;
  return snapshot.events.flatMap((event) => {
    if (event.program !== item.object!.id) return [];
    const text =
      item.kind === 'programDataElement' ? event.dataValues[item.part!]?.value : attributeOf(source, event, item.part!);
    if (text === undefined || text === '') return [];
    return placeEvent(event, item.id, text) ?? [];
  });
}

function attributeOf({ snapshot }: CellSource, event: TrackerEvent, attribute: string): string | undefined {
  const enrollment = snapshot.enrollments.find((e) => e.enrollment === event.enrollment);
  return snapshot.trackedEntities.get(enrollment?.trackedEntity ?? '')?.attributes[attribute]?.value;
}

/** An event with a value as a row of the analytics tables; undefined when it has not happened yet. */
export function placeEvent(event: TrackerEvent, dx: string, text: string): PlacedSample | undefined {
  const day = dayFromText(event.occurredAt);
  if (day === undefined) return undefined;
  const number = text === 'true' ? 1 : text === 'false' ? 0 : Number(text);
  return {
    located: { dx, ou: event.orgUnit, co: '', ao: event.attributeOptionCombo, period: periodOf('Daily', day) },
    sample: { value: Number.isNaN(number) ? undefined : number, text, day, days: 1, unit: event.orgUnit },
  };
}
