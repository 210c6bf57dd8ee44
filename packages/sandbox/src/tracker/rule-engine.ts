import type { MetadataObject } from '../metadata/metadata-store.ts';
import type { JsonObject } from '../state/json.ts';
import { asText, objectsAt, refAt, refsAt, textAt } from '../state/json.ts';
import { placeOf } from './event-checks.ts';
import { appliesRules } from './event-value-checks.ts';
import type { RuleValue } from './rule-expression.ts';
import { evaluateRule } from './rule-expression.ts';
import type { TrackerIssue } from './tracker-report.ts';
import type { TrackerScope } from './tracker-scope.ts';

/** Runs the program rules on an event: errors, mandatory elements, and assignments, which go into the event. */
export function ruleIssues(scope: TrackerScope, event: JsonObject): TrackerIssue[] {
  const place = placeOf(scope, event);
  const status = textAt(event, 'status') ?? 'ACTIVE';
  if (!place || !appliesRules(place.stage, status)) return [];
  const { metadata } = scope.context;
  const issues: TrackerIssue[] = [];
  const rules = metadata
    .referrers('programRules', 'program', place.program.id)
    .map((id) => metadata.get('programRules', id)!);
  for (const rule of rules.toSorted((a, b) => Number(a['priority'] ?? 0) - Number(b['priority'] ?? 0))) {
    const stage = refAt(rule, 'programStage');
    if (stage !== undefined && stage !== place.stage.id) continue;
    const holds = evaluateRule(textAt(rule, 'condition') ?? '', (kind, name) =>
      lookup(scope, place.program, event, kind, name),
    );
    if (holds !== true) continue;
    for (const id of refsAt(rule, 'programRuleActions')) {
      const action = metadata.get('programRuleActions', id);
      if (action) issues.push(...actionIssues(scope, event, rule, action, status, place.program));
    }
  }
  return issues;
}

function actionIssues(
  scope: TrackerScope,
  event: JsonObject,
  rule: MetadataObject,
  action: MetadataObject,
  status: string,
  program: MetadataObject,
): TrackerIssue[] {
  const uid = textAt(event, 'event')!;
  const field = refAt(action, 'dataElement') ?? refAt(action, 'trackedEntityAttribute');
  const type = textAt(action, 'programRuleActionType');
  const data = textAt(action, 'data');
  const evaluated =
    data === undefined
      ? ''
      : asText(evaluateRule(data, (kind, name) => lookup(scope, program, event, kind, name)) ?? '');
  if (type === 'SHOWERROR' || (type === 'ERRORONCOMPLETE' && status === 'COMPLETED')) {
    const text = `${textAt(action, 'content') ?? ''} ${evaluated}${field === undefined ? '' : ` (${field})`}`;
    return [scope.issue('EVENT', uid, 'E1300', [rule.id, text])];
  }
  if (field === undefined) return [];
  const value = valueOf(scope, event, field);
  if (type === 'SETMANDATORYFIELD' && (value === undefined || value === ''))
    return [scope.issue('EVENT', uid, 'E1301', [rule.id, field])];
  if (type === 'ASSIGN' && refAt(action, 'dataElement') !== undefined) {
    const given = objectsAt(event, 'dataValues').find((v) => v['dataElement'] === field);
    const text = asText(given?.['value']);
    if (given && text !== '' && text !== evaluated)
      return [scope.issue('EVENT', uid, 'E1307', [rule.id, field, evaluated])];
    const others = objectsAt(event, 'dataValues').filter((v) => v['dataElement'] !== field);
    event['dataValues'] = [...others, { dataElement: field, value: evaluated }];
  }
  return [];
}

/** The value that an event has, or will have, of an element. */
function valueOf({ store }: TrackerScope, event: JsonObject, element: string): string | undefined {
  const given = objectsAt(event, 'dataValues').find((v) => v['dataElement'] === element);
  if (given) return asText(given['value']);
  return store.events.get(textAt(event, 'event') ?? '')?.dataValues[element]?.value;
}

function lookup(
  scope: TrackerScope,
  program: MetadataObject,
  event: JsonObject,
  kind: '#' | 'A' | 'V' | 'C',
  name: string,
): RuleValue {
  const { metadata } = scope.context;
  if (kind === 'C') return Number(metadata.get('constants', name)?.['value']);
  if (kind === 'V')
    return name === 'event_status'
      ? (textAt(event, 'status') ?? 'ACTIVE')
      : name === 'event_date'
        ? textAt(event, 'occurredAt')?.slice(0, 10)
        : undefined;
  const variable = metadata
    .referrers('programRuleVariables', 'program', program.id)
    .map((id) => metadata.get('programRuleVariables', id))
    .find((v) => v?.['name'] === name);
  const element = refAt(variable, 'dataElement');
  if (element !== undefined) return valueOf(scope, event, element);
  const attribute = refAt(variable, 'trackedEntityAttribute') ?? (kind === 'A' ? name : undefined);
  const enrollment = scope.store.enrollments.get(textAt(event, 'enrollment') ?? '');
  if (attribute === undefined || !enrollment) return undefined;
  return scope.store.trackedEntities.get(enrollment.trackedEntity)?.attributes[attribute]?.value;
}
