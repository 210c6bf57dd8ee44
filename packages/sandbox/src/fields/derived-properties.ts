import { plannedTimes } from '../jobs/job-mirror.ts';
import type { MetadataObject, MetadataStore } from '../metadata/metadata-store.ts';
import type { OrgUnitTree } from '../metadata/org-unit-tree.ts';
import type { Schema } from '../schema/schema-catalog.ts';
import { accessOf } from '../security/access.ts';
import type { User } from '../security/user.ts';
import type { Json, JsonObject } from '../state/json.ts';
import { isObject, objectsAt, refAt, textAt } from '../state/json.ts';

/** What a read of metadata depends on beside the objects. */
export interface ReadContext {
  readonly metadata: MetadataStore;
  readonly tree: OrgUnitTree;
  readonly user: User;
  readonly baseUrl: string;
  readonly now: Date;
  /** The second number of the version: 42 for 2.42. */
  readonly minor: number;
  /** The locale to translate to, when the caller asked for translation. */
  readonly locale: string | undefined;
}

const dimensionItemTypes: Readonly<Record<string, string>> = {
  dataElement: 'DATA_ELEMENT',
  indicator: 'INDICATOR',
  dataSet: 'REPORTING_RATE',
  programIndicator: 'PROGRAM_INDICATOR',
  organisationUnit: 'ORGANISATION_UNIT',
  organisationUnitGroup: 'ORGANISATION_UNIT_GROUP',
  categoryOption: 'CATEGORY_OPTION',
  dataElementGroup: 'DATA_ELEMENT_GROUP',
  categoryOptionGroup: 'CATEGORY_OPTION_GROUP',
  trackedEntityAttribute: 'PROGRAM_ATTRIBUTE',
  optionGroup: 'PROGRAM_DATA_ELEMENT_OPTION_GROUP',
};

const displayOf: Readonly<Record<string, readonly [property: string, translation: string]>> = {
  displayName: ['name', 'NAME'],
  displayShortName: ['shortName', 'SHORT_NAME'],
  displayDescription: ['description', 'DESCRIPTION'],
  displayFormName: ['formName', 'FORM_NAME'],
  displayInstruction: ['instruction', 'INSTRUCTION'],
  displayIncidentDateLabel: ['incidentDateLabel', 'INCIDENT_DATE_LABEL'],
  displayEnrollmentDateLabel: ['enrollmentDateLabel', 'ENROLLMENT_DATE_LABEL'],
  displayFromToName: ['fromToName', 'RELATIONSHIP_FROM_TO_NAME'],
  displayToFromName: ['toFromName', 'RELATIONSHIP_TO_FROM_NAME'],
};

/** Computes the properties that DHIS2 does not store; undefined when `name` is none of them. */
export function derivedValue(
  context: ReadContext,
  schema: Schema,
  object: MetadataObject,
  name: string,
): Json | undefined {
  const display = displayOf[name];
  if (display) return displayValue(context, schema, object, display);
  switch (name) {
    case 'nextExecutionTime':
    case 'maxDelayedExecutionTime':
      return schema.singular === 'jobConfiguration' ? plannedTimes(context.now, object)[name] : undefined;
    case 'href':
      return schema.relativeApiEndpoint
        ? `${context.baseUrl}/api${schema.relativeApiEndpoint}/${object.id}`
        : undefined;
    case 'access':
      if (schema.singular === 'fileResource') return undefined;
      return accessOf(context.user, schema, object, context.minor);
    case 'favorite':
      return objectFavorites(object).includes(context.user.id);
    case 'favorites':
      return objectFavorites(object);
    case 'dimensionItem':
      return schema.singular === 'dataSet' ? undefined : object.id;
    case 'dimensionItemType':
      return dimensionItemTypes[schema.singular];
    case 'user':
      return schema.properties.some((p) => p.name === 'user' && !p.persisted) ? object['createdBy'] : undefined;
    case 'optionSetValue':
      return refAt(object, 'optionSet') !== undefined;
    case 'legendSet':
      return firstOf(object, 'legendSets');
  }
  if (schema.singular === 'organisationUnit') return orgUnitValue(context, object, name);
  return undefined;
}

function orgUnitValue({ tree, metadata }: ReadContext, unit: MetadataObject, name: string): Json | undefined {
  switch (name) {
    case 'path':
      return tree.path(unit.id);
    case 'level':
      return tree.level(unit.id);
    case 'leaf':
      return tree.children(unit.id).length === 0;
    case 'ancestors':
      return tree.ancestors(unit.id).map((id) => ({ id }));
    case 'type':
      return undefined;
    case 'memberCount':
      return undefined;
    case 'displayNameWithLevel':
      return metadata.get('organisationUnits', unit.id)?.['name'];
  }
  return undefined;
}

function displayValue(
  context: ReadContext,
  schema: Schema,
  object: MetadataObject,
  [property, key]: readonly [string, string],
): Json | undefined {
  if (context.locale !== undefined) {
    const language = context.locale.split('_')[0];
    const translations = objectsAt(object, 'translations').filter((t) => t['property'] === key);
    const found =
      translations.find((t) => t['locale'] === context.locale) ?? translations.find((t) => t['locale'] === language);
    const value = textAt(found, 'value');
    if (value !== undefined) return value;
  }
  if (property === 'formName') {
    return textAt(object, 'formName') ?? displayValue(context, schema, object, ['name', 'NAME']);
  }
  if (property === 'name' && schema.singular === 'user') return userName(object);
  return textAt(object, property);
}

/** The name of a user object: first name and surname. */
export function userName(object: JsonObject): string {
  return `${textAt(object, 'firstName') ?? ''} ${textAt(object, 'surname') ?? ''}`.trim();
}

function objectFavorites(object: MetadataObject): string[] {
  const favorites = object['favorites'];
  return Array.isArray(favorites) ? favorites.filter((f): f is string => typeof f === 'string') : [];
}

function firstOf(object: MetadataObject, name: string): Json | undefined {
  const list = object[name];
  const first = Array.isArray(list) ? list[0] : undefined;
  return isObject(first) ? first : undefined;
}
