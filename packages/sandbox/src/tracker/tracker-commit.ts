import { generateUid } from '../state/identifiers.ts';
import type { Json, JsonObject } from '../state/json.ts';
import { asText, isObject, objectsAt, refsAt, textAt } from '../state/json.ts';
import { eventCombo } from './event-combo-checks.ts';
import { placeOf } from './event-checks.ts';
import { endOf } from './relationship-checks.ts';
import { readInstant } from './tracker-dates.ts';
import type { TrackerScope } from './tracker-scope.ts';
import type {
  Enrollment,
  Note,
  RelationshipItem,
  StoredAttribute,
  TrackedEntity,
  TrackerEvent,
} from './tracker-store.ts';

function stamps(scope: TrackerScope) {
  const { store, now, actor } = scope;
  return {
    serial: store.nextSerial(),
    createdAt: now,
    updatedAt: now,
    createdBy: actor,
    updatedBy: actor,
    deleted: false,
  };
}

function touch(scope: TrackerScope, object: { updatedAt: string; updatedBy: unknown }): void {
  object.updatedAt = scope.now;
  object.updatedBy = scope.actor;
}

/** Stores a person; gives whether it is new. */
export function storeEntity(scope: TrackerScope, raw: JsonObject): boolean {
  const { store } = scope;
  const uid = textAt(raw, 'trackedEntity')!;
  const existing = store.trackedEntities.get(uid);
  const entity: TrackedEntity = existing ?? {
    ...stamps(scope),
    trackedEntity: uid,
    trackedEntityType: scope.find('trackedEntityTypes', textAt(raw, 'trackedEntityType'))!.id,
    orgUnit: '',
    inactive: false,
    potentialDuplicate: false,
    attributes: {},
  };
  entity.orgUnit = scope.find('organisationUnits', textAt(raw, 'orgUnit'))!.id;
  entity.inactive = raw['inactive'] === true;
  if (isObject(raw['geometry'])) entity.geometry = raw['geometry'];
  if (existing) touch(scope, entity);
  store.trackedEntities.set(uid, entity);
  storeAttributes(scope, entity, raw);
  return !existing;
}

/** Writes attribute values to a person; null takes one away. */
function storeAttributes(scope: TrackerScope, entity: TrackedEntity, raw: JsonObject): void {
  const { store, now, user } = scope;
  const given = objectsAt(raw, 'attributes');
  for (const entry of given.toReversed()) logAttribute(scope, entity, entry);
  for (const entry of given) {
    const id = scope.find('trackedEntityAttributes', textAt(entry, 'attribute'))?.id;
    if (id === undefined) continue;
    const before: StoredAttribute | undefined = entity.attributes[id];
    const value = asText(entry['value']);
    if (value === '') {
      delete entity.attributes[id];
    } else if (before) {
      if (before.value === value) continue;
      before.value = value;
      before.updatedAt = now;
      before.storedBy = user.username;
    } else {
      entity.attributes[id] = { value, createdAt: now, updatedAt: now, storedBy: user.username };
    }
  }
  store.trackedEntities.touch(entity.trackedEntity);
}

/** Writes down what an attribute value will change. */
function logAttribute(scope: TrackerScope, entity: TrackedEntity, entry: JsonObject): void {
  const id = scope.find('trackedEntityAttributes', textAt(entry, 'attribute'))?.id;
  if (id === undefined) return;
  const previousValue = entity.attributes[id]?.value;
  const value = asText(entry['value']);
  if (value === (previousValue ?? '')) return;
  const type = value === '' ? 'DELETE' : previousValue === undefined ? 'CREATE' : 'UPDATE';
  const change: JsonObject = {
    attribute: id,
    ...(previousValue === undefined ? {} : { previousValue }),
    ...(value === '' ? {} : { currentValue: value }),
  };
  const { store, now, actor } = scope;
  store.log(`trackedEntity/${entity.trackedEntity}`, {
    createdBy: actor,
    createdAt: now,
    type,
    change: { attributeValue: change },
  });
}

