import { hasAuthority } from '../security/user.ts';
import type { MetadataObject } from '../metadata/metadata-store.ts';
import type { JsonObject } from '../state/json.ts';
import { objectsAt, refAt, refsAt, textAt } from '../state/json.ts';
import { attributeIssues } from './attribute-checks.ts';
import { mayAccessOwner, mayCapture, mayWriteData } from './tracker-access.ts';
import { javaInstant, readInstant } from './tracker-dates.ts';
import type { TrackerIssue } from './tracker-report.ts';
import type { TrackerScope } from './tracker-scope.ts';
import { enrollmentText } from './tracker-text.ts';

const kind = 'ENROLLMENT';

/** What is wrong with an enrollment of the payload. */
export function enrollmentIssues(scope: TrackerScope, object: JsonObject): TrackerIssue[] {
  const uid = textAt(object, 'enrollment')!;
  const existing = scope.store.enrollments.get(uid);
  const one = (code: string, shown: readonly string[], args?: readonly string[]): TrackerIssue[] => [
    scope.issue(kind, uid, code, shown, args),
  ];
  const { importStrategy } = scope.params;
  if (existing?.deleted) return one('E1113', [uid]);
  if (!existing && (importStrategy === 'UPDATE' || importStrategy === 'DELETE')) return one('E1081', [uid]);
  if (existing && importStrategy === 'CREATE') return one('E1080', [uid]);
  if (scope.isDelete) return deletionIssues(scope, uid, existing!.orgUnit);
  const missing = ['trackedEntity', 'program', 'orgUnit'].filter((name) => textAt(object, name) === undefined);
  if (missing.length > 0) return missing.flatMap((name) => one('E1122', [name]));
  const entityId = textAt(object, 'trackedEntity')!;
  if (scope.invalid.has(entityId)) scope.cascaded.add(uid);
  if (scope.invalid.has(entityId)) return one('E5000', ['enrollment', uid, 'trackedEntity', entityId]);
  const program = scope.find('programs', textAt(object, 'program'));
  const unit = scope.find('organisationUnits', textAt(object, 'orgUnit'));
  const unknown: TrackerIssue[] = [];
  if (!unit)
    unknown.push(
      ...one('E1070', [textAt(object, 'orgUnit')!], [scope.identifier('organisationUnits', textAt(object, 'orgUnit'))]),
    );
  if (!program)
    unknown.push(
      ...one('E1069', [textAt(object, 'program')!], [scope.identifier('programs', textAt(object, 'program'))]),
    );
  const entity = scope.store.trackedEntities.get(entityId);
  if (!entity && !scope.entityIds.has(entityId)) unknown.push(...one('E1068', [entityId]));
  if (unknown.length > 0) return unknown;
  if (existing && existing.program !== program!.id) return one('E1127', ['program']);
  if (existing && existing.trackedEntity !== entityId) return one('E1127', ['trackedEntity']);
  const relations = relationIssues(scope, object, program!, unit!.id, one);
  if (relations.length > 0) return relations;
  const { user, context } = scope;
  if (!existing && !mayCapture(context, user, unit!.id)) return one('E1000', [user.id, unit!.id]);
  if (!mayWriteData(user, program)) return one('E1091', [user.id, program!.id]);
  if (!mayAccessOwner(context, scope.store, user, entityId, program!, unit!.id))
    return one('E1102', [user.id, entityId, program!.id]);
  return [
    ...existingIssues(scope, object, program!, entityId, one),
    ...dateIssues(scope, object, program!, one),
    ...attributeIssues(scope, kind, uid, object, entityId),
    ...programAttributeIssues(scope, object, program!, one),
  ];
}

type One = (code: string, shown: readonly string[], args?: readonly string[]) => TrackerIssue[];

function relationIssues(
  scope: TrackerScope,
  object: JsonObject,
  program: MetadataObject,
  unit: string,
  one: One,
): TrackerIssue[] {
  if (textAt(program, 'programType') === 'WITHOUT_REGISTRATION') return one('E1014', [program.id]);
  if (!refsAt(program, 'organisationUnits').includes(unit)) return one('E1041', [unit, program.id]);
  const entityId = textAt(object, 'trackedEntity')!;
  const type = entityType(scope, entityId);
  const wanted = refAt(program, 'trackedEntityType');
  return type !== undefined && wanted !== undefined && type !== wanted ? one('E1022', [entityId, program.id]) : [];
}

