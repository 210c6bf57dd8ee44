import { refuse } from '../http/web-error.ts';
import type { User } from '../security/user.ts';
import type { ServerContext } from '../server/server-context.ts';
import type { JsonObject } from '../state/json.ts';
import { textAt } from '../state/json.ts';
import { entityIssues } from './entity-checks.ts';
import { enrollmentIssues } from './enrollment-checks.ts';
import { eventIssues } from './event-checks.ts';
import { relationshipIssues } from './relationship-checks.ts';
import { ruleIssues } from './rule-engine.ts';
import { removeObject, storeEnrollment, storeEntity, storeEvent, storeRelationship } from './tracker-commit.ts';
import type { TrackerParams } from './tracker-params.ts';
import type { TrackerKind, TrackerPayload } from './tracker-payload.ts';
import type { KindReport, TrackerIssue, TrackerReport } from './tracker-report.ts';
import { emptyStats } from './tracker-report.ts';
import { TrackerScope } from './tracker-scope.ts';
import type { TrackerStore } from './tracker-store.ts';

interface Kind {
  readonly kind: TrackerKind;
  readonly key: 'trackedEntity' | 'enrollment' | 'event' | 'relationship';
  readonly list: keyof TrackerPayload;
  check(scope: TrackerScope, object: JsonObject): TrackerIssue[];
  store(scope: TrackerScope, object: JsonObject): boolean;
}

const kinds: readonly Kind[] = [
  { kind: 'TRACKED_ENTITY', key: 'trackedEntity', list: 'trackedEntities', check: entityIssues, store: storeEntity },
  { kind: 'ENROLLMENT', key: 'enrollment', list: 'enrollments', check: enrollmentIssues, store: storeEnrollment },
  { kind: 'EVENT', key: 'event', list: 'events', check: eventIssues, store: storeEvent },
  {
    kind: 'RELATIONSHIP',
    key: 'relationship',
    list: 'relationships',
    check: relationshipIssues,
    store: storeRelationship,
  },
];

/** Imports a flattened payload: checks all of it, then stores all or nothing (`atomicMode=ALL`) or what is valid. */
export function importTracker(
  context: ServerContext,
  store: TrackerStore,
  user: User,
  params: TrackerParams,
  payload: TrackerPayload,
): TrackerReport {
  const scope = new TrackerScope(context, store, user, params, payload);
  const errors: TrackerIssue[] = [];
  const skips = params.validationMode === 'SKIP' && user.isSuper;
  for (const entry of kinds) {
    const { kind, key, list } = entry;
    for (const object of payload[list]) {
      const uid = textAt(object, key)!;
      if (skips) continue;
      failFastOnNull(scope, kind, object);
      const issues = entry.check(scope, object);
      if (issues.length === 0 && kind === 'EVENT' && !params.skipRuleEngine && !scope.isDelete)
        issues.push(...ruleIssues(scope, object));
      if (issues.length === 0) continue;
      errors.push(...issues);
      scope.invalid.add(uid);
    }
  }
  const total = kinds.reduce((sum, { list }) => sum + payload[list].length, 0);
  if (params.importMode === 'VALIDATE' && errors.length === 0) {
    return { status: 'OK', errors, warnings: [], stats: emptyStats(), kinds: new Map() };
  }
  if (errors.length > 0 && (params.atomicMode === 'ALL' || params.importMode === 'VALIDATE')) {
    return { status: 'ERROR', errors, warnings: [], stats: { ...emptyStats(), ignored: total }, kinds: undefined };
  }
  refuseTwice(scope);
  return commit(scope, errors);
}

/** With FAIL_FAST the server trips over an org unit that it did not find. */
function failFastOnNull(scope: TrackerScope, kind: TrackerKind, object: JsonObject): void {
  const unit = textAt(object, 'orgUnit');
  if (scope.params.validationMode !== 'FAIL_FAST' || kind !== 'EVENT' || unit === undefined) return;
  const missing = scope.payload.events.some((event) => {
    const id = textAt(event, 'orgUnit');
    return id !== undefined && !scope.find('organisationUnits', id);
  });
  if (missing)
    throw refuse(
      500,
      'Cannot invoke "org.hisp.dhis.organisationunit.OrganisationUnit.getUid()" because "organisationUnit" is null',
    );
}

/** From 2.43 on an event that a payload creates twice violates a key of the database. */
function refuseTwice(scope: TrackerScope): void {
  if (scope.context.profile.minor < 43 || scope.isDelete) return;
  const seen = new Set<string>();
  for (const event of scope.payload.events) {
    const uid = textAt(event, 'event')!;
    if (seen.has(uid) && !scope.store.events.has(uid)) {
      const table = textAt(event, 'enrollment') === undefined ? 'singleevent' : 'trackerevent';
      const number = scope.store.events.size + 1;
      const detail = `Detail: Key (eventid)=(${number}) already exists.`;
      throw refuse(500, `ERROR: duplicate key value violates unique constraint "${table}_pkey"\n  ${detail}`);
    }
    seen.add(uid);
  }
}

function commit(scope: TrackerScope, errors: readonly TrackerIssue[]): TrackerReport {
  const reports = new Map<TrackerKind, KindReport>();
  const stats = emptyStats();
  const refused = new Set(errors.map((error) => error.uid));
  for (const entry of kinds) {
    const { kind, key, list } = entry;
    const report: KindReport = { stats: emptyStats(), uids: [] };
    const created = new Set<string>();
    for (const object of scope.payload[list]) {
      const uid = textAt(object, key)!;
      if (isBlocked(scope, object)) {
        scope.invalid.add(uid);
        // What is refused only because of its parent is not in the sum, and from 2.43 on not in that of its kind.
        const own = refused.has(uid);
        if (own) stats.ignored++;
        if (own || scope.context.profile.minor < 43) report.stats.ignored++;
        continue;
      }
      if (scope.isDelete) {
        removeObject(scope, key, uid);
        report.stats.deleted++;
      } else if (entry.store(scope, object) || created.has(uid)) {
        created.add(uid);
        report.stats.created++;
      } else if (kind === 'RELATIONSHIP') {
        report.stats.ignored++;
        stats.ignored++;
        continue;
      } else report.stats.updated++;
      report.uids.push(uid);
    }
    for (const name of ['created', 'updated', 'deleted'] as const) stats[name] += report.stats[name];
    reports.set(kind, report);
  }
  return { status: 'OK', errors, warnings: [], stats, kinds: reports };
}

/** Whether an object, or its parent in the payload, may not be stored. */
function isBlocked({ invalid }: TrackerScope, object: JsonObject): boolean {
  return ['trackedEntity', 'enrollment', 'event', 'relationship'].some((name) =>
    invalid.has(textAt(object, name) ?? ''),
  );
}
