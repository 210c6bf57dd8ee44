import { dayFromText, dayOfDate } from '../periods/days.ts';
import { periodOf } from '../periods/period.ts';
import { hasAuthority } from '../security/user.ts';
import type { JsonObject } from '../state/json.ts';
import { textAt } from '../state/json.ts';
import type { EventPlace } from './event-checks.ts';
import type { TrackerIssue } from './tracker-report.ts';
import type { TrackerScope } from './tracker-scope.ts';
import { eventText } from './tracker-text.ts';

type One = (code: string, shown: readonly string[], args?: readonly string[]) => TrackerIssue[];

/** Checks the dates of an event: there, not completed while active, not in a period that expired. */
export function eventDateIssues(scope: TrackerScope, object: JsonObject, place: EventPlace, one: One): TrackerIssue[] {
  const uid = textAt(object, 'event')!;
  const status = textAt(object, 'status') ?? 'ACTIVE';
  const occurred = textAt(object, 'occurredAt');
  const scheduled = textAt(object, 'scheduledAt');
  const shown = (): string => eventText(scope, object, programEnrollment(scope, place));
  if (occurred === undefined && (status === 'ACTIVE' || status === 'COMPLETED' || !place.registers))
    return one('E1031', [], [shown()]);
  if (scheduled === undefined && occurred === undefined) return one('E1050', [], [shown()]);
  if (status === 'SCHEDULE' && scheduled === undefined) return one('E1050', [], [shown()]);
  const issues: TrackerIssue[] = [];
  if (status === 'ACTIVE' && textAt(object, 'completedAt') !== undefined)
    issues.push(...one('E1051', [uid, status], [shown(), status]));
  const { program } = place;
  const periodType = textAt(program, 'expiryPeriodType');
  const expiryDays = Number(program['expiryDays'] ?? 0);
  const day = dayFromText(occurred ?? scheduled);
  if (periodType !== undefined && expiryDays > 0 && day !== undefined && !hasAuthority(scope.user, 'F_EDIT_EXPIRED')) {
    const last = periodOf(periodType, day).end + expiryDays;
    if (dayOfDate(scope.context.clock.now()) > last) issues.push(...one('E1047', [uid]));
  }
  return issues;
}

/** The enrollment that stands for a program without registration (up to 2.42). */
function programEnrollment(scope: TrackerScope, { program, registers }: EventPlace): string | undefined {
  return registers || scope.context.profile.minor >= 43
    ? undefined
    : scope.context.tables.table<string>('tracker/programEnrollments').get(program.id);
}
