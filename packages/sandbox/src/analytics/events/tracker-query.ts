import type { Call } from '../../http/call.ts';
import { flag, intParam } from '../../http/call.ts';
import type { MetadataObject } from '../../metadata/metadata-store.ts';
import { dayFromText } from '../../periods/days.ts';
import type { Period } from '../../periods/period.ts';
import { parsePeriod } from '../../periods/period.ts';
import { periodName } from '../../periods/period-names.ts';
import { relativePeriods } from '../../periods/relative-periods.ts';
import type { ServerContext } from '../../server/server-context.ts';
import { javaHashOrder } from '../../state/java-order.ts';
import { asText, textAt } from '../../state/json.ts';
import type { Dimension, DimensionItem } from '../dimensions/dimension.ts';
import { IdReader } from '../dimensions/id-reader.ts';
import { orgUnitDimension, viewUnits } from '../dimensions/org-unit-items.ts';
import { badQuery } from '../query-failure.ts';
import type { QueryItem } from './query-item.ts';
import { readItem } from './query-item.ts';

/** A span of days that a query asks for by one of the dates of an object. */
export interface TimeSpan {
  readonly field: TimeField;
  readonly start: number;
  readonly end: number;
}

export type TimeField =
  | 'default'
  | 'enrollmentdate'
  | 'incidentdate'
  | 'eventdate'
  | 'scheduleddate'
  | 'lastupdated'
  | 'created';

/** A query about events, enrollments or tracked entities. */
export interface TrackerQuery {
  readonly program: MetadataObject | undefined;
  readonly stage: MetadataObject | undefined;
  /** `ou`, or the user's own units when the query names none. */
  readonly units: Dimension;
  readonly unitsAsked: 'dimension' | 'filter' | undefined;
  readonly items: readonly QueryItem[];
  /** Items that only narrow the query. */
  readonly filters: readonly QueryItem[];
  readonly periods: readonly DimensionItem[];
  readonly periodsAsked: 'dimension' | 'filter' | undefined;
  /** Words such as `LAST_12_MONTHS`, with the periods they stand for and the date they are about. */
  readonly relative: readonly {
    readonly word: string;
    readonly field: TimeField;
    readonly periods: readonly Period[];
  }[];
  readonly spans: readonly TimeSpan[];
  readonly eventStatuses: readonly string[];
  readonly programStatuses: readonly string[];
  readonly page: number;
  readonly pageSize: number;
  readonly paging: boolean;
  readonly totalPages: boolean;
  readonly skipMeta: boolean;
}

const dateParameters: readonly (readonly [parameter: string, field: TimeField])[] = [
  ['eventDate', 'eventdate'],
  ['occurredDate', 'eventdate'],
  ['enrollmentDate', 'enrollmentdate'],
  ['incidentDate', 'incidentdate'],
  ['scheduledDate', 'scheduleddate'],
  ['lastUpdated', 'lastupdated'],
  ['created', 'created'],
];

/** Reads a query; `program` is undefined for tracked entities of any programme. */
export function readTrackerQuery(
  context: ServerContext,
  call: Call,
  program: MetadataObject | undefined,
): TrackerQuery {
  const { metadata } = context;
  const stageId = call.query.get('stage');
  const stage = metadata.get('programStages', stageId ?? undefined);
  if (stageId !== null && !stage) throw badQuery('E7130', stageId);
  const ids = new IdReader(metadata, null);
  const reader = new PeriodReader(context);
  let units: Dimension | undefined;
  let unitsAsked: TrackerQuery['unitsAsked'];
  let periodsAsked: TrackerQuery['periodsAsked'];
  const items: QueryItem[] = [];
  const filters: QueryItem[] = [];
  for (const kind of ['dimension', 'filter'] as const) {
    // The server keeps the dimensions of a query in a hash set.
    for (const text of javaHashOrder(call.query.getAll(kind))) {
      const [id = '', list = ''] = text.split(/:(.*)/s);
      const members = list.split(';').filter((member) => member !== '');
      if (id === 'ou') {
        units = orgUnitDimension(context, call.user, ids, members);
        unitsAsked = kind;
      } else if (id === 'pe') {
        for (const member of members) reader.add(member.split(':')[0]!, 'default');
        periodsAsked = kind;
      } else (kind === 'dimension' ? items : filters).push(readItem(metadata, text));
    }
  }
  for (const [parameter, field] of dateParameters)
    for (const text of (call.query.get(parameter) ?? '').split(';')) if (text !== '') reader.add(text, field);
  const start = dayFromText(call.query.get('startDate') ?? undefined);
  const end = dayFromText(call.query.get('endDate') ?? undefined);
  if (start !== undefined && end !== undefined) reader.spans.push({ field: 'default', start, end });
  if (program && reader.spans.length === 0)
    reader.add(asText(context.settings.get('keyAnalysisRelativePeriod')), 'default');
  return {
    program,
    stage,
    units: units ?? orgUnitDimension(context, call.user, ids, viewUnits(call.user)),
    unitsAsked,
    items,
    filters,
    periods: reader.items,
    periodsAsked,
    relative: reader.relative,
    spans: reader.spans,
    eventStatuses: listOf(call, 'eventStatus'),
    programStatuses: listOf(call, 'programStatus', 'enrollmentStatus'),
    page: intParam(call, 'page', 1),
    pageSize: intParam(call, 'pageSize', 50),
    paging: flag(call, 'paging', true),
    totalPages: flag(call, 'totalPages', true),
    skipMeta: flag(call, 'skipMeta'),
  };
}

function listOf(call: Call, ...names: readonly string[]): string[] {
  return names
    .flatMap((name) => call.query.getAll(name))
    .flatMap((text) => text.split(/[;,]/))
    .filter((text) => text !== '');
}

class PeriodReader {
  readonly #context: ServerContext;
  readonly items: DimensionItem[] = [];
  readonly spans: TimeSpan[] = [];
  readonly relative: TrackerQuery['relative'][number][] = [];

  constructor(context: ServerContext) {
    this.#context = context;
  }

  add(text: string, field: TimeField): void {
    const periods = relativePeriods(text, this.#context.clock.now());
    if (periods) this.relative.push({ word: text, field, periods });
    const range = /^(\d{4}-\d{2}-\d{2})_(\d{4}-\d{2}-\d{2})$/.exec(text);
    if (range) {
      this.spans.push({ field, start: dayFromText(range[1]) ?? 0, end: dayFromText(range[2]) ?? 0 });
      return;
    }
    const plain = parsePeriod(text);
    for (const period of periods ?? (plain ? [plain] : [])) {
      this.spans.push({ field, start: period.start, end: period.end });
      if (field === 'default') this.items.push({ id: period.iso, name: periodName(period), kind: 'period', period });
    }
  }
}

/** Whether a day of an object lies in what the query asks for; `dayOf` gives the day of a date field. */
export function inTime(query: TrackerQuery, dayOf: (field: TimeField) => number | undefined): boolean {
  if (query.spans.length === 0) return true;
  const fields = new Set(query.spans.map((span) => span.field));
  return [...fields].every((field) => {
    const day = dayOf(field);
    return (
      day !== undefined && query.spans.some((span) => span.field === field && span.start <= day && day <= span.end)
    );
  });
}

export function nameOf(object: MetadataObject | undefined): string {
  return textAt(object, 'name') ?? '';
}
