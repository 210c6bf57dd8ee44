import { json } from '../http/answer.ts';
import type { Call } from '../http/call.ts';
import type { Router } from '../http/router.ts';
import { conflict, notFoundObject } from '../http/web-error.ts';
import { Projector } from '../fields/projector.ts';
import { parseFields } from '../fields/field-parser.ts';
import { readContext } from '../metadata/list-routes.ts';
import type { DataSetFacts } from '../metadata/data-set-index.ts';
import { dayText } from '../periods/days.ts';
import { parsePeriod } from '../periods/period.ts';
import { mayRead } from '../security/access.ts';
import type { ServerContext } from '../server/server-context.ts';
import { timestamp } from '../state/clock.ts';
import type { JsonObject } from '../state/json.ts';
import { asText, refAt, textAt } from '../state/json.ts';
import { registrationKey } from './completeness-store.ts';
import { isExpired } from './entry-rules.ts';
import { rowsInExportOrder } from './export-order.ts';
import { defaultCategoryCombo, defaultOptionCombo } from './import-scope.ts';
import { hasLockException } from './lock-exceptions.ts';
import { attributeOf } from './single-value-request.ts';
import { numericTypes } from './value-type.ts';

/** What the data entry app asks for: the forms, and the values of one of them. */
export function entryFormRoutes(router: Router, context: ServerContext): void {
  router.get('dataEntry/metadata', (call) => json(formMetadata(context, call)));
  router.get('dataEntry/dataValues', (call) => json(formValues(context, call)));
  router.get('validation/dataSet/{uid}', (call) => {
    if (!context.dataSets.get(call.params['uid']!)) throw notFoundObject('DataSet', call.params['uid']!);
    return json({ validationRuleViolations: [], commentRequiredViolations: [] });
  });
  router.get('dataAnalysis/followup', (call) => json(followups(context, call)));
}

function formMetadata(context: ServerContext, call: Call): JsonObject {
  const projector = new Projector(readContext(context, call));
  const answer: JsonObject = {};
  for (const plural of [
    'dataSets',
    'dataElements',
    'indicators',
    'categoryCombos',
    'categories',
    'categoryOptions',
    'optionSets',
  ]) {
    const schema = context.schemas.byPlural(plural)!;
    answer[plural] = [...context.metadata.all(plural)]
      .filter((object) => mayRead(call.user, schema, object))
      .map((object) => projector.project(schema, object, parseFields('*')));
  }
  return answer;
}

function setOf(context: ServerContext, call: Call): DataSetFacts {
  const id = call.query.get('ds') ?? '';
  const set = context.dataSets.get(id);
  if (!set) throw conflict(`Data set not found or not accessible: \`${id}\``, 'E1105');
  return set;
}

function formValues(context: ServerContext, call: Call): JsonObject {
  const { values } = context;
  const set = setOf(context, call);
  const period = parsePeriod(call.query.get('pe') ?? '');
  if (!period) throw conflict(`Period is invalid: \`${call.query.get('pe')}\``, 'E1101');
  const unit = call.query.get('ou') ?? '';
  if (!context.metadata.get('organisationUnits', unit))
    throw conflict(`Organisation unit not found or not accessible: \`${unit}\``, 'E1102');
  const rows: number[] = [];
  for (let row = 0; row < values.rows; row++) {
    if (values.isDeleted(row) || values.periodAt(row) !== period.iso || values.unitAt(row) !== unit) continue;
    if (set.elements.has(values.elementAt(row)) && values.attributeAt(row) === defaultOptionCombo) rows.push(row);
  }
  const dataValues = rowsInExportOrder(context, rows).map((row): JsonObject => {
    const value = values.read(row);
    return {
      dataElement: value.dataElement,
      period: value.period,
      orgUnit: value.orgUnit,
      categoryOptionCombo: value.categoryOptionCombo,
      attribute: attributeOf(context, value.attributeOptionCombo),
      value: value.value,
      ...(value.comment === undefined ? {} : { comment: value.comment }),
      followUp: value.followup,
      storedBy: value.storedBy,
      created: timestamp(new Date(value.created)),
      lastUpdated: timestamp(new Date(value.lastUpdated)),
    };
  });
  const done = context.tables.table('completeness').get(registrationKey(set.id, period.iso, unit, defaultOptionCombo));
  const locked =
    isExpired(set, period, context.clock.now(), call.user) && !hasLockException(context, set.id, period.iso, unit);
  const by = done ? { createdBy: asText(done['storedBy']), lastUpdatedBy: asText(done['storedBy']) } : undefined;
  const completeStatus: JsonObject = done
    ? {
        complete: true,
        created: `${asText(done['date'])}T00:00:00.000`,
        createdBy: by!.createdBy,
        lastUpdated: timestamp(context.clock.now()),
        lastUpdatedBy: by!.lastUpdatedBy,
      }
    : { complete: false };
  return { dataValues, minMaxValues: [], lockStatus: locked ? 'LOCKED' : 'OPEN', completeStatus };
}

function followups(context: ServerContext, call: Call): JsonObject {
  const { metadata, values, tree } = context;
  const set = setOf(context, call);
  const period = parsePeriod(call.query.get('pe') ?? '');
  if (!period) throw conflict('Period, start and end date or both must be specified', 'E2207');
  const elements = [...metadata.all('dataElements')].filter(
    (element) => set.elements.has(element.id) && numericTypes.has(textAt(element, 'valueType') ?? ''),
  );
  const combos = new Set<string>();
  for (const element of elements) {
    const combo = refAt(element, 'categoryCombo') ?? defaultCategoryCombo;
    for (const id of metadata.referrers('categoryOptionCombos', 'categoryCombo', combo)) combos.add(id);
  }
  const roots = call.query.getAll('ou');
  const followupValues: JsonObject[] = [];
  for (let row = 0; row < values.rows; row++) {
    if (values.isDeleted(row) || !values.followupAt(row) || values.periodAt(row) !== period.iso) continue;
    const value = values.read(row);
    if (!elements.some((e) => e.id === value.dataElement) || !tree.isWithin(value.orgUnit, roots)) continue;
    followupValues.push({
      de: value.dataElement,
      deName: textAt(metadata.get('dataElements', value.dataElement), 'name') ?? '',
      pe: value.period,
      ou: value.orgUnit,
      ouName: textAt(metadata.get('organisationUnits', value.orgUnit), 'name') ?? '',
      ouPath: tree.path(value.orgUnit) ?? '',
      coc: value.categoryOptionCombo,
      aoc: value.attributeOptionCombo,
      value: value.value,
    });
  }
  const day = (n: number): string => `${dayText(n)}T00:00:00.000`;
  return {
    metadata: {
      de: elements.map((e) => e.id),
      coc: [...combos],
      ou: roots,
      startDate: day(period.start),
      endDate: day(period.end),
      maxResults: Number(call.query.get('maxResults') ?? 50),
    },
    followupValues,
  };
}
