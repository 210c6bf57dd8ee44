import type { Json, JsonObject } from '../state/json.ts';
import { isObject, refAt, textAt } from '../state/json.ts';
import type { TrackerIssue } from './tracker-report.ts';
import type { TrackerScope } from './tracker-scope.ts';

const kind = 'RELATIONSHIP';

const entities: Readonly<Record<string, string>> = {
  TRACKED_ENTITY_INSTANCE: 'trackedEntity',
  PROGRAM_INSTANCE: 'enrollment',
  PROGRAM_STAGE_INSTANCE: 'event',
};
const shownKinds: Readonly<Record<string, string>> = {
  trackedEntity: 'TRACKED_ENTITY',
  enrollment: 'ENROLLMENT',
  event: 'EVENT',
};

/** An end of a relationship: which kind of object, and its uid. */
export interface End {
  readonly kind: string;
  readonly uid: string;
}

/** What is wrong with a relationship of the payload. */
export function relationshipIssues(scope: TrackerScope, object: JsonObject): TrackerIssue[] {
  const uid = textAt(object, 'relationship')!;
  const existing = scope.store.relationships.get(uid);
  const one = (code: string, shown: readonly string[], args?: readonly string[]): TrackerIssue[] => [
    scope.issue(kind, uid, code, shown, args),
  ];
  const { importStrategy } = scope.params;
  if (existing?.deleted) return one('E4017', [uid]);
  if (!existing && (importStrategy === 'UPDATE' || importStrategy === 'DELETE')) return one('E4016', [uid]);
  if (existing && importStrategy === 'CREATE') return one('E4015', [uid]);
  if (scope.isDelete || existing) return [];
  const typeId = textAt(object, 'relationshipType');
  if (typeId === undefined) return one('E1124', ['relationshipType']);
  const type = scope.find('relationshipTypes', typeId);
  const from = endOf(object['from']);
  const to = endOf(object['to']);
  const malformed = [...(to ? [] : one('E4001', ['to', uid])), ...(from ? [] : one('E4001', ['from', uid]))];
  if (malformed.length > 0) return malformed;
  if (!type) return one('E4006', [typeId], [scope.identifier('relationshipTypes', typeId)]);
  if (from!.uid === to!.uid) return one('E4000', [uid]);
  const issues: TrackerIssue[] = [];
  for (const [side, end] of [
    ['from', from!],
    ['to', to!],
  ] as const) {
    const constraint = type[`${side}Constraint`];
    const wanted = isObject(constraint) ? entities[textAt(constraint, 'relationshipEntity') ?? ''] : undefined;
    if (wanted !== undefined && wanted !== end.kind) issues.push(...one('E4010', [side, wanted, end.kind]));
    else if (!exists(scope, end)) issues.push(...one('E4012', [end.kind, end.uid]));
    else issues.push(...typeIssues(scope, side, end, constraint, one));
  }
  if (issues.length > 0) return issues;
  const double = [...scope.store.relationships.values()].find(
    (r) => !r.deleted && r.relationshipType === type.id && same(r.from, from!) && same(r.to, to!),
  );
  if (double) return one('E4018', [uid, shownKinds[from!.kind]!, from!.uid, shownKinds[to!.kind]!, to!.uid]);
  return [];
}

function typeIssues(
  scope: TrackerScope,
  side: string,
  end: End,
  constraint: Json | undefined,
  one: (code: string, shown: readonly string[]) => TrackerIssue[],
): TrackerIssue[] {
  const wanted = isObject(constraint) ? refAt(constraint, 'trackedEntityType') : undefined;
  if (wanted === undefined || end.kind !== 'trackedEntity') return [];
  const type = scope.store.trackedEntities.get(end.uid)?.trackedEntityType;
  return type === undefined || type === wanted ? [] : one('E4014', [side, wanted, type]);
}

/** The one object that an end names; undefined when it names none, or several. */
export function endOf(item: Json | undefined): End | undefined {
  if (!isObject(item)) return undefined;
  const ends: End[] = [];
  for (const name of ['trackedEntity', 'enrollment', 'event']) {
    const value = item[name];
    const uid = isObject(value) ? textAt(value, name) : undefined;
    if (uid !== undefined) ends.push({ kind: name, uid });
  }
  return ends.length === 1 ? ends[0] : undefined;
}

function exists({ store, payload, entityIds, enrollmentIds }: TrackerScope, end: End): boolean {
  if (end.kind === 'trackedEntity')
    return entityIds.has(end.uid) || store.trackedEntities.get(end.uid)?.deleted === false;
  if (end.kind === 'enrollment') return enrollmentIds.has(end.uid) || store.enrollments.get(end.uid)?.deleted === false;
  return payload.events.some((e) => e['event'] === end.uid) || store.events.get(end.uid)?.deleted === false;
}

function same(
  item: { readonly trackedEntity?: string; readonly enrollment?: string; readonly event?: string },
  end: End,
): boolean {
  return (item.trackedEntity ?? item.enrollment ?? item.event) === end.uid;
}
