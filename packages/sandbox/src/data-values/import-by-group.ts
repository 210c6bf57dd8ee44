import type { DataSetFacts } from '../metadata/data-set-index.ts';
import type { Period } from '../periods/period.ts';
import { parsePeriod } from '../periods/period.ts';
import { hasAuthority } from '../security/user.ts';
import { mayBySharing } from '../security/access.ts';
import { textAt } from '../state/json.ts';
import type { JsonObject } from '../state/json.ts';
import { isUid } from '../state/identifiers.ts';
import { decodeValues } from './group-decoder.ts';
import type { DecodedValue } from './group-decoder.ts';
import { GroupRefusal, groupRefusal } from './group-refusal.ts';
import { distinct, list } from './java-list.ts';
import { completeSet } from './completeness-store.ts';
import { isAllowedAt, isApproved, isExpired, isUnitOpen, isWithinComboDates, latestOpenPeriod } from './entry-rules.ts';
import { hasLockException } from './lock-exceptions.ts';
import { isOption } from './element-facts.ts';
import type { ImportScope } from './import-scope.ts';
import { defaultCategoryCombo, defaultOptionCombo } from './import-scope.ts';
import type { Conflict, ValueCounts, ValueSummary } from './import-summary.ts';
import type { ValuePayload } from './value-payload.ts';
import { normalizedValue, valueProblem } from './value-type.ts';

/** How DHIS2 from 2.43 on imports: values are grouped by data set, and a wrong key refuses its whole group. */
export function importByGroup(scope: ImportScope, payload: ValuePayload): ValueSummary {
  const counts: ValueCounts = { imported: 0, updated: 0, ignored: 0, deleted: 0 };
  const conflicts: Conflict[] = [];
  let decoded: DecodedValue[];
  let setId: string | undefined;
  try {
    setId = decodeSet(scope, payload.header);
    decoded = decodeValues(scope, payload, setId);
  } catch (error) {
    if (!(error instanceof GroupRefusal)) throw error;
    return { ...summary('ERROR', counts, [error.conflict([-1])], []), dataSetComplete: undefined };
  }
  let groups: Map<string, DecodedValue[]>;
  try {
    groups = setId === undefined ? splitBySet(scope, decoded) : new Map([[setId, decoded]]);
  } catch (error) {
    if (!(error instanceof GroupRefusal)) throw error;
    return summary(
      'ERROR',
      counts,
      [error.conflict(decoded.map((v) => v.index))],
      decoded.map((v) => v.index),
    );
  }
  const rejected: number[] = [];
  const written: [string, number][] = [];
  for (const [id, values] of groups) {
    if (values.length === 0) continue;
    try {
      const bad = importGroup(scope, id, values, counts);
      written.push([id, values.length - bad.length]);
      counts.ignored += bad.length;
      for (const { conflict, index } of bad) {
        conflicts.push(conflict);
        rejected.push(index);
      }
    } catch (error) {
      if (!(error instanceof GroupRefusal)) throw error;
      const indexes = values.map((v) => v.index);
      conflicts.push(error.conflict(indexes));
      rejected.push(...indexes);
    }
  }
  const completeDate = textAt(payload.header, 'completeDate');
  const set = setId === undefined ? undefined : scope.context.dataSets.get(setId);
  const complete =
    completeDate !== undefined && set && conflicts.length === 0
      ? completeSet(scope, set, payload.header, completeDate)
      : undefined;
  const stored = counts.updated + counts.deleted > 0;
  const status = conflicts.length === 0 ? 'SUCCESS' : stored ? 'WARNING' : 'ERROR';
  return {
    ...summary(
      status,
      counts,
      conflicts,
      rejected.toSorted((a, b) => a - b),
    ),
    dataSetComplete: complete ?? 'false',
    groups: written,
  };
}

