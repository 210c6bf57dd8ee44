import type { DataSetFacts } from '../metadata/data-set-index.ts';
import { parsePeriod } from '../periods/period.ts';
import type { JsonObject, Json } from '../state/json.ts';
import { textAt } from '../state/json.ts';
import { assignFile, namesFile } from './file-values.ts';
import { hasLockException } from './lock-exceptions.ts';
import { ConflictLog } from './conflict-log.ts';
import type { ElementFacts } from './element-facts.ts';
import { isOption } from './element-facts.ts';
import {
  isAllowedAt,
  isApproved,
  isExpired,
  isInputOpen,
  isWithinComboDates,
  latestOpenPeriod,
} from './entry-rules.ts';
import { optionComboFor } from './id-resolver.ts';
import type { ImportScope } from './import-scope.ts';
import { defaultOptionCombo } from './import-scope.ts';
import type { ValueCounts, ValueSummary } from './import-summary.ts';
import { failedSummary } from './import-summary.ts';
import type { RawValue, ValuePayload } from './value-payload.ts';
import { textOf } from './value-payload.ts';
import type { Entry } from './strict-checks.ts';
import { strictProblem } from './strict-checks.ts';
import { normalizedValue, problemText, valueProblem } from './value-type.ts';
import { completeSet } from './completeness-store.ts';

/** How DHIS2 up to 2.42 imports: each value stands for itself, and only what `strict…` asks for is checked strictly. */
export function importByValue(scope: ImportScope, payload: ValuePayload): ValueSummary {
  const { context, options } = scope;
  const header = payload.header;
  const setId = textAt(header, 'dataSet') ?? options.dataSet;
  const set = setId === undefined ? undefined : context.dataSets.get(scope.dataSets.uid(setId) ?? '');
  if (setId !== undefined && !set) {
    const value = `Data set not found or not accessible: \`${setId}\``;
    return failedSummary('Import process was aborted', [
      { objects: { dataSet: setId }, value, errorCode: 'E7600', property: 'dataSet' },
    ]);
  }
  const log = new ConflictLog();
  const counts: ValueCounts = { imported: 0, updated: 0, ignored: 0, deleted: 0 };
  const importer = new ValueWriter(scope, set, log, counts);
  if (options.skipExistingCheck && payload.values.some((value) => importer.exists(value, header))) {
    return failedSummary('The import process failed: Failed to flush BatchHandler');
  }
  payload.values.forEach((value, index) => importer.take(value, header, index));
  const completeDate = textAt(header, 'completeDate');
  const complete = completeDate !== undefined && set ? completeSet(scope, set, header, completeDate) : undefined;
  counts.ignored += log.rejected.length;
  return {
    status: log.conflicts.length === 0 ? 'SUCCESS' : 'WARNING',
    description: 'Import process completed successfully',
    counts,
    conflicts: log.conflicts,
    rejected: log.rejected,
    dataSetComplete: complete ?? 'false',
    namesObject: true,
  };
}

const noFile = 'value_not_valid_file_resource_uid';

class ValueWriter {
  readonly #scope: ImportScope;
  readonly #set: DataSetFacts | undefined;
  readonly #log: ConflictLog;
  readonly #counts: ValueCounts;
  readonly #created = new Set<number>();
  readonly #strict: boolean;

  constructor(scope: ImportScope, set: DataSetFacts | undefined, log: ConflictLog, counts: ValueCounts) {
    this.#scope = scope;
    this.#set = set;
    this.#log = log;
    this.#counts = counts;
    this.#strict = Object.values(scope.options.strict).some(Boolean);
  }

  exists(raw: RawValue, header: JsonObject): boolean {
    const entry = this.#resolve(raw, header, -1, new ConflictLog());
    return entry !== undefined && this.#find(entry) >= 0;
  }

