import type { Schema } from '../../schema/schema-catalog.ts';
import type { JsonObject } from '../../state/json.ts';
import { isObject, objectsAt, refAt, textAt, asText } from '../../state/json.ts';
import type { CheckScope } from './object-checks.ts';
import { makeError } from './object-checks.ts';
import type { ErrorReport } from './import-report.ts';

type Rule = (scope: CheckScope, schema: Schema, object: JsonObject) => ErrorReport[];

/** The rules that only one class has. */
const rules: Readonly<Record<string, Rule>> = {
  organisationUnit: openingBeforeClosing,
  relationshipType: relationshipConstraints,
  user: usernameIsFree,
};

export function classErrors(scope: CheckScope, schema: Schema, object: JsonObject): ErrorReport[] {
  return [...(rules[schema.singular]?.(scope, schema, object) ?? []), ...uniqueAttributes(scope, schema, object)];
}

function openingBeforeClosing(scope: CheckScope, schema: Schema, object: JsonObject): ErrorReport[] {
  const opening = textAt(object, 'openingDate');
  const closing = textAt(object, 'closedDate');
  if (opening === undefined || closing === undefined || closing >= opening) return [];
  const error = makeError(scope, schema, 'E4013', [javaDate(closing), javaDate(opening)], {
    properties: [closing, opening],
  });
  const message = `Invalid closing date \`${shortDate(closing)}\`, must be after opening date \`${shortDate(opening)}\``;
  return [{ ...error, message }];
}

/** `Sat Jan 01 00:00:00 UTC 2000`, as Java writes a date. */
function javaDate(text: string): string {
  const [weekday, day, month, year] = new Date(`${text.slice(0, 10)}T00:00:00Z`)
    .toUTCString()
    .replace(',', '')
    .split(' ');
  return `${weekday} ${month} ${day} 00:00:00 UTC ${year}`;
}

/** `1/1/00, 12:00 AM`, as Java's message format writes a date. */
function shortDate(text: string): string {
  const [year = '', month = '', day = ''] = text.slice(0, 10).split('-');
  return `${Number(month)}/${Number(day)}/${year.slice(2)}, 12:00 AM`;
}

const constraintNeeds: Readonly<Record<string, { readonly one: string; readonly none: readonly string[] }>> = {
  TRACKED_ENTITY_INSTANCE: { one: 'trackedEntityType', none: ['programStage'] },
  PROGRAM_INSTANCE: { one: 'program', none: ['trackedEntityType', 'programStage'] },
  PROGRAM_STAGE_INSTANCE: { one: 'programStage', none: ['trackedEntityType'] },
};

function relationshipConstraints(scope: CheckScope, schema: Schema, object: JsonObject): ErrorReport[] {
  const errors: ErrorReport[] = [];
  const klass = 'org.hisp.dhis.relationship.RelationshipConstraint';
  for (const side of ['fromConstraint', 'toConstraint']) {
    const constraint = object[side];
    if (!isObject(constraint)) continue;
    const entity = textAt(constraint, 'relationshipEntity') ?? '';
    const needs = constraintNeeds[entity];
    if (needs && refAt(constraint, needs.one) === undefined) {
      errors.push({
        ...makeError(scope, schema, 'E4024', [needs.one, 'relationshipEntity', entity]),
        mainKlass: klass,
      });
    }
  }
  return errors;
}

function usernameIsFree(scope: CheckScope, schema: Schema, object: JsonObject): ErrorReport[] {
  const username = textAt(object, 'username');
  const holder = username === undefined ? undefined : scope.context.directory.objectByUsername(username);
  if (!holder || holder.id === object['id']) return [];
  return [makeError(scope, schema, 'E4054', ['username', username!], { errorProperty: 'username' })];
}

function uniqueAttributes(scope: CheckScope, schema: Schema, object: JsonObject): ErrorReport[] {
  const errors: ErrorReport[] = [];
  const { metadata } = scope.context;
  for (const value of objectsAt(object, 'attributeValues')) {
    const attribute = metadata.get('attributes', refAt(value, 'attribute'));
    if (attribute?.['unique'] !== true) continue;
    for (const other of metadata.tableOf(schema).values()) {
      if (other.id === object['id']) continue;
      const taken = objectsAt(other, 'attributeValues').some(
        (v) => refAt(v, 'attribute') === attribute.id && v['value'] === value['value'],
      );
      if (taken) {
        const args = [asText(attribute['name'] ?? attribute.id), asText(value['value'])];
        errors.push(makeError(scope, schema, 'E4009', args, { mainId: attribute.id, errorProperty: 'attribute' }));
      }
    }
  }
  return errors;
}
