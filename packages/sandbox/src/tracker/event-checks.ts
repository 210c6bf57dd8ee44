import type { MetadataObject } from '../metadata/metadata-store.ts';
import { mayBySharing } from '../security/access.ts';
import type { JsonObject } from '../state/json.ts';
import { refAt, refsAt, textAt } from '../state/json.ts';
import { comboIssues, eventCombo } from './event-combo-checks.ts';
import { eventDateIssues } from './event-date-checks.ts';
import { dataValueIssues } from './event-value-checks.ts';
import { mayAccessOwner, mayCapture, mayWriteData } from './tracker-access.ts';
import type { TrackerIssue } from './tracker-report.ts';
import type { TrackerScope } from './tracker-scope.ts';
import { eventText } from './tracker-text.ts';

const kind = 'EVENT';
type One = (code: string, shown: readonly string[], args?: readonly string[]) => TrackerIssue[];

/** An event of the payload with what it refers to. */
export interface EventPlace {
  readonly program: MetadataObject;
  readonly stage: MetadataObject;
  readonly unit: string;
  readonly registers: boolean;
}

/** What is wrong with an event of the payload. */
export function eventIssues(scope: TrackerScope, object: JsonObject): TrackerIssue[] {
  const uid = textAt(object, 'event')!;
  const existing = scope.store.events.get(uid);
  const one: One = (code, shown, args) => [scope.issue(kind, uid, code, shown, args)];
  const { importStrategy } = scope.params;
  if (existing?.deleted) return one('E1082', [uid]);
  if (!existing && (importStrategy === 'UPDATE' || importStrategy === 'DELETE')) return one('E1032', [uid]);
  if (existing && importStrategy === 'CREATE') return one('E1030', [uid]);
  if (scope.isDelete) {
    return mayCapture(scope.context, scope.user, existing!.orgUnit)
      ? []
      : one('E1000', [scope.user.id, existing!.orgUnit]);
  }
  const missing = missingProperties(scope, object, one);
  if (missing.length > 0) return missing;
  const place = placeOf(scope, object);
  if (!place) return unknownIssues(scope, object, one);
  if (existing && existing.programStage !== place.stage.id) return one('E1128', ['programStage']);
  const relations = relationIssues(scope, object, place, one);
  if (relations.length > 0) return relations;
  const denied = accessIssues(scope, object, place, one);
  if (denied.length > 0) return denied;
  return [
    ...comboIssues(scope, object, place.program, one),
    ...eventDateIssues(scope, object, place, one),
    ...dataValueIssues(scope, object, place.stage, one),
    ...repeatIssues(scope, object, place, one),
  ];
}

function missingProperties(scope: TrackerScope, object: JsonObject, one: One): TrackerIssue[] {
  const stageId = textAt(object, 'programStage');
  const programOnly = scope.find('programs', textAt(object, 'program'));
  const needed = [
    'orgUnit',
    ...(programOnly && stageId === undefined && isWithoutRegistration(programOnly) ? [] : ['programStage']),
  ];
  const missing = needed.filter((name) => textAt(object, name) === undefined);
  if (
    scope.context.profile.minor >= 43 &&
    programOnly &&
    !isWithoutRegistration(programOnly) &&
    textAt(object, 'enrollment') === undefined
  ) {
    missing.push('enrollment');
  }
  return missing.flatMap((name) => one('E1123', [name]));
}

export function isWithoutRegistration(program: MetadataObject): boolean {
  return textAt(program, 'programType') === 'WITHOUT_REGISTRATION';
}

/** The program, stage and unit of an event; undefined when one of them does not exist. */
export function placeOf(scope: TrackerScope, object: JsonObject): EventPlace | undefined {
  const given = scope.find('programs', textAt(object, 'program'));
  const stageId = textAt(object, 'programStage');
  // A stage that is left out is that of an event program; one that is named must be named in the scheme.
  const stage =
    stageId !== undefined
      ? scope.find('programStages', stageId)
      : scope.context.metadata.get(
          'programStages',
          given && isWithoutRegistration(given) ? refsAt(given, 'programStages')[0] : undefined,
        );
  const program =
    given ??
    (textAt(object, 'program') === undefined
      ? scope.context.metadata.get('programs', refAt(stage, 'program'))
      : undefined);
  const unit = scope.find('organisationUnits', textAt(object, 'orgUnit'));
  if (!program || !stage || !unit) return undefined;
  return { program, stage, unit: unit.id, registers: !isWithoutRegistration(program) };
}

