import type { Schema, Property } from '../../schema/schema-catalog.ts';
import { jsonName, shortName } from '../../schema/schema-catalog.ts';
import { mayCreate, mayDelete, mayUpdate } from '../../security/access.ts';
import type { User } from '../../security/user.ts';
import { describeUser } from '../../security/user.ts';
import type { ServerContext } from '../../server/server-context.ts';
import type { Json, JsonObject } from '../../state/json.ts';
import { isObject, objectsAt, textAt } from '../../state/json.ts';
import type { MetadataObject } from '../metadata-store.ts';
import type { ErrorReport } from './import-report.ts';
import { errorMessage } from './error-templates.ts';

/** What the checks of one import share. */
export interface CheckScope {
  readonly context: ServerContext;
  readonly user: User;
  /** The objects of the payload by class and uid, for references within it. */
  readonly payload: ReadonlyMap<string, ReadonlyMap<string, JsonObject>>;
  /** Unique values claimed by the payload so far: `plural/property/value` to uid. */
  readonly claimed: Map<string, string>;
}

export function makeError(
  scope: CheckScope,
  schema: Schema,
  code: string,
  args: readonly string[],
  more: Partial<ErrorReport> = {},
): ErrorReport {
  return {
    code,
    args,
    message: errorMessage(code, args, scope.context.profile.minor),
    mainKlass: schema.klass,
    ...more,
  };
}

/** An object as errors name it: `Meta one [deMeta00001] (DataElement)`. */
export function describe(schema: Schema, object: JsonObject): string {
  const name =
    schema.singular === 'user'
      ? `${textAt(object, 'firstName') ?? ''} ${textAt(object, 'surname') ?? ''}`.trim()
      : textAt(object, 'name');
  const parts = [...(name ? [name] : []), `[${textAt(object, 'id') ?? ''}]`, `(${shortName(schema.klass)})`];
  return parts.join(' ');
}

export function securityErrors(
  scope: CheckScope,
  schema: Schema,
  object: JsonObject,
  existing: MetadataObject | undefined,
  remove: boolean,
): ErrorReport[] {
  const { user } = scope;
  if (user.isSuper) return [];
  const args = [describeUser(user), describe(schema, object)];
  if (remove) return existing && !mayDelete(user, schema, existing) ? [makeError(scope, schema, 'E3002', args)] : [];
  if (existing) return mayUpdate(user, schema, existing) ? [] : [makeError(scope, schema, 'E3001', args)];
  return mayCreate(user, schema) ? [] : [makeError(scope, schema, 'E3000', args)];
}

/** Required properties, lengths, ranges and formats, in the order of the class's properties. */
export function schemaErrors(scope: CheckScope, schema: Schema, object: JsonObject): ErrorReport[] {
  const errors: ErrorReport[] = [];
  for (const property of schema.properties) {
    if (!property.owner && !property.required) continue;
    const name = jsonName(property);
    const value = object[name];
    const place = { errorKlass: property.klass, errorProperty: property.name };
    if (value === undefined || value === null) {
      if (isMissing(schema, property)) errors.push(makeError(scope, schema, 'E4000', [property.name], place));
      continue;
    }
    if (typeof value === 'string') errors.push(...textErrors(scope, schema, property, value, place));
  }
  return errors;
}

function isMissing(schema: Schema, property: Property): boolean {
  if (!property.required || !property.persisted || property.propertyType === 'BOOLEAN') return false;
  if (property.name === 'id' || property.name === 'uid') return false;
  if (property.propertyType === 'INTEGER' || property.propertyType === 'NUMBER') return schema.singular === 'constant';
  if (schema.singular === 'user') return property.name !== 'name' && property.name !== 'password';
  return true;
}

function textErrors(
  scope: CheckScope,
  schema: Schema,
  property: Property,
  value: string,
  place: Partial<ErrorReport>,
): ErrorReport[] {
  const { length } = property;
  const texty = property.propertyType === 'TEXT' || property.propertyType === 'IDENTIFIER';
  if (texty && length !== undefined && value.length > length) {
    const args = [property.name, String(length), String(value.length)];
    return [makeError(scope, schema, 'E4001', args, { ...place, properties: [property.name, length, value.length] })];
  }
  if (property.propertyType === 'EMAIL' || property.name === 'email') {
    const tld = /\.([A-Za-z]{2,})$/.exec(value)?.[1]?.toLowerCase();
    const valid = /^[^\s@]+@[^\s@]+\.[A-Za-z]{2,}$/.test(value) && tld !== undefined && !reservedDomains.has(tld);
    if (!valid) return [makeError(scope, schema, 'E4003', [property.name, value], place)];
  }
  if (property.name === 'id' && property.propertyType === 'IDENTIFIER' && !/^[a-zA-Z][a-zA-Z0-9]{10}$/.test(value)) {
    return [makeError(scope, schema, 'E4014', [value, 'uid'], { errorKlass: schema.klass })];
  }
  return [];
}

