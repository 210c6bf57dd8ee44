import type { DataSetFacts } from '../metadata/data-set-index.ts';
import { dayFromText, dayOfDate, dayText } from '../periods/days.ts';
import type { Period } from '../periods/period.ts';
import { periodOf, shiftPeriod } from '../periods/period.ts';
import { hasAuthority } from '../security/user.ts';
import type { User } from '../security/user.ts';
import type { OptionComboFacts } from './element-facts.ts';
import type { ImportScope } from './import-scope.ts';

const latest = new Map<string, Period>();

/** The last period of a data set's type that may be entered today: the current one counts as future. */
export function latestOpenPeriod(set: DataSetFacts, now: Date, offset = -1): Period {
  const today = dayOfDate(now);
  const key = `${set.periodType}/${set.openFuturePeriods + offset}/${today}`;
  let period = latest.get(key);
  if (!period) {
    if (latest.size > 500) latest.clear();
    period = shiftPeriod(periodOf(set.periodType, today), set.openFuturePeriods + offset);
    latest.set(key, period);
  }
  return period;
}

/** Whether a period's days of grace are over for a user. */
export function isExpired(set: DataSetFacts, period: Period, now: Date, user: User): boolean {
  if (set.expiryDays <= 0 || hasAuthority(user, 'F_EDIT_EXPIRED')) return false;
  return now.getTime() > (period.end + 1 + set.expiryDays) * 86_400_000;
}

/** Whether the data set's input periods let a period in now; true when the set has none. */
export function isInputOpen(set: DataSetFacts, period: Period, now: Date): boolean {
  if (set.inputPeriods.length === 0) return true;
  const moment = now.toISOString();
  return set.inputPeriods.some(
    (input) =>
      input.period === period.iso &&
      (input.opening === undefined || input.opening <= moment) &&
      (input.closing === undefined || moment <= input.closing),
  );
}

/** Whether a period lies between the days on which an attribute option combo may be used. */
export function isWithinComboDates(combo: OptionComboFacts, period: Period): boolean {
  return (
    (combo.from === undefined || dayText(period.end) >= combo.from) &&
    (combo.to === undefined || dayText(period.start) <= combo.to)
  );
}

/** Whether an attribute option combo may be used at a unit. */
export function isAllowedAt({ context }: ImportScope, combo: OptionComboFacts, unit: string): boolean {
  return combo.units.every((roots) => context.tree.isWithin(unit, roots));
}

/** Whether the first day of a period lies in a unit's life. */
export function isUnitOpen({ context }: ImportScope, unit: string, period: Period): boolean {
  const span = context.tree.openSpan(unit);
  const closed = dayFromText(span.to);
  return period.start >= (dayFromText(span.from) ?? 0) && (closed === undefined || period.start <= closed);
}

/** Whether a data set's values of a period and unit have been approved. */
export function isApproved(
  { context }: ImportScope,
  set: DataSetFacts,
  period: string,
  unit: string,
  attributeCombo: string,
): boolean {
  if (set.workflow === undefined) return false;
  const approvals = context.tables.table('dataApprovals');
  return [unit, ...context.tree.ancestors(unit)].some((u) =>
    approvals.has(`${set.workflow}/${period}/${u}/${attributeCombo}`),
  );
}