/** Stores an enrollment, its attributes with the person, and the owner of the person in the program. */
export function storeEnrollment(scope: TrackerScope, raw: JsonObject): boolean {
  const { store, now, user } = scope;
  const uid = textAt(raw, 'enrollment')!;
  const existing = store.enrollments.get(uid);
  const program = scope.find('programs', textAt(raw, 'program'))!.id;
  const trackedEntity = textAt(raw, 'trackedEntity')!;
  const enrollment: Enrollment = existing ?? {
    ...stamps(scope),
    enrollment: uid,
    trackedEntity,
    program,
    orgUnit: '',
    status: 'ACTIVE',
    enrolledAt: '',
    occurredAt: '',
    followUp: false,
    notes: [],
    attributeOptionCombo: 'HllvX50cXC0',
  };
  const status = textAt(raw, 'status') ?? 'ACTIVE';
  enrollment.orgUnit = scope.find('organisationUnits', textAt(raw, 'orgUnit'))!.id;
  enrollment.enrolledAt = readInstant(textAt(raw, 'enrolledAt') ?? '') ?? now;
  enrollment.occurredAt = readInstant(textAt(raw, 'occurredAt') ?? '') ?? enrollment.enrolledAt;
  enrollment.followUp = raw['followUp'] === true;
  if (isObject(raw['geometry'])) enrollment.geometry = raw['geometry'];
  complete(enrollment, status, textAt(raw, 'completedAt'), now, user.username);
  if (existing) touch(scope, enrollment);
  addNotes(scope, enrollment.notes, raw);
  store.enrollments.set(uid, enrollment);
  const owner = `${trackedEntity}/${program}`;
  if (!store.owners.has(owner)) store.owners.set(owner, enrollment.orgUnit);
  const entity = store.trackedEntities.get(trackedEntity);
  if (entity) {
    storeAttributes(scope, entity, raw);
    touch(scope, entity);
  }
  return !existing;
}

function complete(
  object: { status: string; completedAt?: string; completedBy?: string },
  status: string,
  given: string | undefined,
  now: string,
  username: string,
): void {
  if (status === 'COMPLETED' || status === 'CANCELLED') {
    object.completedAt = (given === undefined ? undefined : readInstant(given)) ?? object.completedAt ?? now;
    object.completedBy ??= username;
  } else {
    delete object.completedAt;
    delete object.completedBy;
  }
  object.status = status;
}

function addNotes(scope: TrackerScope, notes: Note[], raw: JsonObject): void {
  for (const note of objectsAt(raw, 'notes')) {
    const uid = textAt(note, 'note') ?? generateUid();
    if (notes.some((n) => n.note === uid)) continue;
    notes.push({
      note: uid,
      value: asText(note['value']),
      storedAt: scope.now,
      storedBy: scope.user.username,
      createdBy: scope.actor,
    });
  }
}

/** Stores an event; its data values are merged with those that are there. */
export function storeEvent(scope: TrackerScope, raw: JsonObject): boolean {
  const { store, now, user, context } = scope;
  const uid = textAt(raw, 'event')!;
  const existing = store.events.get(uid);
  const place = placeOf(scope, raw)!;
  const combo = eventCombo(scope, raw, place.program) ?? 'HllvX50cXC0';
  const event: TrackerEvent = existing ?? {
    ...stamps(scope),
    event: uid,
    program: place.program.id,
    programStage: place.stage.id,
    ...enrollmentOf(scope, raw, place.program.id, place.registers),
    orgUnit: '',
    status: 'ACTIVE',
    followUp: false,
    attributeOptionCombo: combo,
    attributeCategoryOptions: '',
    dataValues: {},
    notes: [],
  };
  event.orgUnit = place.unit;
  event.attributeOptionCombo = combo;
  event.attributeCategoryOptions = refsAt(context.metadata.get('categoryOptionCombos', combo), 'categoryOptions').join(
    ',',
  );
  for (const name of ['occurredAt', 'scheduledAt'] as const) {
    const text = textAt(raw, name);
    const instant = text === undefined ? undefined : readInstant(text);
    if (instant === undefined) continue;
    if (event[name] !== instant) logField(scope, uid, name, event[name], instant);
    event[name] = instant;
  }
  const assigned = raw['assignedUser'];
  if (isObject(assigned)) event.assignedUser = textAt(assigned, 'username') ?? textAt(assigned, 'uid') ?? '';
  if (isObject(raw['geometry'])) event.geometry = raw['geometry'];
  complete(event, textAt(raw, 'status') ?? 'ACTIVE', textAt(raw, 'completedAt'), now, user.username);
  if (existing) touch(scope, event);
  addNotes(scope, event.notes, raw);
  for (const entry of objectsAt(raw, 'dataValues')) storeDataValue(scope, event, entry);
  store.events.set(uid, event);
  const entity = event.enrollment === undefined ? undefined : store.enrollments.get(event.enrollment)?.trackedEntity;
  const person = entity === undefined ? undefined : store.trackedEntities.get(entity);
  if (person) {
    touch(scope, person);
    store.trackedEntities.touch(person.trackedEntity);
  }
  return !existing;
}