/** Top-level domains that the server's address check refuses: reserved for tests and examples. */
const reservedDomains = new Set(['test', 'local', 'localhost', 'invalid', 'example']);

/** Values that must be unique: against the stored objects, then within the payload. */
export function uniquenessErrors(scope: CheckScope, schema: Schema, object: JsonObject): ErrorReport[] {
  const errors: ErrorReport[] = [];
  const id = textAt(object, 'id') ?? '';
  for (const property of schema.properties) {
    if (!property.unique || !property.persisted || !property.owner || property.name === 'id' || property.collection)
      continue;
    if (schema.singular === 'user' && property.name !== 'code') continue;
    const value = textAt(object, jsonName(property));
    if (value === undefined) continue;
    const key = `${schema.plural}/${jsonName(property)}/${value}`;
    const stored = scope.context.metadata.findBy(schema.plural, jsonName(property), value);
    const holder = stored && stored.id !== id ? stored.id : scope.claimed.get(key);
    if (holder !== undefined && holder !== id) {
      const args = [property.name, value, describe(schema, object), holder];
      errors.push(makeError(scope, schema, 'E5003', args, { mainId: holder, errorProperty: property.name }));
    } else scope.claimed.set(key, id);
  }
  return errors;
}

/** References that are neither stored nor in the payload. */
export function referenceErrors(scope: CheckScope, schema: Schema, object: JsonObject): ErrorReport[] {
  const errors: ErrorReport[] = [];
  const check = (owner: JsonObject, ownerSchema: Schema, reference: Json | undefined, property: Property): void => {
    if (!isObject(reference) || property.klass.endsWith('.period.Period')) return;
    const target = scope.context.schemas.byKlass(property.collection ? property.itemKlass : property.klass);
    if (!target || target.relativeApiEndpoint === undefined || (!target.metadata && target.singular !== 'user')) return;
    if (ignoredReferences.has(property.name)) return;
    const id = textAt(reference, 'id') ?? idByCode(scope, target, reference);
    if (id !== undefined && exists(scope, target, id)) return;
    const shown = `[${textAt(reference, 'id') ?? textAt(reference, 'code') ?? ''}] (${shortName(target.klass)})`;
    const args = [shown, describe(ownerSchema, owner), property.name];
    errors.push(
      makeError(scope, schema, 'E5002', args, {
        mainId: textAt(object, 'id'),
        errorProperty: property.name,
        ...(property.collection ? { errorKlass: target.klass } : {}),
      }),
    );
  };
  for (const property of schema.properties) {
    const value = object[jsonName(property)];
    if (value === undefined || !property.owner) continue;
    if (property.propertyType === 'REFERENCE') check(object, schema, value, property);
    else if (property.collection && Array.isArray(value)) {
      const item = scope.context.schemas.byKlass(property.itemKlass);
      if (property.identifiableObject && !property.embeddedObject)
        for (const ref of value) check(object, schema, ref, property);
      else if (item) {
        for (const element of objectsAt(object, jsonName(property))) {
          for (const inner of item.properties) {
            if (inner.propertyType === 'REFERENCE') check(object, schema, element[jsonName(inner)], inner);
          }
        }
      }
    }
  }
  return errors;
}

const ignoredReferences = new Set(['createdBy', 'lastUpdatedBy', 'user', 'period', 'fileResource', 'avatar']);

function idByCode(scope: CheckScope, target: Schema, reference: JsonObject): string | undefined {
  const code = textAt(reference, 'code');
  return code === undefined ? undefined : scope.context.metadata.findBy(target.plural, 'code', code)?.id;
}

function exists({ context, payload }: CheckScope, target: Schema, id: string): boolean {
  return context.metadata.tableOf(target).has(id) || (payload.get(target.plural)?.has(id) ?? false);
}
