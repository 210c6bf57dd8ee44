import type { Schema } from '../schema/schema-catalog.ts';
import type { JsonObject } from '../state/json.ts';
import { isObject, textAt } from '../state/json.ts';
import type { User } from './user.ts';
import { hasAuthority } from './user.ts';

export type Right = 'read' | 'write' | 'dataRead' | 'dataWrite';

const position: Readonly<Record<Right, number>> = { read: 0, write: 1, dataRead: 2, dataWrite: 3 };

/** Whether a user has a right on an object by its sharing: public, owner, user or group. Superusers have all. */
export function mayBySharing(user: User, object: JsonObject, right: Right): boolean {
  if (user.isSuper) return true;
  const sharing = object['sharing'];
  if (!isObject(sharing)) return right === 'read';
  const grants = (access: string | undefined): boolean => {
    const letter = access?.[position[right]];
    return letter === 'r' || letter === 'w';
  };
  if (sharing['owner'] === user.id && (right === 'read' || right === 'write')) return true;
  const shared = textAt(sharing, 'public');
  if (shared === undefined && right === 'read') return true;
  if (grants(shared)) return true;
  const ofUser = isObject(sharing['users']) ? sharing['users'][user.id] : undefined;
  if (isObject(ofUser) && grants(textAt(ofUser, 'access'))) return true;
  const groups = isObject(sharing['userGroups']) ? sharing['userGroups'] : {};
  return user.groups.some((group) => {
    const entry = groups[group];
    return isObject(entry) && grants(textAt(entry, 'access'));
  });
}

function authoritiesFor(schema: Schema, ...types: readonly string[]): string[] {
  return (schema.authorities ?? []).filter((a) => types.includes(a.type)).flatMap((a) => [...a.authorities]);
}

/** Whether a user may read objects of a class at all. */
export function mayReadClass(user: User, schema: Schema): boolean {
  const needed = authoritiesFor(schema, 'READ');
  return needed.length === 0 || hasAuthority(user, ...needed);
}

/** Whether a user may make objects of a class. */
export function mayCreate(user: User, schema: Schema): boolean {
  return hasAuthority(user, ...authoritiesFor(schema, 'CREATE', 'CREATE_PUBLIC', 'CREATE_PRIVATE'));
}

/** Whether a user may change an object: class authority and write access. */
export function mayUpdate(user: User, schema: Schema, object: JsonObject): boolean {
  if (user.isSuper) return true;
  const required = authoritiesFor(schema, 'UPDATE', 'CREATE', 'CREATE_PUBLIC', 'CREATE_PRIVATE');
  if (required.length > 0 && !hasAuthority(user, ...required)) return false;
  return !schema.shareable || mayBySharing(user, object, 'write');
}

/** Whether a user may delete an object. */
export function mayDelete(user: User, schema: Schema, object: JsonObject): boolean {
  if (user.isSuper) return true;
  const required = authoritiesFor(schema, 'DELETE');
  if (required.length > 0 && !hasAuthority(user, ...required)) return false;
  return !schema.shareable || mayBySharing(user, object, 'write');
}

/** Whether a user sees an object at all. */
export function mayRead(user: User, schema: Schema, object: JsonObject): boolean {
  if (user.isSuper || !schema.shareable) return true;
  return mayBySharing(user, object, 'read');
}

/** The `access` that DHIS2 shows with an object. */
export function accessOf(user: User, schema: Schema, object: JsonObject, minor: number): JsonObject {
  const manage = user.isSuper || mayUpdate(user, schema, object);
  const access: JsonObject = {
    manage,
    ...(minor >= 43 ? {} : { externalize: user.isSuper }),
    write: manage,
    read: mayRead(user, schema, object),
    update: manage,
    delete: mayDelete(user, schema, object),
  };
  if (schema.dataShareable) {
    access['data'] = {
      read: mayBySharing(user, object, 'dataRead'),
      write: mayBySharing(user, object, 'dataWrite'),
    };
  }
  return access;
}
