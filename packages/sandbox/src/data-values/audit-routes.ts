import { json } from '../http/answer.ts';
import { paginate } from '../http/pager.ts';
import type { Router } from '../http/router.ts';
import { parsePeriod } from '../periods/period.ts';
import { dayText } from '../periods/days.ts';
import type { ServerContext } from '../server/server-context.ts';
import { timestamp } from '../state/clock.ts';
import type { JsonObject } from '../state/json.ts';

/** `/api/audits/dataValue`: 2.42 shows the value before a change, 2.43 the one after it, and the making too. */
export function auditRoutes(router: Router, context: ServerContext): void {
  const { values, profile } = context;
  router.get('audits/dataValue', (call) => {
    const wanted = (name: string): ReadonlySet<string> => new Set(call.query.getAll(name));
    const [elements, periods, units, combos] = [wanted('de'), wanted('pe'), wanted('ou'), wanted('co')];
    const types = new Set(call.query.getAll('auditType'));
    const takes = (set: ReadonlySet<string>, id: string): boolean => set.size === 0 || set.has(id);
    const late = profile.minor >= 43;
    const all = values.audits
      .of(
        (row) =>
          takes(elements, values.elementAt(row)) &&
          takes(periods, values.periodAt(row)) &&
          takes(units, values.unitAt(row)) &&
          takes(combos, values.comboAt(row)),
      )
      .filter((entry) => (late || entry.change !== 'CREATE') && takes(types, entry.change));
    const { items, pager } = paginate(call, all);
    const shown = pager
      ? { page: pager['page'], pageCount: pager['pageCount'], total: pager['total'], pageSize: pager['pageSize'] }
      : undefined;
    const dataValueAudits = items.map((entry): JsonObject => {
      const value = values.read(entry.row);
      const period = parsePeriod(value.period)!;
      const day = (n: number): string => `${dayText(n)}T00:00:00.000`;
      return {
        created: timestamp(new Date(entry.time)),
        modifiedBy: entry.user,
        auditType: entry.change,
        value: late ? entry.after : entry.before,
        period: late
          ? { periodType: period.type, endDate: day(period.end), startDate: day(period.start) }
          : { id: value.period },
        organisationUnit: { id: value.orgUnit },
        attributeOptionCombo: { id: value.attributeOptionCombo },
        categoryOptionCombo: { id: value.categoryOptionCombo },
        dataElement: { id: value.dataElement },
      };
    });
    return json({ ...(shown ? { pager: shown } : {}), dataValueAudits });
  });
}
