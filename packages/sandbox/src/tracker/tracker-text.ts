import type { JsonObject } from '../state/json.ts';
import { asText, objectsAt, textAt } from '../state/json.ts';
import { javaInstant, readInstant } from './tracker-dates.ts';
import type { TrackerScope } from './tracker-scope.ts';

/** Objects as Java prints them: some codes name them so in their arguments. */
export function eventText(scope: TrackerScope, event: JsonObject, programEnrollment: string | undefined): string {
  const old = scope.context.profile.minor < 43;
  const kind = old ? 'Event' : textAt(event, 'enrollment') === undefined ? 'SingleEvent' : 'TrackerEvent';
  const stored = old ? ', storedBy=null' : '';
  const values = objectsAt(event, 'dataValues').map(
    (v) =>
      `DataValue(${old ? 'storedBy=null, ' : ''}providedElsewhere=${String(v['providedElsewhere'] === true)}, dataElement=${scope.identifier('dataElements', textAt(v, 'dataElement'))}, value=${asText(v['value']) || 'null'})`,
  );
  const enrollment = textAt(event, 'enrollment') ?? programEnrollment;
  return (
    `${kind}(event=${textAt(event, 'event')}, status=${textAt(event, 'status') ?? 'ACTIVE'}, program=${scope.identifier('programs', textAt(event, 'program'))}, ` +
    `programStage=${scope.identifier('programStages', textAt(event, 'programStage'))}, ` +
    (kind === 'SingleEvent' ? '' : `enrollment=${enrollment ?? 'null'}, `) +
    `orgUnit=${scope.identifier('organisationUnits', textAt(event, 'orgUnit'))}, occurredAt=${instant(event, 'occurredAt')}, ` +
    (kind === 'SingleEvent' ? '' : `scheduledAt=${instant(event, 'scheduledAt')}`) +
    `${stored}, createdAtClient=null, updatedAtClient=null, ` +
    `attributeOptionCombo=${scope.identifier('categoryOptionCombos', textAt(event, 'attributeOptionCombo'))}, attributeCategoryOptions=[], ` +
    `completedAt=${instant(event, 'completedAt')}, geometry=null, assignedUser=null, dataValues=[${values.join(', ')}], notes=[])`
  );
}

export function enrollmentText(scope: TrackerScope, enrollment: JsonObject): string {
  const old = scope.context.profile.minor < 43;
  const stored = old ? 'storedBy=null, ' : '';
  const attributes = objectsAt(enrollment, 'attributes').map(
    (a) =>
      `Attribute(attribute=${scope.identifier('trackedEntityAttributes', textAt(a, 'attribute'))}, ${stored}value=${asText(a['value']) || 'null'})`,
  );
  return (
    `Enrollment(enrollment=${textAt(enrollment, 'enrollment')}, createdAtClient=null, updatedAtClient=null, trackedEntity=${textAt(enrollment, 'trackedEntity')}, ` +
    `program=${scope.identifier('programs', textAt(enrollment, 'program'))}, status=${textAt(enrollment, 'status') ?? 'ACTIVE'}, ` +
    `orgUnit=${scope.identifier('organisationUnits', textAt(enrollment, 'orgUnit'))}, enrolledAt=${instant(enrollment, 'enrolledAt')}, ` +
    `occurredAt=${instant(enrollment, 'occurredAt')}, followUp=${String(enrollment['followUp'] === true)}, ${stored}completedAt=${instant(enrollment, 'completedAt')}, ` +
    `geometry=null, attributes=[${attributes.join(', ')}], notes=[])`
  );
}

function instant(object: JsonObject, name: string): string {
  const text = textAt(object, name);
  return text === undefined ? 'null' : javaInstant(readInstant(text));
}
