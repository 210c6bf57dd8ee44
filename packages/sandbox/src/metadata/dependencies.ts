import type { Call } from '../http/call.ts';
import { notFoundObject } from '../http/web-error.ts';
import { parseFields } from '../fields/field-parser.ts';
import { Projector } from '../fields/projector.ts';
import { shortName } from '../schema/schema-catalog.ts';
import type { ServerContext } from '../server/server-context.ts';
import type { JsonObject } from '../state/json.ts';
import { isObject, objectsAt, refAt, refsAt } from '../state/json.ts';
import { readContext } from './list-routes.ts';

type Found = Map<string, Set<string>>;

/** What an object of each class brings with it: single and listed references, by property and class. */
const follows: Readonly<Record<string, readonly (readonly [property: string, plural: string])[]>> = {
  dataSets: [
    ['categoryCombo', 'categoryCombos'],
    ['indicators', 'indicators'],
    ['legendSets', 'legendSets'],
    ['dataEntryForm', 'dataEntryForms'],
  ],
  dataElements: [
    ['categoryCombo', 'categoryCombos'],
    ['optionSet', 'optionSets'],
    ['commentOptionSet', 'optionSets'],
    ['legendSets', 'legendSets'],
  ],
  categoryCombos: [['categories', 'categories']],
  categories: [['categoryOptions', 'categoryOptions']],
  optionSets: [['options', 'options']],
  indicators: [
    ['indicatorType', 'indicatorTypes'],
    ['legendSets', 'legendSets'],
  ],
  programs: [
    ['categoryCombo', 'categoryCombos'],
    ['trackedEntityType', 'trackedEntityTypes'],
    ['programStages', 'programStages'],
    ['programSections', 'programSections'],
    ['notificationTemplates', 'programNotificationTemplates'],
  ],
  programStages: [
    ['programStageSections', 'programStageSections'],
    ['notificationTemplates', 'programNotificationTemplates'],
  ],
  trackedEntityAttributes: [['optionSet', 'optionSets']],
  programRules: [['programRuleActions', 'programRuleActions']],
  dataElementGroups: [['dataElements', 'dataElements']],
};

/** What points to an object of each class and belongs to it: class and property. */
const owned: Readonly<Record<string, readonly (readonly [plural: string, property: string])[]>> = {
  dataSets: [['sections', 'dataSet']],
  categoryCombos: [['categoryOptionCombos', 'categoryCombo']],
  programs: [
    ['programRules', 'program'],
    ['programRuleVariables', 'program'],
    ['programIndicators', 'program'],
  ],
};

/** An object with all that it needs, class by class. */
export function withDependencies(context: ServerContext, call: Call, plural: string): JsonObject {
  const id = call.params['uid']!;
  if (!context.metadata.get(plural, id)) throw notFoundObject(shortName(context.schemas.byPlural(plural)!.klass), id);
  const found: Found = new Map();
  collect(context, found, plural, id);
  const projector = new Projector(readContext(context, call));
  const nodes = parseFields(':owner');
  const body: JsonObject = {};
  for (const [name, ids] of found) {
    const schema = context.schemas.byPlural(name)!;
    body[name] = [...ids].map((one) => projector.project(schema, context.metadata.get(name, one)!, nodes));
  }
  return body;
}

function collect(context: ServerContext, found: Found, plural: string, id: string | undefined): void {
  const { metadata } = context;
  const object = metadata.get(plural, id);
  if (!object) return;
  let ids = found.get(plural);
  if (!ids) found.set(plural, (ids = new Set()));
  if (ids.has(object.id)) return;
  ids.add(object.id);
  for (const [property, target] of follows[plural] ?? []) {
    const single = refAt(object, property);
    for (const ref of single === undefined ? refsAt(object, property) : [single]) collect(context, found, target, ref);
  }
  for (const [target, property] of owned[plural] ?? []) {
    for (const ref of metadata.referrers(target, property, object.id)) collect(context, found, target, ref);
  }
  for (const list of [
    'dataSetElements',
    'programStageDataElements',
    'programTrackedEntityAttributes',
    'trackedEntityTypeAttributes',
  ]) {
    for (const item of objectsAt(object, list)) {
      if (isObject(item['dataElement'])) collect(context, found, 'dataElements', refAt(item, 'dataElement'));
      if (isObject(item['categoryCombo'])) collect(context, found, 'categoryCombos', refAt(item, 'categoryCombo'));
      if (isObject(item['trackedEntityAttribute']))
        collect(context, found, 'trackedEntityAttributes', refAt(item, 'trackedEntityAttribute'));
    }
  }
}