function summary(
  status: ValueSummary['status'],
  counts: ValueCounts,
  conflicts: readonly Conflict[],
  rejected: readonly number[],
): ValueSummary {
  return { status, counts, conflicts, rejected, dataSetComplete: 'false', namesObject: false };
}

function decodeSet(scope: ImportScope, header: JsonObject): string | undefined {
  const given = textAt(header, 'dataSet') ?? scope.options.dataSet;
  if (given === undefined) return undefined;
  const byUid = !(
    scope.options.idSchemes['dataSetIdScheme'] ??
    scope.options.idSchemes['idScheme'] ??
    textAt(header, 'dataSetIdScheme')
  );
  if (byUid) {
    if (!isUid(given)) throw groupRefusal('E8004', [given]);
    return given;
  }
  const uid = scope.dataSets.uid(given);
  if (uid === undefined) throw groupRefusal('E8005', [given]);
  return uid;
}

function splitBySet(scope: ImportScope, values: readonly DecodedValue[]): Map<string, DecodedValue[]> {
  const groups = new Map<string, DecodedValue[]>();
  const without = new Set<string>();
  for (const value of values) {
    const set = scope.context.dataSets.ofElement(value.dataElement)[0];
    if (!set) without.add(value.dataElement);
    else {
      const group = groups.get(set.id);
      if (group) group.push(value);
      else groups.set(set.id, [value]);
    }
  }
  if (without.size > 0) throw groupRefusal('E8003', [list(without)]);
  return groups;
}

function importGroup(
  scope: ImportScope,
  setId: string,
  values: readonly DecodedValue[],
  counts: ValueCounts,
): { conflict: Conflict; index: number }[] {
  const set = scope.context.dataSets.get(setId);
  checkAccess(scope, setId, set, values);
  const periods = checkKeys(scope, setId, set, values);
  if (!(scope.options.force && scope.user.isSuper)) checkTimeliness(scope, set!, values, periods);
  const bad: { conflict: Conflict; index: number }[] = [];
  const deleting = scope.options.importStrategy === 'DELETE';
  const good: DecodedValue[] = [];
  for (const value of values) {
    const refusal = deleting || value.deleted ? undefined : valueRefusal(scope, value);
    if (refusal) bad.push({ conflict: refusal.conflict([value.index]), index: value.index });
    else good.push(value);
  }
  if (scope.options.atomic && bad.length > 0) {
    throw groupRefusal('E8000', [String(good.length), String(values.length), bad[0]!.conflict.value]);
  }
  // New values are stored in the order of their keys.
  good.sort((a, b) => (a.dataElement < b.dataElement ? -1 : a.dataElement > b.dataElement ? 1 : 0));
  for (const value of good) store(scope, value, deleting || value.deleted, counts);
  return bad;
}

function checkAccess(
  scope: ImportScope,
  setId: string,
  set: DataSetFacts | undefined,
  values: readonly DecodedValue[],
): void {
  const { user } = scope;
  if (user.isSuper) return;
  if (set && !mayBySharing(user, set.object, 'dataWrite')) throw groupRefusal('E8010', [setId]);
  const outside = distinct(values, (v) => v.orgUnit).filter((unit) => !scope.mayWriteAt(unit));
  if (outside.length > 0) throw groupRefusal('E8011', [list(outside)]);
  const options = new Set<string>();
  for (const id of [
    ...distinct(values, (v) => v.attributeOptionCombo),
    ...distinct(values, (v) => v.categoryOptionCombo),
  ]) {
    for (const option of scope.combo(id)?.options ?? []) options.add(option);
  }
  const closed = [...options].filter((id) => {
    const object = scope.context.metadata.get('categoryOptions', id);
    return object && !mayBySharing(user, object, 'dataWrite');
  });
  if (closed.length > 0) throw groupRefusal('E8012', [list(closed)]);
}

