import type { DataSetFacts } from '../metadata/data-set-index.ts';
import type { JsonObject } from '../state/json.ts';
import { textAt } from '../state/json.ts';
import type { ImportScope } from './import-scope.ts';
import { defaultOptionCombo } from './import-scope.ts';

export function registrationKey(dataSet: string, period: string, unit: string, attributeCombo: string): string {
  return `${dataSet}/${period}/${unit}/${attributeCombo}`;
}

/** Marks a data set as complete with the data that came; gives the day as the summary shows it. */
export function completeSet(scope: ImportScope, set: DataSetFacts, header: JsonObject, completeDate: string): string {
  const period = textAt(header, 'period');
  const unit = scope.units.uid(textAt(header, 'orgUnit') ?? '');
  if (period === undefined || unit === undefined) return 'false';
  const attribute = scope.attributeCombos.uid(textAt(header, 'attributeOptionCombo') ?? '') ?? defaultOptionCombo;
  if (!scope.options.dryRun) {
    scope.context.tables.table('completeness').set(registrationKey(set.id, period, unit, attribute), {
      period,
      dataSet: set.id,
      organisationUnit: unit,
      attributeOptionCombo: attribute,
      date: completeDate.slice(0, 10),
      storedBy: scope.user.username,
      completed: true,
    });
  }
  return completeDate.slice(0, 10);
}