function unknownIssues(scope: TrackerScope, object: JsonObject, one: One): TrackerIssue[] {
  const issues: TrackerIssue[] = [];
  const check = (code: string, plural: string, name: string): void => {
    const id = textAt(object, name);
    if (id !== undefined && !scope.find(plural, id)) issues.push(...one(code, [id], [scope.identifier(plural, id)]));
  };
  check('E1011', 'organisationUnits', 'orgUnit');
  check('E1010', 'programs', 'program');
  check('E1013', 'programStages', 'programStage');
  return issues;
}

function relationIssues(scope: TrackerScope, object: JsonObject, place: EventPlace, one: One): TrackerIssue[] {
  const uid = textAt(object, 'event')!;
  const { program, stage, unit } = place;
  const issues: TrackerIssue[] = [];
  if (refAt(stage, 'program') !== program.id) issues.push(...one('E1089', [uid, stage.id, program.id]));
  if (place.registers) issues.push(...enrollmentRelations(scope, object, program, one));
  if (issues.length === 0 && !refsAt(program, 'organisationUnits').includes(unit))
    issues.push(...one('E1029', [unit, program.id]));
  return issues;
}

function enrollmentRelations(
  scope: TrackerScope,
  object: JsonObject,
  program: MetadataObject,
  one: One,
): TrackerIssue[] {
  const uid = textAt(object, 'event')!;
  const enrollmentId = textAt(object, 'enrollment');
  if (enrollmentId === undefined) return one('E1033', [uid]);
  // Only the first object that a refusal drags along is named.
  if (scope.cascaded.has(enrollmentId)) return [];
  if (scope.invalid.has(enrollmentId)) return one('E5000', ['event', uid, 'enrollment', enrollmentId]);
  const stored = scope.store.enrollments.get(enrollmentId);
  const inPayload = scope.enrollmentIds.get(enrollmentId);
  const mismatch = one(
    'E1079',
    [uid, program.id, enrollmentId],
    [eventText(scope, object, undefined), program.id, enrollmentId],
  );
  if (!stored && !inPayload) return [...one('E1313', [uid]), ...mismatch];
  const programId = stored?.program ?? scope.find('programs', textAt(inPayload, 'program'))?.id;
  return programId === program.id ? [] : mismatch;
}

function accessIssues(
  scope: TrackerScope,
  object: JsonObject,
  { program, stage, unit, registers }: EventPlace,
  one: One,
): TrackerIssue[] {
  const { user, context, store } = scope;
  const existing = store.events.get(textAt(object, 'event')!);
  if (!existing && !mayCapture(context, user, unit)) return one('E1000', [user.id, unit]);
  if (!mayWriteData(user, program)) return one('E1091', [user.id, program.id]);
  if (registers && !mayWriteData(user, stage)) return one('E1095', [user.id, stage.id]);
  const enrollment = store.enrollments.get(textAt(object, 'enrollment') ?? '');
  if (
    registers &&
    enrollment &&
    !mayAccessOwner(context, store, user, enrollment.trackedEntity, program, enrollment.orgUnit)
  ) {
    return one('E1102', [user.id, enrollment.trackedEntity, program.id]);
  }
  const combo = context.metadata.get('categoryOptionCombos', eventCombo(scope, object, program));
  for (const option of refsAt(combo, 'categoryOptions')) {
    const optionObject = context.metadata.get('categoryOptions', option);
    if (optionObject && !mayBySharing(user, optionObject, 'dataWrite')) return one('E1099', [user.id, option]);
  }
  return [];
}

function repeatIssues(
  scope: TrackerScope,
  object: JsonObject,
  { stage, registers }: EventPlace,
  one: One,
): TrackerIssue[] {
  if (!registers || stage['repeatable'] === true) return [];
  const uid = textAt(object, 'event')!;
  const enrollment = textAt(object, 'enrollment')!;
  const stored = scope.store
    .eventsOf(enrollment)
    .some((e) => !e.deleted && e.event !== uid && e.programStage === stage.id);
  const twice =
    scope.payload.events.filter((e) => e['enrollment'] === enrollment && e['programStage'] === stage.id).length > 1;
  return stored || twice ? one('E1039', [stage.id]) : [];
}
