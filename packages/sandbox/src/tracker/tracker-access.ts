import { mayBySharing } from '../security/access.ts';
import type { User } from '../security/user.ts';
import type { ServerContext } from '../server/server-context.ts';
import type { MetadataObject } from '../metadata/metadata-store.ts';
import { textAt } from '../state/json.ts';
import type { TrackerStore } from './tracker-store.ts';

/** Whether a user may write at an org unit. */
export function mayCapture({ tree }: ServerContext, user: User, unit: string): boolean {
  return user.isSuper || tree.isWithin(unit, user.organisationUnits);
}

/** Whether a user may look at an org unit: search scope, or capture scope. */
export function maySearch({ tree }: ServerContext, user: User, unit: string): boolean {
  return (
    user.isSuper || tree.isWithin(unit, user.searchOrganisationUnits) || tree.isWithin(unit, user.organisationUnits)
  );
}

/** Whether a user may see a person in a program: by its owner, and by the program's access level. */
export function mayAccessOwner(
  context: ServerContext,
  store: TrackerStore,
  user: User,
  entity: string,
  program: MetadataObject,
  fallback: string,
): boolean {
  if (user.isSuper) return true;
  const owner = store.owners.get(`${entity}/${program.id}`) ?? fallback;
  const level = textAt(program, 'accessLevel') ?? 'OPEN';
  if (mayCapture(context, user, owner)) return true;
  if (level === 'OPEN' || level === 'AUDITED') return maySearch(context, user, owner);
  return level === 'PROTECTED' && store.overrides.has(`${user.id}/${entity}/${program.id}`);
}

export function mayWriteData(user: User, object: MetadataObject | undefined): boolean {
  return object !== undefined && mayBySharing(user, object, 'dataWrite');
}

export function mayReadData(user: User, object: MetadataObject | undefined): boolean {
  return object !== undefined && mayBySharing(user, object, 'dataRead');
}