function entityType(scope: TrackerScope, entityId: string): string | undefined {
  const stored = scope.store.trackedEntities.get(entityId);
  if (stored) return stored.trackedEntityType;
  const inPayload = scope.payload.trackedEntities.find((e) => e['trackedEntity'] === entityId);
  return scope.find('trackedEntityTypes', textAt(inPayload, 'trackedEntityType'))?.id;
}

function existingIssues(
  scope: TrackerScope,
  object: JsonObject,
  program: MetadataObject,
  entityId: string,
  one: One,
): TrackerIssue[] {
  const uid = textAt(object, 'enrollment')!;
  const others = scope.store
    .enrollmentsOf(entityId)
    .filter((e) => !e.deleted && e.program === program.id && e.enrollment !== uid);
  const status = textAt(object, 'status') ?? 'ACTIVE';
  if (status === 'CANCELLED') return [];
  const issues: TrackerIssue[] = [];
  if (status === 'ACTIVE' && others.some((e) => e.status === 'ACTIVE'))
    issues.push(...one('E1015', [entityId, program.id]));
  if (program['onlyEnrollOnce'] === true && others.some((e) => e.status !== 'CANCELLED'))
    issues.push(...one('E1016', [entityId, program.id]));
  return issues;
}

function dateIssues(scope: TrackerScope, object: JsonObject, program: MetadataObject, one: One): TrackerIssue[] {
  const issues: TrackerIssue[] = [];
  const enrolled = readInstant(textAt(object, 'enrolledAt') ?? '');
  const occurred = readInstant(textAt(object, 'occurredAt') ?? '');
  if (enrolled === undefined) return one('E1025', ['null']);
  if (occurred === undefined && program['displayIncidentDate'] === true) issues.push(...one('E1023', [program.id]));
  if (occurred !== undefined && occurred > scope.now && program['selectIncidentDatesInFuture'] !== true) {
    issues.push(...one('E1021', [occurred], [javaInstant(occurred)]));
  }
  if (enrolled > scope.now && program['selectEnrollmentDatesInFuture'] !== true)
    issues.push(...one('E1020', [enrolled], [javaInstant(enrolled)]));
  const status = textAt(object, 'status') ?? 'ACTIVE';
  if (status === 'ACTIVE' && textAt(object, 'completedAt') !== undefined) {
    issues.push(...one('E1052', [textAt(object, 'enrollment')!, status], [enrollmentText(scope, object), status]));
  }
  return issues;
}

function programAttributeIssues(
  scope: TrackerScope,
  object: JsonObject,
  program: MetadataObject,
  one: One,
): TrackerIssue[] {
  const uid = textAt(object, 'enrollment')!;
  const entityId = textAt(object, 'trackedEntity')!;
  const given = new Set(
    objectsAt(object, 'attributes').map((a) => scope.find('trackedEntityAttributes', textAt(a, 'attribute'))?.id),
  );
  const ofEntity = new Set([
    ...Object.keys(scope.store.trackedEntities.get(entityId)?.attributes ?? {}),
    ...scope.payload.trackedEntities
      .filter((e) => e['trackedEntity'] === entityId)
      .flatMap((e) => objectsAt(e, 'attributes').map((a) => textAt(a, 'attribute'))),
  ]);
  const allowed = new Set<string>();
  const issues: TrackerIssue[] = [];
  for (const entry of objectsAt(program, 'programTrackedEntityAttributes')) {
    const attribute = refAt(entry, 'trackedEntityAttribute')!;
    allowed.add(attribute);
    if (entry['mandatory'] === true && !given.has(attribute) && !ofEntity.has(attribute)) {
      issues.push(
        ...one(
          'E1018',
          [attribute, program.id, uid],
          [scope.identifier('trackedEntityAttributes', attribute), program.id, uid],
        ),
      );
    }
  }
  for (const attribute of given) {
    if (attribute !== undefined && !allowed.has(attribute)) {
      issues.push(...one('E1019', [attribute], [`${scope.identifier('trackedEntityAttributes', attribute)}`]));
    }
  }
  return issues;
}

function deletionIssues(scope: TrackerScope, uid: string, unit: string): TrackerIssue[] {
  const { user, store, context } = scope;
  if (!mayCapture(context, user, unit)) return [scope.issue(kind, uid, 'E1000', [user.id, unit])];
  const hasEvents = store.eventsOf(uid).some((e) => !e.deleted);
  if (hasEvents && !hasAuthority(user, 'F_ENROLLMENT_CASCADE_DELETE'))
    return [scope.issue(kind, uid, 'E1103', [user.id, uid])];
  return [];
}