/** Events of programs without registration belong, up to 2.42, to one enrollment that stands for the program. */
function enrollmentOf(
  scope: TrackerScope,
  raw: JsonObject,
  program: string,
  registers: boolean,
): { enrollment?: string } {
  const given = textAt(raw, 'enrollment');
  if (registers) return given === undefined ? {} : { enrollment: given };
  if (scope.context.profile.minor >= 43) return {};
  const table = scope.context.tables.table<string>('tracker/programEnrollments');
  if (!table.has(program)) table.set(program, generateUid());
  return { enrollment: table.get(program)! };
}

function logField(
  scope: TrackerScope,
  uid: string,
  field: string,
  previous: string | undefined,
  current: string,
): void {
  const shown = (instant: string): string => instant.replace('T', ' ');
  const change = {
    field,
    ...(previous === undefined ? {} : { previousValue: shown(previous) }),
    currentValue: shown(current),
  };
  const type = previous === undefined ? 'CREATE' : 'UPDATE';
  scope.store.log(`event/${uid}`, {
    createdBy: scope.actor,
    createdAt: scope.now,
    type,
    change: { eventField: change },
  });
}

function storeDataValue(scope: TrackerScope, event: TrackerEvent, entry: JsonObject): void {
  const { now, user, actor, store } = scope;
  const element = scope.find('dataElements', textAt(entry, 'dataElement'))?.id;
  if (element === undefined) return;
  const value = asText(entry['value']);
  const before = event.dataValues[element];
  const log = (type: string, change: JsonObject): void =>
    store.log(`event/${event.event}`, {
      createdBy: actor,
      createdAt: now,
      type,
      change: { dataValue: { dataElement: element, ...change } },
    });
  if (value === '') {
    if (before) log('DELETE', { previousValue: before.value });
    delete event.dataValues[element];
    return;
  }
  if (before?.value === value) return;
  log(
    before ? 'UPDATE' : 'CREATE',
    before ? { previousValue: before.value, currentValue: value } : { currentValue: value },
  );
  event.dataValues[element] = {
    value,
    providedElsewhere: entry['providedElsewhere'] === true,
    createdAt: before?.createdAt ?? now,
    updatedAt: now,
    storedBy: user.username,
    createdBy: before?.createdBy ?? actor,
    updatedBy: actor,
  };
}

/** Stores a relationship; one that is there is never changed. */
export function storeRelationship(scope: TrackerScope, raw: JsonObject): boolean {
  const uid = textAt(raw, 'relationship')!;
  if (scope.store.relationships.has(uid)) return false;
  const item = (side: Json | undefined): RelationshipItem => {
    const end = endOf(side)!;
    return { [end.kind]: end.uid };
  };
  scope.store.relationships.set(uid, {
    ...stamps(scope),
    relationship: uid,
    relationshipType: scope.find('relationshipTypes', textAt(raw, 'relationshipType'))!.id,
    from: item(raw['from']),
    to: item(raw['to']),
  });
  return true;
}

/** Marks an object, and what hangs on it, as deleted. */
export function removeObject(
  scope: TrackerScope,
  kind: 'trackedEntity' | 'enrollment' | 'event' | 'relationship',
  uid: string,
): void {
  const { store } = scope;
  const mark = (object: { deleted: boolean; updatedAt: string; updatedBy: unknown } | undefined): void => {
    if (!object) return;
    object.deleted = true;
    touch(scope, object);
  };
  if (kind === 'trackedEntity') {
    mark(store.trackedEntities.get(uid));
    store.trackedEntities.touch(uid);
    for (const enrollment of store.enrollmentsOf(uid)) removeObject(scope, 'enrollment', enrollment.enrollment);
  } else if (kind === 'enrollment') {
    mark(store.enrollments.get(uid));
    store.enrollments.touch(uid);
    for (const event of store.eventsOf(uid)) removeObject(scope, 'event', event.event);
  } else if (kind === 'event') {
    mark(store.events.get(uid));
    store.events.touch(uid);
  } else {
    mark(store.relationships.get(uid));
    store.relationships.touch(uid);
    return;
  }
  for (const relationship of store.relationships.values()) {
    const ends = [relationship.from, relationship.to].map((end) => end[kind]);
    if (!relationship.deleted && ends.includes(uid)) removeObject(scope, 'relationship', relationship.relationship);
  }
}