function checkKeys(
  scope: ImportScope,
  setId: string,
  set: DataSetFacts | undefined,
  values: readonly DecodedValue[],
): Map<string, Period> {
  const elements = distinct(values, (v) => v.dataElement).filter((id) => !set?.elements.has(id));
  if (elements.length > 0 || !set) throw groupRefusal('E8020', [setId, list(elements)]);
  const units = distinct(values, (v) => v.orgUnit).filter((id) => !set.orgUnits.has(id));
  if (units.length > 0) throw groupRefusal('E8022', [setId, list(units)]);
  const periods = new Map<string, Period>();
  for (const iso of distinct(values, (v) => v.period)) {
    const period = parsePeriod(iso);
    if (period) periods.set(iso, period);
  }
  const unusable = [...periods.values()].filter((p) => p.type !== set.periodType).map((p) => p.iso);
  if (unusable.length > 0) throw groupRefusal('E8021', [setId, list(unusable)]);
  const attributes = distinct(values, (v) => v.attributeOptionCombo ?? defaultFor(set.categoryCombo)).filter(
    (id) => scope.combo(id)?.categoryCombo !== set.categoryCombo,
  );
  if (attributes.length > 0) throw groupRefusal('E8023', [setId, list(attributes)]);
  const combosByElement = Map.groupBy(values, (v) => v.dataElement);
  for (const [element, group] of combosByElement) {
    const combo = set.elements.get(element);
    const wrong = distinct(group, (v) => v.categoryOptionCombo).filter(
      (id) => scope.combo(id)?.categoryCombo !== combo,
    );
    if (wrong.length > 0) throw groupRefusal('E8024', [setId, element, list(wrong)]);
  }
  for (const id of distinct(values, (v) => v.attributeOptionCombo)) {
    const facts = scope.combo(id)!;
    const outside = distinct(
      values.filter((v) => v.attributeOptionCombo === id),
      (v) => v.orgUnit,
    ).filter((unit) => !isAllowedAt(scope, facts, unit));
    if (outside.length > 0) throw groupRefusal('E8025', [id, list(outside)]);
  }
  checkDoubles(values);
  const closed = values.find((v) => !isUnitOpen(scope, v.orgUnit, periods.get(v.period)!));
  if (closed) {
    const isos = distinct(
      values.filter((v) => v.orgUnit === closed.orgUnit && !isUnitOpen(scope, v.orgUnit, periods.get(v.period)!)),
      (v) => v.period,
    );
    throw groupRefusal('E8031', [closed.orgUnit, list(isos)]);
  }
  return periods;
}

function checkDoubles(values: readonly DecodedValue[]): void {
  const seen = new Map<string, DecodedValue[]>();
  let doubled = false;
  for (const value of values) {
    const key = `${value.dataElement}/${value.orgUnit}/${value.period}/${value.categoryOptionCombo ?? ''}/${value.attributeOptionCombo ?? ''}`;
    const list_ = seen.get(key);
    if (list_) {
      list_.push(value);
      doubled = true;
    } else seen.set(key, [value]);
  }
  if (!doubled) return;
  const first = [...seen.values()].find((group) => group.length > 1)!;
  const { dataElement, orgUnit, categoryOptionCombo, attributeOptionCombo, period } = first[0]!;
  const key = `DataValueKey[dataElement=${dataElement}, orgUnit=${orgUnit}, categoryOptionCombo=${categoryOptionCombo ?? 'null'}, attributeOptionCombo=${attributeOptionCombo ?? 'null'}, period=${period}]`;
  throw groupRefusal('E8128', [list(first.map((v) => String(v.index))), key]);
}

