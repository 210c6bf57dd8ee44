import { empty, json, webMessage } from '../http/answer.ts';
import type { Call } from '../http/call.ts';
import type { Router } from '../http/router.ts';
import { WebError, conflict, forbidden } from '../http/web-error.ts';
import { hasAuthority } from '../security/user.ts';
import type { User } from '../security/user.ts';
import type { ServerContext } from '../server/server-context.ts';
import { timestamp } from '../state/clock.ts';
import type { JsonObject } from '../state/json.ts';
import { asText, textAt } from '../state/json.ts';
import { approvalPermissions } from './approval-permissions.ts';
import type { StoredApproval } from './approval-permissions.ts';
import { defaultOptionCombo } from './import-scope.ts';

/** `/api/dataApprovals`: approving, accepting, and taking either back, by workflow or by data set. */
export function approvalRoutes(router: Router, context: ServerContext): void {
  const table = context.tables.table<StoredApproval>('dataApprovals');
  router.get('dataApprovals', (call) => {
    const { permissions, state, by } = stateOf(context, call.user, workflowOf(context, call), keyRest(call));
    return json({ ...permissions, state, ...by });
  });
  router.get('dataApprovals/multiple', (call) => json(multiple(context, call)));
  router.post('dataApprovals', (call) => {
    const now = timestamp(context.clock.now());
    table.set(`${workflowOf(context, call)}/${keyRest(call)}`, {
      approvedBy: nameOf(context, call),
      approvedAt: now,
      acceptedAt: now,
    });
    return empty(204);
  });
  router.delete('dataApprovals', (call) => {
    table.delete(`${workflowOf(context, call)}/${keyRest(call)}`);
    return empty(204);
  });
  const accept = (call: Call, accepted: boolean) => {
    if (!hasAuthority(call.user, 'F_ACCEPT_DATA_LOWER_LEVELS')) throw forbidden('Access is denied');
    const workflow = workflowOf(context, call);
    const key = `${workflow}/${keyRest(call)}`;
    const approval = table.get(key);
    if (approval?.accepted === accepted) return empty(204);
    const { permissions } = stateOf(context, call.user, workflow, keyRest(call));
    // The server says no more than that it refuses.
    if (!approval || permissions[accepted ? 'mayAccept' : 'mayUnaccept'] !== true)
      throw new WebError(webMessage(409, 'ERROR'), 'not acceptable');
    const { acceptedBy: _, ...rest } = approval;
    const by = accepted ? { acceptedBy: nameOf(context, call) } : {};
    table.set(key, { ...rest, ...by, accepted, acceptedAt: timestamp(context.clock.now()) });
    return empty(204);
  };
  // Up to 2.41 acceptances have a path of their own.
  const paths = ['dataApprovals/dataAcceptances', ...(context.profile.minor < 42 ? ['dataAcceptances'] : [])];
  for (const path of paths) {
    router.post(path, (call) => accept(call, true));
    router.delete(path, (call) => accept(call, false));
  }
}

function nameOf(context: ServerContext, call: Call): string {
  const user = context.metadata.get('users', call.user.id);
  return `${textAt(user, 'firstName') ?? ''} ${textAt(user, 'surname') ?? ''}`.trim();
}

function keyRest({ query }: Call): string {
  return `${query.get('pe')}/${query.get('ou')}/${query.get('aoc') ?? defaultOptionCombo}`;
}

function workflowOf(context: ServerContext, { query }: Call): string {
  const given = query.get('wf');
  if (given !== null) {
    if (!context.metadata.get('dataApprovalWorkflows', given))
      throw conflict(`Data approval workflow does not exist: ${given}`);
    return given;
  }
  const set = query.get('ds') ?? '';
  const facts = context.dataSets.get(set);
  if (!facts) throw conflict(`Data set does not exist: ${set}`);
  if (facts.workflow === undefined) throw conflict(`Data set does not have an approval workflow: ${set}`);
  return facts.workflow;
}

function stateOf(
  context: ServerContext,
  user: User,
  workflow: string,
  rest: string,
): { permissions: JsonObject; state: string; by: JsonObject } {
  const approval = context.tables.table<StoredApproval>('dataApprovals').get(`${workflow}/${rest}`);
  const permissions = approvalPermissions(context, user, workflow, rest.split('/')[1]!, approval);
  if (!approval) return { permissions, state: 'UNAPPROVED_READY', by: {} };
  const { accepted, ...by } = approval;
  return { permissions, state: accepted === true ? 'ACCEPTED_HERE' : 'APPROVED_HERE', by: { ...by } };
}

function multiple(context: ServerContext, { query, user }: Call): JsonObject[] {
  const split = (name: string): string[] => query.getAll(name).flatMap((text) => text.split(','));
  const combos = split('aoc').length > 0 ? split('aoc') : [defaultOptionCombo];
  // 2.42 answers the last period first; 2.43 only the first one.
  const periods = context.profile.minor >= 43 ? split('pe').slice(0, 1) : split('pe').toReversed();
  return split('wf').flatMap((wf) =>
    periods.flatMap((pe) =>
      split('ou').flatMap((ou) =>
        combos.map((aoc): JsonObject => {
          const { permissions, state } = stateOf(context, user, wf, `${pe}/${ou}/${aoc}`);
          return { wf, pe, ou: asText(ou), aoc, state, permissions };
        }),
      ),
    ),
  );
}