  take(raw: RawValue, header: JsonObject, index: number): void {
    const entry = this.#resolve(raw, header, index, this.#log);
    if (!entry) return;
    const value = raw.value === undefined || raw.value === null ? '' : String(raw.value as string | number | boolean);
    if (!this.#checkContent(entry, value, raw.comment, index)) return;
    if (this.#strict && !this.#checkStrict(entry, raw, index)) return;
    if (!this.#checkRules(entry, index)) return;
    this.#store(entry, value, raw, index);
  }

  #resolve(raw: RawValue, header: JsonObject, index: number, log: ConflictLog): Entry | undefined {
    const scope = this.#scope;
    const elementId = textOf(raw.dataElement);
    const element = elementId === undefined ? undefined : scope.element(elementId);
    const missing = (code: string, what: string, key: string, id: string | undefined, property: string): undefined => {
      log.add(index, code, `${what}: \`${id ?? 'null'}\``, id === undefined ? {} : { [key]: id }, property);
      return undefined;
    };
    if (!element)
      return missing('E7610', 'Data element not found or not accessible', 'dataElement', elementId, 'dataElement');
    const periodText = textOf(raw.period) ?? textAt(header, 'period');
    const period = periodText === undefined ? undefined : parsePeriod(periodText);
    if (!period) return missing('E7611', 'Period not valid', 'period', periodText, 'period');
    const unitId = textOf(raw.orgUnit) ?? textAt(header, 'orgUnit');
    const unit = unitId === undefined ? undefined : scope.units.uid(unitId);
    if (unit === undefined)
      return missing('E7612', 'Organisation unit not found or not accessible', 'organisationUnit', unitId, 'orgUnit');
    const inaccessible = 'option combo not found or not accessible for writing data';
    const comboId = textOf(raw.categoryOptionCombo);
    const byOptions = raw.categoryOptions && element ? this.#comboByOptions(element, raw.categoryOptions) : undefined;
    const combo = comboId === undefined ? (byOptions ?? defaultOptionCombo) : scope.combos.uid(comboId);
    if (
      combo === undefined ||
      (raw.categoryOptions && byOptions === undefined && Object.keys(raw.categoryOptions).length > 0)
    ) {
      return missing('E7613', `Category ${inaccessible}`, 'categoryOptionCombo', comboId, 'categoryOptionCombo');
    }
    const attributeId = textOf(raw.attributeOptionCombo) ?? textAt(header, 'attributeOptionCombo');
    const attribute =
      attributeId === undefined
        ? (this.#headerAttribute(header) ?? defaultOptionCombo)
        : scope.attributeCombos.uid(attributeId);
    if (attribute === undefined) {
      return missing('E7615', `Attribute ${inaccessible}`, 'categoryOptionCombo', attributeId, 'attributeOptionCombo');
    }
    if (!scope.mayWriteAt(unit)) {
      const objects = { organisationUnit: unit, user: scope.user.id };
      log.add(
        index,
        'E7617',
        `Organisation unit: \`${unit}\` not in hierarchy of current user: \`${scope.user.id}\``,
        objects,
        'orgUnit',
      );
      return undefined;
    }
    return { element, period, unit, combo, attribute, attributeGiven: attributeId };
  }

  #headerAttribute(header: JsonObject): string | undefined {
    const options = header['attributeCategoryOptions'];
    return Array.isArray(options) && this.#set
      ? optionComboFor(this.#scope.context, this.#set.categoryCombo, options.map(String))
      : undefined;
  }

  #comboByOptions(element: ElementFacts, options: Readonly<Record<string, string>>): string | undefined {
    const { metadata } = this.#scope.context;
    const ids = Object.values(options).map((code) => metadata.findBy('categoryOptions', 'code', code)?.id ?? code);
    return ids.length === 0 ? undefined : optionComboFor(this.#scope.context, element.categoryCombo, ids);
  }

  #checkContent({ element }: Entry, value: string, comment: Json | undefined, index: number): boolean {
    const objects = { dataElement: element.id };
    const deleting = this.#scope.options.importStrategy === 'DELETE';
    const trimmed = value.trim();
    if (trimmed === '' && (comment === undefined || comment === null || comment === '')) {
      if (deleting) return true;
      this.#log.add(
        index,
        'E7618',
        `Data value or comment not specified for data element: \`${element.id}\``,
        objects,
        'value',
      );
      return false;
    }
    const problem = trimmed === '' ? undefined : valueProblem(value, element.valueType);
    if (problem !== undefined || this.#isLostFile(element, trimmed)) {
      const text = `Value must match value type of data element \`${element.id}\`: \`${problemText(problem ?? noFile)}\``;
      this.#log.add(index, 'E7619', text, { ...objects, value: problem ?? noFile }, 'value');
      return false;
    }
    if (typeof comment === 'string' && comment.length > 50_000) {
      const key = 'comment_length_greater_than_max_length';
      this.#log.add(index, 'E7620', 'Invalid comment: Comment is greater than max length', { comment: key }, 'comment');
      return false;
    }
    if (element.options && trimmed !== '' && !isOption(element, value)) {
      const text = `Data value is not a valid option of the data element option set: \`${element.id}\``;
      this.#log.add(index, 'E7621', text, objects, 'value');
      return false;
    }
    return true;
  }

  /** Whether a value names a file that was never uploaded. */
  #isLostFile(element: ElementFacts, value: string): boolean {
    return (
      namesFile(element.valueType) &&
      value !== '' &&
      this.#scope.context.metadata.get('fileResources', value) === undefined
    );
  }

  #checkStrict(entry: Entry, raw: RawValue, index: number): boolean {
    const problem = strictProblem(this.#scope, this.#set, entry, raw);
    if (problem) this.#log.add(index, problem.code, problem.text, problem.objects, problem.property);
    return problem === undefined;
  }