function checkTimeliness(
  scope: ImportScope,
  set: DataSetFacts,
  values: readonly DecodedValue[],
  periods: ReadonlyMap<string, Period>,
): void {
  const now = scope.context.clock.now();
  const untimely = (isos: readonly string[]): void => {
    if (isos.length > 0) throw groupRefusal('E8030', [set.id, list(isos)]);
  };
  if (set.inputPeriods.length === 0) {
    if (!hasAuthority(scope.user, 'F_EDIT_EXPIRED')) {
      const closed = [...periods.values()].filter(
        (p) =>
          isExpired(set, p, now, scope.user) &&
          values.some((v) => v.period === p.iso && !hasLockException(scope.context, set.id, p.iso, v.orgUnit)),
      );
      untimely(closed.map((p) => p.iso));
      const last = latestOpenPeriod(set, now, 0);
      untimely([...periods.values()].filter((p) => p.start > last.start).map((p) => p.iso));
    }
  } else {
    // As the real server does: a listed period is refused while its window is open, and let in otherwise.
    const moment = now.toISOString();
    untimely(
      [...periods.keys()].filter((iso) => {
        const spans = set.inputPeriods.filter((input) => input.period === iso);
        return (
          spans.length === 0 ||
          spans.some((s) => (s.opening ?? '') <= moment && (s.closing === undefined || moment <= s.closing))
        );
      }),
    );
  }
  for (const id of distinct(values, (v) => v.attributeOptionCombo)) {
    const facts = scope.combo(id)!;
    const isos = distinct(
      values.filter((v) => v.attributeOptionCombo === id),
      (v) => v.period,
    );
    const outside = isos.filter((iso) => !isWithinComboDates(facts, periods.get(iso)!));
    if (outside.length > 0) throw groupRefusal('E8032', [id, list(outside)]);
    const approved = values.find(
      (v) => v.attributeOptionCombo === id && isApproved(scope, set, v.period, v.orgUnit, id),
    );
    if (approved) throw groupRefusal('E8033', [set.id, id, `{${approved.orgUnit}=[${approved.period}]}`]);
  }
}

function valueRefusal(scope: ImportScope, value: DecodedValue): GroupRefusal | undefined {
  const facts = scope.elementOf(value.dataElement)!;
  const index = String(value.index);
  if (value.value === undefined || value.value === '')
    return value.comment === undefined ? groupRefusal('E8120', [index]) : undefined;
  const normalized = normalizedValue(value.value, facts.valueType, scope.context.profile.minor);
  const problem = valueProblem(normalized, facts.valueType);
  if (problem !== undefined) return groupRefusal('E8122', [index, normalized, facts.valueType, problem]);
  if (facts.options && !isOption(facts, normalized)) {
    const wrong =
      facts.valueType === 'MULTI_TEXT' ? normalized.split(',').find((part) => !facts.options!.has(part))! : normalized;
    return groupRefusal('E8123', [index, wrong, facts.id]);
  }
  if (value.comment !== undefined && value.comment.length > 5000) return groupRefusal('E8125', [index, '5000']);
  return undefined;
}

function store(scope: ImportScope, value: DecodedValue, remove: boolean, counts: ValueCounts): void {
  const { values, profile } = scope.context;
  const key = {
    dataElement: value.dataElement,
    period: parsePeriod(value.period)!.iso,
    orgUnit: value.orgUnit,
    categoryOptionCombo: value.categoryOptionCombo ?? defaultOptionCombo,
    attributeOptionCombo: value.attributeOptionCombo ?? defaultOptionCombo,
  };
  if (remove) counts.deleted++;
  else counts.updated++;
  if (scope.options.dryRun) return;
  const row = values.find(key);
  if (remove) {
    if (row >= 0) values.remove(row, scope.now);
    return;
  }
  const facts = scope.elementOf(value.dataElement);
  const text = normalizedValue(value.value ?? '', facts?.valueType ?? 'TEXT', profile.minor);
  if (row >= 0) values.write(row, text, scope.user.username, scope.now, value.comment, value.followup);
  else values.add(key, text, scope.user.username, scope.now, value.comment, value.followup);
}

function defaultFor(categoryCombo: string): string | undefined {
  return categoryCombo === defaultCategoryCombo ? undefined : defaultOptionCombo;
}
