import type { Call } from '../http/call.ts';
import { conflict } from '../http/web-error.ts';
import { dayFromText } from '../periods/days.ts';
import { parsePeriod } from '../periods/period.ts';
import { relativePeriods } from '../periods/relative-periods.ts';
import type { ServerContext } from '../server/server-context.ts';
import type { Json, JsonObject } from '../state/json.ts';
import { objectsAt, refAt, refsAt, textAt } from '../state/json.ts';
import { periodName, relativeName } from '../periods/period-names.ts';
import type { UnitItems } from './unit-items.ts';
import { unitItems } from './unit-items.ts';

/** A query about events, enrollments or persons of a program. */
export interface TrackerQuery {
  readonly program: string;
  readonly units: UnitItems;
  readonly hasUnits: boolean;
  /** Data elements (maybe `stage.element`) and attributes, in the order asked. */
  readonly items: readonly string[];
  readonly periods: readonly string[];
  /** Whether a day lies in the time asked for. */
  inTime(day: number): boolean;
  readonly page: number;
  readonly pageSize: number;
  readonly paging: boolean;
  /** Names for the metadata of what the query names. */
  readonly names: JsonObject;
}

export function trackerQuery(context: ServerContext, call: Call, program: string | undefined): TrackerQuery {
  const { metadata } = context;
  if (program !== undefined && !metadata.get('programs', program))
    throw conflict(`Program is specified but does not exist: \`${program}\``, 'E7129');
  const all = [...call.query.getAll('dimension'), ...call.query.getAll('filter')];
  const names: JsonObject = {};
  let units: UnitItems = { ids: [], notes: {} };
  const items: string[] = [];
  const periods: string[] = [];
  const spans: { start: number; end: number }[] = [];
  const addPeriod = (text: string): void => {
    const relative = relativePeriods(text, context.clock.now());
    if (relative) names[text] = { name: relativeName(text) };
    const list = relative ?? [parsePeriod(text)].filter((p) => p !== undefined);
    for (const period of list) {
      spans.push(period);
      if (!relative) {
        periods.push(period.iso);
        names[period.iso] = { name: periodName(period) };
      }
    }
  };
  for (const text of all) {
    const [id = '', list = ''] = text.split(/:(.*)/s);
    const members = list.split(';').filter((member) => member !== '');
    if (id === 'ou') units = unitItems(context, call.user, members, false);
    else if (id === 'pe') {
      names['pe'] = { name: 'Period' };
      members.forEach(addPeriod);
    } else if (isItem(context, id)) items.push(id);
    else {
      const message = `Item identifier does not reference any data element, attribute or indicator part of the program: \`${id}\``;
      throw conflict(message, 'E7224');
    }
  }
  for (const name of ['enrollmentDate', 'occurredDate', 'eventDate', 'incidentDate'])
    for (const text of (call.query.get(name) ?? '').split(';').filter((t) => t !== '')) addPeriod(text);
  const start = dayFromText(call.query.get('startDate') ?? undefined);
  const end = dayFromText(call.query.get('endDate') ?? undefined);
  if (start !== undefined && end !== undefined) spans.push({ start, end });
  for (const id of units.ids) names[id] = { name: textAt(metadata.get('organisationUnits', id), 'name') ?? id };
  Object.assign(names, units.notes);
  return {
    program: program ?? '',
    units,
    hasUnits: units.ids.length > 0,
    items,
    periods,
    inTime: (day) => spans.length === 0 || spans.some((span) => span.start <= day && day <= span.end),
    page: Number(call.query.get('page') ?? 1),
    pageSize: Number(call.query.get('pageSize') ?? 50),
    paging: call.query.get('paging') !== 'false',
    names,
  };
}

function isItem({ metadata }: ServerContext, id: string): boolean {
  const plain = id.split('.').at(-1)!;
  return [...['dataElements', 'trackedEntityAttributes']].some((plural) => metadata.get(plural, plain) !== undefined);
}

/** The names of the program, of its stages (all, or one) and of the items. */
export function trackerNames(context: ServerContext, query: TrackerQuery, stages: 'all' | readonly string[]): JsonObject {
  const { metadata } = context;
  const name = (plural: string, id: string): JsonObject => ({ name: textAt(metadata.get(plural, id), 'name') ?? id });
  const names: JsonObject = { ...query.names, ou: { name: 'Organisation unit' } };
  if (query.program !== '') {
    names[query.program] = name('programs', query.program);
    for (const id of stagesOf(context, query.program))
      if (stages === 'all' || stages.includes(id)) names[id] = name('programStages', id);
  }
  for (const id of query.items) {
    const [stage, element] = id.includes('.') ? id.split('.') : [undefined, id];
    const plain = element!;
    const label = metadata.get('dataElements', plain) ? name('dataElements', plain) : name('trackedEntityAttributes', plain);
    names[plain] = label;
    if (stage !== undefined) {
      names[id] = label;
      names[stage] = name('programStages', stage);
    }
  }
  return names;
}

export function stagesOf({ metadata }: ServerContext, program: string): readonly string[] {
  const owned = refsAt(metadata.get('programs', program), 'programStages');
  return owned.length > 0 ? owned : metadata.referrers('programStages', 'program', program);
}

/** The dimensions of a tracker query's metadata. */
export function trackerDimensions(query: TrackerQuery): JsonObject {
  const dimensions: { [key: string]: Json } = { pe: [...query.periods], ou: [...query.units.ids] };
  for (const id of query.items) dimensions[id] = [];
  return dimensions;
}

/** The attributes of a program, by uid. */
export function programAttributes({ metadata }: ServerContext, program: string): string[] {
  return objectsAt(metadata.get('programs', program), 'programTrackedEntityAttributes')
    .map((link) => refAt(link, 'trackedEntityAttribute'))
    .filter((id) => id !== undefined);
}
