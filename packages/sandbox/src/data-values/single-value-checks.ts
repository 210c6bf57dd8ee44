import { conflict } from '../http/web-error.ts';
import { parsePeriod } from '../periods/period.ts';
import type { User } from '../security/user.ts';
import type { ServerContext } from '../server/server-context.ts';
import type { ValueKey } from './data-value-store.ts';
import type { ElementFacts } from './element-facts.ts';
import { elementFacts, isOption, optionComboFacts } from './element-facts.ts';
import { isInputOpen, isExpired, isWithinComboDates, latestOpenPeriod } from './entry-rules.ts';
import { defaultOptionCombo } from './import-scope.ts';
import { hasLockException } from './lock-exceptions.ts';
import { valueProblem } from './value-type.ts';

/** Refuses one value as DHIS2 up to 2.42 does; gives what is known of its element. */
export function checkSingleValue(
  context: ServerContext,
  user: User,
  key: ValueKey,
  value: string,
  dataSet: string | undefined,
  force: boolean,
): ElementFacts {
  const { tree, clock } = context;
  const element = elementFacts(context, key.dataElement)!;
  const period = parsePeriod(key.period)!;
  if (!user.isSuper && !tree.isWithin(key.orgUnit, user.organisationUnits))
    throw conflict(`Organisation unit is not in the hierarchy of the current user: \`${key.orgUnit}\``, 'E2020');
  const combo =
    key.attributeOptionCombo === defaultOptionCombo ? undefined : optionComboFacts(context, key.attributeOptionCombo);
  if (combo && !isWithinComboDates(combo, period)) {
    const text = `Period \`${key.period}\` is not within date range of attribute option combo \`${combo.id}\``;
    throw conflict(text, 'E2024');
  }
  const set = (dataSet && context.dataSets.get(dataSet)) || element.dataSets[0];
  const now = clock.now();
  if (set && !(force && user.isSuper)) {
    const last = latestOpenPeriod(set, now);
    if (period.start > last.end || (period.type === last.type && period.start > last.start)) {
      const text = `Period: \`${key.period}\` is after latest open future period: \`${last.iso}\` for data element: \`${element.id}\``;
      throw conflict(text, 'E2022');
    }
    if (isExpired(set, period, now, user) && !hasLockException(context, set.id, period.iso, key.orgUnit))
      throw conflict('Data set is locked', 'E2017');
    if (!isInputOpen(set, period, now)) throw conflict('Period reported is not open for data set', 'E2018');
  }
  if (value !== '') {
    if (valueProblem(value, element.valueType) !== undefined)
      throw conflict(`Data value must match data element value type: \`${element.valueType}\``, 'E2030');
    if (!isOption(element, value)) {
      const text = `Data value is not a valid option of the data element option set: \`${element.id}\``;
      throw conflict(text, 'E2029');
    }
  }
  return element;
}