  #checkRules(entry: Entry, index: number): boolean {
    const { element, period, unit, attribute } = entry;
    const { context, user, options } = this.#scope;
    const refuse = (code: string, text: string, objects: JsonObject, property?: string): false => {
      this.#log.add(index, code, text, objects, property);
      return false;
    };
    const combo = attribute === defaultOptionCombo ? undefined : this.#scope.combo(attribute);
    if (combo && !isWithinComboDates(combo, period)) {
      const text = `Period: \`${period.iso}\` is not within date range of attribute option combo: \`${attribute}\``;
      return refuse('E7638', text, { period: period.iso, categoryOptionCombo: attribute }, 'period');
    }
    if (combo && !isAllowedAt(this.#scope, combo, unit)) {
      const text = `Organisation unit: \`${unit}\` is not valid for attribute option combo: \`${attribute}\``;
      return refuse('E7639', text, { organisationUnit: unit, categoryOptionCombo: attribute }, 'orgUnit');
    }
    if (options.force && user.isSuper) return true;
    const set = this.#set?.elements.has(element.id) ? this.#set : element.dataSets[0];
    if (!set) return true;
    const now = context.clock.now();
    if (isExpired(set, period, now, user) && !hasLockException(context, set.id, period.iso, unit)) {
      const text = `Current date is past expiry days for period: \`${period.iso}\`  and data set: \`${set.id}\``;
      return refuse('E7640', text, { period: period.iso, dataSet: set.id }, 'period');
    }
    const last = latestOpenPeriod(set, now);
    if (period.start > last.end || (period.type === last.type && period.start > last.start)) {
      const text = `Period: \`${period.iso}\` is after latest open future period: \`${last.iso}\` for data element: \`${element.id}\` and data set: \`${set.id}\``;
      return refuse('E7641', text, { period: period.iso, dataElement: element.id, dataSet: set.id }, 'period');
    }
    if (isApproved(this.#scope, set, period.iso, unit, attribute)) {
      const given = entry.attributeGiven ?? 'null';
      const text = `Data already approved for data set: \`${set.id}\` period: \`${period.iso}\` org unit: \`${unit}\` attribute option combo: \`${given}\``;
      return refuse('E7642', text, { organisationUnit: unit, period: period.iso, dataSet: set.id });
    }
    if (!isInputOpen(set, period, now)) {
      const text = `Period: \`${period.iso}\` is not open for this data set at this time: \`${set.id}\``;
      return refuse('E7643', text, { period: period.iso, dataSet: set.id }, 'period');
    }
    return true;
  }

  #find({ element, period, unit, combo, attribute }: Entry): number {
    return this.#scope.context.values.findParts(element.id, period.iso, unit, combo, attribute);
  }

  /** Says that the strategy leaves a value out: it is counted and named, but no conflict. */
  #reject(index: number): void {
    this.#log.reject(index);
  }

  #store(entry: Entry, given: string, raw: RawValue, index: number): void {
    const { options, context, user, now } = this.#scope;
    const { values } = context;
    const counts = this.#counts;
    const row = this.#find(entry);
    if (row >= 0 && this.#created.has(row)) return;
    const exists = row >= 0 && !values.isDeleted(row);
    const strategy = options.importStrategy;
    if (strategy === 'DELETE' || raw.deleted === true) {
      if (!exists && strategy === 'DELETE') {
        this.#reject(index);
        return;
      }
      if (exists) {
        counts.deleted++;
        if (!options.dryRun) values.remove(row, now);
        return;
      }
    }
    if ((strategy === 'CREATE' && exists) || (strategy === 'UPDATE' && !exists)) {
      this.#reject(index);
      return;
    }
    const value = normalizedValue(given, entry.element.valueType, context.profile.minor);
    const comment = textOf(raw.comment);
    const followup = raw.followup === true || raw.followUp === true;
    if (entry.element.dropsZero && Number(value) === 0 && value !== '' && comment === undefined) {
      if (exists) {
        counts.deleted++;
        if (!options.dryRun) values.remove(row, now);
      }
      return;
    }
    if (
      exists &&
      values.valueAt(row) === value &&
      values.commentAt(row) === comment &&
      values.followupAt(row) === followup
    ) {
      counts.ignored++;
      return;
    }
    if (exists) counts.updated++;
    else counts.imported++;
    if (options.dryRun) return;
    if (namesFile(entry.element.valueType)) assignFile(context, value);
    const storedBy = textOf(raw.storedBy) ?? user.username;
    if (row >= 0) values.write(row, value, storedBy, now, comment, followup);
    else {
      const added = values.add(
        {
          dataElement: entry.element.id,
          period: entry.period.iso,
          orgUnit: entry.unit,
          categoryOptionCombo: entry.combo,
          attributeOptionCombo: entry.attribute,
        },
        value,
        storedBy,
        now,
        comment,
        followup,
      );
      this.#created.add(added);
      if (raw.deleted === true) values.remove(added, now);
    }
  }
}
