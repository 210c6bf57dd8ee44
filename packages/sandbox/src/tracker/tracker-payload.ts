import { badRequest } from '../http/web-error.ts';
import { generateUid } from '../state/identifiers.ts';
import { enumNameOrder } from '../state/java-order.ts';
import type { Json, JsonObject } from '../state/json.ts';
import { isObject, objectsAt, textAt } from '../state/json.ts';
import { readInstant } from './tracker-dates.ts';

export type TrackerKind = 'TRACKED_ENTITY' | 'ENROLLMENT' | 'EVENT' | 'RELATIONSHIP';

/** The objects of a payload, taken apart: nested ones name their parents, all have uids. */
export interface TrackerPayload {
  readonly trackedEntities: readonly JsonObject[];
  readonly enrollments: readonly JsonObject[];
  readonly events: readonly JsonObject[];
  readonly relationships: readonly JsonObject[];
}

const eventStatuses = ['ACTIVE', 'COMPLETED', 'VISITED', 'SCHEDULE', 'OVERDUE', 'SKIPPED'];
const enrollmentStatuses = ['ACTIVE', 'COMPLETED', 'CANCELLED'];

/** Flattens a payload. Throws 400 where DHIS2's JSON reader does: dates, statuses, uids, geometries. */
export function flattenPayload(body: JsonObject): TrackerPayload {
  const trackedEntities: JsonObject[] = [];
  const enrollments: JsonObject[] = [];
  const events: JsonObject[] = [];
  const relationships: JsonObject[] = [];
  const addRelationships = (parent: JsonObject): void => {
    for (const relationship of objectsAt(parent, 'relationships'))
      relationships.push(withUid(relationship, 'relationship'));
  };
  const addEvent = (raw: JsonObject, parent: JsonObject): void => {
    const event = withUid({ ...parent, ...raw }, 'event');
    checkReadable(
      event,
      ['occurredAt', 'scheduledAt', 'completedAt'],
      eventStatuses,
      'org.hisp.dhis.event.EventStatus',
    );
    events.push(event);
    addRelationships(raw);
  };
  const addEnrollment = (raw: JsonObject, parent: JsonObject): void => {
    const enrollment = withUid({ ...parent, ...raw }, 'enrollment');
    const statusClass = 'org.hisp.dhis.program.EnrollmentStatus';
    checkReadable(enrollment, ['enrolledAt', 'occurredAt', 'completedAt'], enrollmentStatuses, statusClass);
    enrollments.push(enrollment);
    addRelationships(raw);
    for (const event of objectsAt(raw, 'events')) addEvent(event, { enrollment: enrollment['enrollment']! });
  };
  for (const raw of objectsAt(body, 'trackedEntities')) {
    const entity = withUid(raw, 'trackedEntity');
    checkReadable(entity, [], [], '');
    trackedEntities.push(entity);
    addRelationships(raw);
    for (const enrollment of objectsAt(raw, 'enrollments'))
      addEnrollment(enrollment, { trackedEntity: entity['trackedEntity']! });
  }
  for (const raw of objectsAt(body, 'enrollments')) addEnrollment(raw, {});
  for (const raw of objectsAt(body, 'events')) addEvent(raw, {});
  addRelationships(body);
  for (const relationship of relationships) checkItems(relationship);
  return { trackedEntities, enrollments, events, relationships };
}

function withUid(raw: JsonObject, name: string): JsonObject {
  const given = raw[name];
  if (typeof given === 'string' && !/^[a-zA-Z][a-zA-Z0-9]{10}$/.test(given)) {
    throw badRequest(
      `JSON parse error: UID must be an alphanumeric string of 11 characters starting with a letter, but was: '${given}'`,
    );
  }
  return { ...raw, [name]: typeof given === 'string' ? given : generateUid() };
}

function checkReadable(
  object: JsonObject,
  dates: readonly string[],
  statuses: readonly string[],
  statusClass: string,
): void {
  for (const name of dates) {
    const value = object[name];
    if (typeof value === 'string' && readInstant(value) === undefined) {
      throw badRequest(
        `JSON parse error: Invalid date format '${value}', only 'yyyy-MM-dd'T'HH:mm:ss.SSS' format end epoch milliseconds are supported.`,
      );
    }
  }
  const status = textAt(object, 'status');
  if (status !== undefined && statuses.length > 0 && !statuses.includes(status)) {
    throw badRequest(
      `JSON parse error: Cannot deserialize value of type \`${statusClass}\` from String ${JSON.stringify(status)}: not one of the values accepted for Enum class: [${enumNameOrder(statuses).join(', ')}]`,
    );
  }
  const geometry = object['geometry'];
  if (isObject(geometry) && !Array.isArray(geometry['coordinates'])) {
    throw badRequest(
      'JSON parse error: Cannot invoke "com.fasterxml.jackson.databind.JsonNode.size()" because "array" is null',
    );
  }
}

const itemClasses: Readonly<Record<string, string>> = {
  trackedEntity: 'TrackedEntity',
  enrollment: 'Enrollment',
  event: 'Event',
};

function checkItems(relationship: JsonObject): void {
  for (const side of ['from', 'to']) {
    const item = relationship[side];
    if (!isObject(item)) continue;
    for (const [name, klass] of Object.entries(itemClasses)) {
      const value: Json | undefined = item[name];
      if (typeof value !== 'string') continue;
      throw badRequest(
        `JSON parse error: Cannot construct instance of \`org.hisp.dhis.webapi.controller.tracker.view.RelationshipItem$${klass}\` (although at least one Creator exists): no String-argument constructor/factory method to deserialize from String value ('${value}')`,
      );
    }
  }
}
