import type { MetadataObject } from '../metadata/metadata-store.ts';
import type { JsonObject } from '../state/json.ts';
import { asText, objectsAt, refAt, textAt } from '../state/json.ts';
import { isOptionCode, typeProblem } from './attribute-checks.ts';
import type { TrackerIssue } from './tracker-report.ts';
import type { TrackerScope } from './tracker-scope.ts';

type One = (code: string, shown: readonly string[], args?: readonly string[]) => TrackerIssue[];

/** Statuses of an event that may hold data. */
const withData = ['VISITED', 'ACTIVE', 'COMPLETED'];

/** Checks the data values of an event: elements of the stage, values of their types, compulsory ones there. */
export function dataValueIssues(
  scope: TrackerScope,
  object: JsonObject,
  stage: MetadataObject,
  one: One,
): TrackerIssue[] {
  const issues: TrackerIssue[] = [];
  const status = textAt(object, 'status') ?? 'ACTIVE';
  const values = objectsAt(object, 'dataValues');
  if (values.length > 0 && !withData.includes(status))
    issues.push(...one('E1315', [status, `[${withData.join(', ')}]`]));
  const ofStage = new Map(
    objectsAt(stage, 'programStageDataElements').map((e) => [refAt(e, 'dataElement')!, e['compulsory'] === true]),
  );
  const compulsoryApplies = appliesRules(stage, status);
  const given = new Set<string>();
  for (const value of values) {
    const id = textAt(value, 'dataElement');
    const element = scope.find('dataElements', id);
    if (!element) {
      const identifier = scope.identifier('dataElements', id);
      issues.push(
        ...one('E1305', [id ?? '', stage.id], [identifier, stage.id]),
        ...one('E1304', [id ?? ''], [identifier]),
      );
      continue;
    }
    given.add(element.id);
    if (!ofStage.has(element.id)) {
      issues.push(...one('E1305', [id!, stage.id], [scope.identifier('dataElements', id), stage.id]));
      continue;
    }
    const text = asText(value['value']);
    if (text === '') {
      if (ofStage.get(element.id) && compulsoryApplies) issues.push(...one('E1076', ['DataElement', element.id]));
      continue;
    }
    issues.push(...valueIssues(scope, element, text, one));
  }
  const stored = scope.store.events.get(textAt(object, 'event')!)?.dataValues ?? {};
  if (compulsoryApplies) {
    for (const [element, compulsory] of ofStage) {
      if (compulsory && !given.has(element) && !(element in stored))
        issues.push(...one('E1303', [element], [scope.identifier('dataElements', element)]));
    }
  }
  return issues;
}

function valueIssues(scope: TrackerScope, element: MetadataObject, text: string, one: One): TrackerIssue[] {
  const type = textAt(element, 'valueType') ?? 'TEXT';
  const optionSet = refAt(element, 'optionSet');
  if (optionSet !== undefined) return isOptionCode(scope, optionSet, text) ? [] : one('E1125', [text, optionSet]);
  const problem = typeProblem(scope, type, text);
  return problem === undefined ? [] : one('E1302', [type, problem]);
}

/** Whether rules and compulsory elements of a stage apply to an event of this status. */
export function appliesRules(stage: MetadataObject, status: string): boolean {
  if (status === 'COMPLETED') return true;
  return textAt(stage, 'validationStrategy') === 'ON_UPDATE_AND_INSERT' && status === 'ACTIVE';
}
