import { defaultCategoryCombo, defaultOptionCombo } from '../data-values/import-scope.ts';
import { optionComboFor } from '../data-values/id-resolver.ts';
import type { MetadataObject } from '../metadata/metadata-store.ts';
import type { JsonObject } from '../state/json.ts';
import { asText, refAt, refsAt, textAt } from '../state/json.ts';
import type { TrackerIssue } from './tracker-report.ts';
import type { TrackerScope } from './tracker-scope.ts';

type One = (code: string, shown: readonly string[], args?: readonly string[]) => TrackerIssue[];

/** The attribute option combo of an event: given, found by its options, or the default one. */
export function eventCombo(scope: TrackerScope, object: JsonObject, program: MetadataObject): string | undefined {
  const given = textAt(object, 'attributeOptionCombo');
  if (given !== undefined) return scope.find('categoryOptionCombos', given)?.id;
  const options = optionIds(object);
  if (options.length === 0) return defaultOptionCombo;
  const found = options.map((id) => scope.find('categoryOptions', id)?.id ?? id);
  return optionComboFor(scope.context, comboOf(program), found);
}

function optionIds(object: JsonObject): string[] {
  return (textAt(object, 'attributeCategoryOptions') ?? '')
    .split(/[,;]/)
    .map((id) => id.trim())
    .filter((id) => id !== '');
}

function comboOf(program: MetadataObject): string {
  return refAt(program, 'categoryCombo') ?? defaultCategoryCombo;
}

/** Checks the attribute options of an event: known, of the program's combo, not before or after their time. */
export function comboIssues(
  scope: TrackerScope,
  object: JsonObject,
  program: MetadataObject,
  one: One,
): TrackerIssue[] {
  const { metadata } = scope.context;
  const given = textAt(object, 'attributeOptionCombo');
  if (given !== undefined && !scope.find('categoryOptionCombos', given)) {
    return one('E1115', [given], [scope.identifier('categoryOptionCombos', given)]);
  }
  const unknown = optionIds(object).filter((id) => !scope.find('categoryOptions', id));
  if (unknown.length > 0) return unknown.flatMap((id) => one('E1116', [id], [scope.identifier('categoryOptions', id)]));
  const combo = metadata.get('categoryOptionCombos', eventCombo(scope, object, program));
  if (!combo) return one('E1117', [comboOf(program), `[${optionIds(object).join(', ')}]`]);
  if (combo.id === defaultOptionCombo && comboOf(program) !== defaultCategoryCombo) return one('E1055', []);
  if (refAt(combo, 'categoryCombo') !== comboOf(program)) return one('E1054', [combo.id, comboOf(program)]);
  return refsAt(combo, 'categoryOptions').flatMap((id) =>
    spanIssues(scope, object, program, metadata.get('categoryOptions', id), one),
  );
}

function spanIssues(
  _scope: TrackerScope,
  object: JsonObject,
  program: MetadataObject,
  option: MetadataObject | undefined,
  one: One,
): TrackerIssue[] {
  const date = (textAt(object, 'occurredAt') ?? textAt(object, 'scheduledAt') ?? '').slice(0, 10);
  const start = textAt(option, 'startDate')?.slice(0, 10);
  const end = textAt(option, 'endDate')?.slice(0, 10);
  if (date === '' || !option) return [];
  const name = asText(option['name']);
  if (start !== undefined && date < start) return one('E1056', [date, start, name]);
  if (end !== undefined && date > end) return one('E1057', [date, end, name, asText(program['name'])]);
  return [];
}
