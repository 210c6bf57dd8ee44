import { empty, json } from '../http/answer.ts';
import type { Call } from '../http/call.ts';
import type { Router } from '../http/router.ts';
import { conflict } from '../http/web-error.ts';
import type { ServerContext } from '../server/server-context.ts';
import { timestamp } from '../state/clock.ts';
import type { JsonObject } from '../state/json.ts';
import { asText, textAt } from '../state/json.ts';
import { defaultOptionCombo } from './import-scope.ts';

/** `/api/dataApprovals`: approving and taking back, by workflow or by data set. */
export function approvalRoutes(router: Router, context: ServerContext): void {
  const table = context.tables.table('dataApprovals');
  router.get('dataApprovals', (call) => {
    const workflow = workflowOf(context, call);
    const state = stateOf(context, `${workflow}/${keyRest(call)}`);
    return json({ ...state.permissions, state: state.state, ...state.by });
  });
  router.get('dataApprovals/multiple', (call) => json(multiple(context, call)));
  router.post('dataApprovals', (call) => {
    const now = timestamp(context.clock.now());
    const user = context.metadata.get('users', call.user.id);
    const by = `${textAt(user, 'firstName') ?? ''} ${textAt(user, 'surname') ?? ''}`.trim();
    table.set(`${workflowOf(context, call)}/${keyRest(call)}`, { approvedBy: by, approvedAt: now, acceptedAt: now });
    return empty(204);
  });
  router.delete('dataApprovals', (call) => {
    table.delete(`${workflowOf(context, call)}/${keyRest(call)}`);
    return empty(204);
  });
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

function stateOf(context: ServerContext, key: string): { permissions: JsonObject; state: string; by: JsonObject } {
  const approval = context.tables.table('dataApprovals').get(key);
  const done = approval !== undefined;
  return {
    permissions: {
      mayApprove: !done,
      mayUnapprove: done,
      mayAccept: false,
      mayUnaccept: false,
      mayReadData: true,
    },
    state: done ? 'APPROVED_HERE' : 'UNAPPROVED_READY',
    by: approval ?? {},
  };
}

function multiple(context: ServerContext, { query }: Call): JsonObject[] {
  const split = (name: string): string[] => query.getAll(name).flatMap((text) => text.split(','));
  const combos = split('aoc').length > 0 ? split('aoc') : [defaultOptionCombo];
  // 2.42 answers the last period first; 2.43 only the first one.
  const periods = context.profile.minor >= 43 ? split('pe').slice(0, 1) : split('pe').toReversed();
  return split('wf').flatMap((wf) =>
    periods.flatMap((pe) =>
      split('ou').flatMap((ou) =>
        combos.map((aoc): JsonObject => {
          const { permissions, state } = stateOf(context, `${wf}/${pe}/${ou}/${aoc}`);
          return { wf, pe, ou: asText(ou), aoc, state, permissions };
        }),
      ),
    ),
  );
}
