import { dayFromText } from '../../periods/days.ts';
import type { ServerContext } from '../../server/server-context.ts';
import type { Enrollment, TrackedEntity, TrackerEvent } from '../../tracker/tracker-store.ts';
import type { AnalyticsSnapshot } from '../tables/analytics-tables.ts';
import type { QueryItem } from './query-item.ts';
import { meetsConditions } from './query-item.ts';
import type { TimeField, TrackerQuery } from './tracker-query.ts';
import { inTime } from './tracker-query.ts';

/** An event with the enrollment and the person that it belongs to. */
export interface EventRow {
  readonly event: TrackerEvent;
  readonly enrollment: Enrollment | undefined;
  readonly entity: TrackedEntity | undefined;
}

export function selectEvents({ tree }: ServerContext, snapshot: AnalyticsSnapshot, query: TrackerQuery): EventRow[] {
  const enrollments = new Map(snapshot.enrollments.map((enrollment) => [enrollment.enrollment, enrollment]));
  const units = query.units.items.map((item) => item.id);
  return snapshot.events.flatMap((event) => {
    if (event.program !== query.program?.id || (event.occurredAt === undefined && event.status !== 'SCHEDULE'))
      return [];
    if (query.stage && event.programStage !== query.stage.id) return [];
    if (query.eventStatuses.length > 0 && !query.eventStatuses.includes(event.status)) return [];
    const enrollment = enrollments.get(event.enrollment ?? '');
    if (query.programStatuses.length > 0 && !query.programStatuses.includes(enrollment?.status ?? 'ACTIVE')) return [];
    if (!tree.isWithin(event.orgUnit, units)) return [];
    if (!inTime(query, (field) => eventDay(event, enrollment, field))) return [];
    const row = { event, enrollment, entity: snapshot.trackedEntities.get(enrollment?.trackedEntity ?? '') };
    return [...query.items, ...query.filters].every((item) => meetsConditions(item, eventValue(row, item)))
      ? [row]
      : [];
  });
}

function eventDay(event: TrackerEvent, enrollment: Enrollment | undefined, field: TimeField): number | undefined {
  switch (field) {
    case 'enrollmentdate':
      return dayFromText(enrollment?.enrolledAt);
    case 'incidentdate':
      return dayFromText(enrollment?.occurredAt);
    case 'scheduleddate':
      return dayFromText(event.scheduledAt);
    case 'lastupdated':
      return dayFromText(event.updatedAt);
    case 'created':
      return dayFromText(event.createdAt);
    default:
      return dayFromText(event.occurredAt);
  }
}

/** The value that an event has for an item, its own or its person's. */
export function eventValue({ event, entity }: EventRow, item: QueryItem): string | undefined {
  if (item.kind === 'attribute') return entity?.attributes[item.uid]?.value;
  if (item.stage !== undefined && item.stage !== event.programStage) return undefined;
  return event.dataValues[item.uid]?.value;
}
