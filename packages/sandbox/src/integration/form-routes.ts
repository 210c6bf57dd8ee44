import { json } from '../http/answer.ts';
import type { Router } from '../http/router.ts';
import { notFoundObject } from '../http/web-error.ts';
import { defaultCategoryCombo, defaultOptionCombo } from '../data-values/import-scope.ts';
import { parsePeriod } from '../periods/period.ts';
import type { ServerContext } from '../server/server-context.ts';
import type { JsonObject } from '../state/json.ts';
import { refAt, refsAt, textAt } from '../state/json.ts';

/** `GET /api/dataSets/{uid}/form`: the data set as a form, with the values of a period and unit. */
export function formRoutes(router: Router, context: ServerContext): void {
  const { metadata, dataSets } = context;
  router.get('dataSets/{uid:uid}/form', (call) => {
    const set = dataSets.get(call.params['uid']!);
    if (!set) throw notFoundObject('DataSet', call.params['uid']!);
    const period = parsePeriod(call.query.get('pe') ?? '')?.iso;
    const unit = call.query.get('ou') ?? undefined;
    const fieldsOf = (elements: readonly string[]): JsonObject[] =>
      elements.flatMap((id) => {
        const combo = set.elements.get(id) ?? defaultCategoryCombo;
        return metadata
          .referrers('categoryOptionCombos', 'categoryCombo', combo)
          .map((option) => fieldOf(context, id, option, period, unit));
      });
    const sections = metadata.referrers('sections', 'dataSet', set.id);
    const groups =
      sections.length > 0
        ? sections.map((id) => ({
            label: nameOf(context, 'sections', id),
            elements: refsAt(metadata.get('sections', id), 'dataElements'),
          }))
        : [{ label: 'default', elements: [...set.elements.keys()] }];
    const name = textAt(set.object, 'name') ?? '';
    return json({
      label: name,
      subtitle: textAt(set.object, 'shortName') ?? name,
      options: {
        openPeriodsAfterCoEndDate: Number(set.object['openPeriodsAfterCoEndDate'] ?? 0),
        periodType: set.periodType,
        openFuturePeriods: set.openFuturePeriods,
        expiryDays: set.expiryDays,
      },
      groups: groups.map(({ label, elements }) => ({
        label,
        dataElementCount: elements.length,
        metaData: {},
        fields: fieldsOf(elements),
      })),
    });
  });
}

function nameOf({ metadata }: ServerContext, plural: string, id: string): string {
  return textAt(metadata.get(plural, id), 'name') ?? '';
}

function fieldOf(
  context: ServerContext,
  element: string,
  combo: string,
  period: string | undefined,
  unit: string | undefined,
): JsonObject {
  const object = context.metadata.get('dataElements', element);
  const name = textAt(object, 'formName') ?? textAt(object, 'name') ?? '';
  const suffix = combo === defaultOptionCombo ? '' : ` ${nameOf(context, 'categoryOptionCombos', combo)}`;
  const field: JsonObject = { label: `${name}${suffix}`, dataElement: element, categoryOptionCombo: combo };
  const row =
    period === undefined || unit === undefined
      ? -1
      : context.values.findParts(element, period, unit, combo, defaultOptionCombo);
  if (row >= 0 && !context.values.isDeleted(row)) field['value'] = context.values.valueAt(row);
  field['type'] = textAt(object, 'valueType') ?? 'TEXT';
  if (refAt(object, 'optionSet') !== undefined) field['optionSet'] = refAt(object, 'optionSet')!;
  return field;
}
