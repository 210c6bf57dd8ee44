import { periodName, relativeName } from '../../periods/period-names.ts';
import type { ServerContext } from '../../server/server-context.ts';
import type { JsonObject } from '../../state/json.ts';
import { refsAt, textAt } from '../../state/json.ts';
import type { TrackerQuery } from './tracker-query.ts';
import { nameOf } from './tracker-query.ts';

/** The names of all that a query is about. */
export function trackerNames(context: ServerContext, query: TrackerQuery, kind: 'query' | 'aggregate'): JsonObject {
  const { metadata, profile } = context;
  const { program, stage, units, items } = query;
  const names: JsonObject = { ...units.keywords, ou: query.unitsAsked ? { name: 'Organisation unit' } : {} };
  for (const unit of units.items) names[unit.id] = { name: unit.name };
  for (const { word, field, periods } of query.relative) {
    names[word] = { name: relativeName(word) };
    if (profile.minor < 43) continue;
    names['pe'] = {};
    for (const period of periods) names[period.iso] = { name: periodName(period) };
    const named = dateNames[field];
    if (named !== undefined) names[field] = { name: named };
  }
  if (query.periodsAsked) {
    const words = query.relative.flatMap((one) => one.periods.map((period) => period.iso));
    for (const item of query.periods)
      if (profile.minor >= 43 || kind === 'aggregate' || !words.includes(item.id)) names[item.id] = { name: item.name };
    if (kind === 'aggregate') names['pe'] = { name: 'Period' };
    else if (profile.minor >= 43) names['pe'] = {};
  }
  if (program) {
    names[program.id] = { name: nameOf(program) };
    const stages = stage ? [stage.id] : stagesOf(context, program.id);
    for (const id of stages) names[id] = { name: nameOf(metadata.get('programStages', id)) };
  }
  for (const item of [...items, ...query.filters]) {
    const name = { name: nameOf(item.object) };
    names[item.uid] = name;
    names[item.id] = name;
    if (item.stage !== undefined) names[item.stage] = { name: nameOf(metadata.get('programStages', item.stage)) };
  }
  return names;
}

const dateNames: Readonly<Record<string, string>> = {
  enrollmentdate: 'Enrollment date',
  incidentdate: 'Incident date',
  eventdate: 'Event date',
  scheduleddate: 'Scheduled date',
  lastupdated: 'Last updated on',
  created: 'Created on',
};

function stagesOf({ metadata }: ServerContext, program: string): readonly string[] {
  const owned = refsAt(metadata.get('programs', program), 'programStages');
  return owned.length > 0 ? owned : metadata.referrers('programStages', 'program', program);
}

/** The items of each dimension; lists of objects do not group by period, so they name none. */
export function trackerDimensions(
  { profile }: ServerContext,
  query: TrackerQuery,
  kind: 'query' | 'aggregate',
): JsonObject {
  const dimensions: JsonObject = {
    pe: kind === 'aggregate' ? query.periods.map((item) => item.id) : [],
    ou: query.units.items.map((item) => item.id),
  };
  for (const item of [...query.items, ...query.filters]) dimensions[item.id] = [];
  if (profile.minor >= 43)
    for (const { field, periods } of query.relative)
      if (field !== 'default') dimensions[field] = periods.map((period) => period.iso);
  return dimensions;
}

/** The pager of a list whose length was counted, or of one that only knows whether there is more. */
export function trackerPager(query: TrackerQuery, total: number, counted: boolean): JsonObject {
  const { page, pageSize } = query;
  if (!counted) return { page, pageSize, isLastPage: page * pageSize >= total };
  return { page, total, pageSize, pageCount: Math.max(1, Math.ceil(total / pageSize)) };
}

export function codeAndName(object: JsonObject | undefined): JsonObject {
  const code = textAt(object, 'code');
  return { ...(code === undefined ? {} : { code }), name: textAt(object, 'name') ?? '' };
}
