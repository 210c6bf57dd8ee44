import type { ServerContext } from '../server/server-context.ts';
import type { User } from '../security/user.ts';
import { hasAuthority } from '../security/user.ts';
import type { JsonObject } from '../state/json.ts';
import { objectsAt, textAt } from '../state/json.ts';

/** An approval that is stored; without one the data is unapproved. */
export interface StoredApproval {
  readonly approvedBy: string;
  readonly approvedAt: string;
  readonly acceptedBy?: string;
  readonly acceptedAt: string;
  readonly accepted?: boolean;
}

/**
 * What a user may do with the data of a unit: approve it at their own level or below, accept it from the level above.
 *
 * Levels are counted by their `level`, the highest first. A user stands on the highest level that does not lie above their
 * own units.
 */
export function approvalPermissions(
  context: ServerContext,
  user: User,
  workflow: string,
  unit: string,
  approval: StoredApproval | undefined,
): JsonObject {
  const data = levelOf(context, workflow, context.tree.level(unit) ?? 1);
  const own = levelOf(context, workflow, Math.min(...user.organisationUnits.map((id) => context.tree.level(id) ?? 1)));
  const [approved, accepted] = [approval !== undefined, approval?.accepted === true];
  const below = hasAuthority(user, 'F_APPROVE_DATA_LOWER_LEVELS') && own < data;
  const mayChange = (hasAuthority(user, 'F_APPROVE_DATA') && own === data && !accepted) || below;
  const fromAbove = own === data - 1 || below;
  const mayReceive = hasAuthority(user, 'F_ACCEPT_DATA_LOWER_LEVELS') && approved && own < data && fromAbove;
  return {
    mayApprove: mayChange && !approved,
    mayUnapprove: approved && (mayChange || mayReceive),
    mayAccept: mayReceive && !accepted,
    mayUnaccept: mayReceive && accepted,
    mayReadData: true,
  };
}

/** The highest approval level of a workflow that lies at a level of the hierarchy or below it. */
function levelOf(context: ServerContext, workflow: string, orgUnitLevel: number): number {
  const links = objectsAt(context.metadata.get('dataApprovalWorkflows', workflow), 'dataApprovalLevels');
  const levels = links.flatMap((link) => context.metadata.get('dataApprovalLevels', textAt(link, 'id')) ?? []);
  const fitting = levels.filter((level) => Number(level['orgUnitLevel']) >= orgUnitLevel);
  return Math.min(...fitting.map((level) => Number(level['level'])));
}
