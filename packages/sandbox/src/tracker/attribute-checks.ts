import { valueProblem } from '../data-values/value-type.ts';
import type { JsonObject } from '../state/json.ts';
import { asText, objectsAt, refAt, refsAt, textAt } from '../state/json.ts';
import type { MetadataObject } from '../metadata/metadata-store.ts';
import type { TrackerKind } from './tracker-payload.ts';
import type { TrackerIssue } from './tracker-report.ts';
import type { TrackerScope } from './tracker-scope.ts';

const longest = 1200;

/** Checks the attribute values of a person or an enrollment: known, of the right type, an option, unique. */
export function attributeIssues(
  scope: TrackerScope,
  kind: TrackerKind,
  uid: string,
  object: JsonObject,
  entityId: string,
): TrackerIssue[] {
  const issues: TrackerIssue[] = [];
  for (const entry of objectsAt(object, 'attributes')) {
    const id = textAt(entry, 'attribute');
    const attribute = scope.find('trackedEntityAttributes', id);
    if (!attribute) {
      issues.push(scope.issue(kind, uid, 'E1006', [id ?? ''], [scope.identifier('trackedEntityAttributes', id)]));
      continue;
    }
    const value = asText(entry['value']);
    if (value !== '') issues.push(...valueIssues(scope, kind, uid, attribute, value, entityId));
  }
  return issues;
}

function valueIssues(
  scope: TrackerScope,
  kind: TrackerKind,
  uid: string,
  attribute: MetadataObject,
  value: string,
  entityId: string,
): TrackerIssue[] {
  if (value.length > longest) return [scope.issue(kind, uid, 'E1077', [value], [value, String(longest)])];
  const type = textAt(attribute, 'valueType') ?? 'TEXT';
  const problem = typeProblem(scope, type, value);
  if (problem !== undefined) return [scope.issue(kind, uid, 'E1007', [type, problem])];
  const optionSet = refAt(attribute, 'optionSet');
  if (optionSet !== undefined && !isOptionCode(scope, optionSet, value)) {
    return [scope.issue(kind, uid, 'E1125', [value, optionSet])];
  }
  if (attribute['unique'] !== true) return [];
  const key = `${attribute.id}/${value}`;
  const holder = scope.claimed.get(key) ?? holderOf(scope, attribute.id, value, entityId);
  if (holder !== undefined && holder !== entityId) {
    return [
      scope.issue(kind, uid, 'E1064', [value, attribute.id], [value, `TrackedEntityAttribute{uid='${attribute.id}'}`]),
    ];
  }
  scope.claimed.set(key, entityId);
  return [];
}

function holderOf({ store }: TrackerScope, attribute: string, value: string, entityId: string): string | undefined {
  for (const entity of store.trackedEntities.values()) {
    if (!entity.deleted && entity.trackedEntity !== entityId && entity.attributes[attribute]?.value === value)
      return entity.trackedEntity;
  }
  return undefined;
}

/** Whether a code is one of an option set's. */
export function isOptionCode({ context }: TrackerScope, optionSet: string, code: string): boolean {
  const set = context.metadata.get('optionSets', optionSet);
  return refsAt(set, 'options').some((id) => textAt(context.metadata.get('options', id), 'code') === code);
}

/** Why a value does not fit a type, in the tracker's own words; undefined when it fits. */
export function typeProblem(scope: TrackerScope, type: string, value: string): string | undefined {
  if (type === 'IMAGE' || type === 'FILE_RESOURCE') {
    return scope.context.metadata.get('fileResources', value)
      ? undefined
      : `File resource \`${value}\` could not be found.`;
  }
  if (type === 'ORGANISATION_UNIT') {
    return scope.context.metadata.get('organisationUnits', value)
      ? undefined
      : `Value \`${value}\` is not a valid organisation unit.`;
  }
  if (type === 'USERNAME') {
    return scope.context.directory.objectByUsername(value) ? undefined : `Value \`${value}\` is not a valid username.`;
  }
  return valueProblem(value, type) === undefined
    ? undefined
    : `Value type is ${type} but the value \`${value}\` is not.`;
}
