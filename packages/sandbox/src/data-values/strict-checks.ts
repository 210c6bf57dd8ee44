import type { DataSetFacts } from '../metadata/data-set-index.ts';
import type { Period } from '../periods/period.ts';
import type { JsonObject } from '../state/json.ts';
import type { ElementFacts } from './element-facts.ts';
import type { ImportScope } from './import-scope.ts';
import type { RawValue } from './value-payload.ts';
import { textOf } from './value-payload.ts';

/** A value of the payload whose ids were found. */
export interface Entry {
  readonly element: ElementFacts;
  readonly period: Period;
  readonly unit: string;
  readonly combo: string;
  readonly attribute: string;
  readonly attributeGiven: string | undefined;
}

/** A conflict to be: its code, sentence and objects. */
export interface StrictProblem {
  readonly code: string;
  readonly text: string;
  readonly objects: JsonObject;
  readonly property: string | undefined;
}

/** What the `strict…` and `require…` parameters hold against a value (up to 2.42); undefined when nothing. */
export function strictProblem(
  scope: ImportScope,
  set: DataSetFacts | undefined,
  entry: Entry,
  raw: RawValue,
): StrictProblem | undefined {
  const { element, period, unit, combo } = entry;
  const { strict } = scope.options;
  const refuse = (code: string, text: string, objects: JsonObject, property?: string): StrictProblem => ({
    code,
    text,
    objects,
    property,
  });
  if (strict.requireCategoryOptionCombo && textOf(raw.categoryOptionCombo) === undefined && !raw.categoryOptions) {
    return refuse('E7630', 'Category option combo is required but is not specified', {}, 'categoryOptionCombo');
  }
  if (strict.requireAttributeOptionCombo && entry.attributeGiven === undefined) {
    return refuse('E7631', 'Attribute option combo is required but is not specified', {}, 'attributeOptionCombo');
  }
  const sets = element.dataSets;
  if (strict.strictPeriods && !sets.some((s) => s.periodType === period.type)) {
    const text = `Period type of period: \`${period.iso}\` not valid for data element: \`${element.id}\``;
    return refuse('E7632', text, { period: period.iso, dataElement: element.id });
  }
  if (strict.strictDataElements && set && !set.elements.has(element.id)) {
    const text = `Data element: \`${element.id}\` is not part of dataset: \`${set.id}\``;
    return refuse('E7633', text, { dataElement: element.id, dataSet: set.id }, 'dataElement');
  }
  if (strict.strictCategoryOptionCombos && scope.combo(combo)?.categoryCombo !== element.categoryCombo) {
    const given = textOf(raw.categoryOptionCombo);
    const text = `Category option combo: \`${given ?? 'null'}\` must be part of category combo of data element: \`${element.id}\``;
    const objects =
      given === undefined ? { dataElement: element.id } : { categoryOptionCombo: given, dataElement: element.id };
    return refuse('E7634', text, objects, 'categoryOptionCombo');
  }
  if (
    strict.strictAttributeOptionCombos &&
    !sets.some((s) => scope.combo(entry.attribute)?.categoryCombo === s.categoryCombo)
  ) {
    const given = entry.attributeGiven;
    const text = `Attribute option combo: \`${given ?? 'null'}\` must be part of category combo of data sets of data element: \`${element.id}\``;
    const objects =
      given === undefined ? { dataElement: element.id } : { categoryOptionCombo: given, dataElement: element.id };
    return refuse('E7635', text, objects, 'attributeOptionCombo');
  }
  if (strict.strictOrganisationUnits && !sets.some((s) => s.orgUnits.has(unit))) {
    const text = `Data element: \`${element.id}\` must be assigned through data sets to organisation unit: \`${unit}\``;
    return refuse('E7636', text, { organisationUnit: unit, dataElement: element.id }, 'orgUnit');
  }
  return undefined;
}
