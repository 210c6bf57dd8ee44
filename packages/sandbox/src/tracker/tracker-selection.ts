import type { Call } from '../http/call.ts';
import { flag } from '../http/call.ts';
import { webMessage } from '../http/answer.ts';
import { WebError } from '../http/web-error.ts';
import type { MetadataObject } from '../metadata/metadata-store.ts';
import type { ServerContext } from '../server/server-context.ts';
import { mayAccessOwner, mayReadData } from './tracker-access.ts';
import { trackerFilters } from './tracker-filters.ts';
import { trackerOrder } from './tracker-order.ts';
import { momentTest, unitTest } from './tracker-query.ts';
import type { Enrollment, TrackedEntity, TrackerEvent, TrackerStore } from './tracker-store.ts';

function idsOf(call: Call, name: string): ReadonlySet<string> | undefined {
  const ids = call.query
    .getAll(name)
    .flatMap((text) => text.split(/[,;]/))
    .filter((id) => id !== '');
  return ids.length > 0 ? new Set(ids) : undefined;
}

/** The persons that a query selects. */
export function selectEntities(
  context: ServerContext,
  store: TrackerStore,
  call: Call,
  program: MetadataObject | undefined,
): TrackedEntity[] {
  const { query, user } = call;
  const ids = idsOf(call, 'trackedEntities');
  const type = query.get('trackedEntityType');
  const inUnit = unitTest(context, call, 'orgUnits');
  const updated = momentTest(context, call, 'updated');
  const enrolled = momentTest(context, call, 'enrolled');
  const filters = trackerFilters('filter', query.getAll('filter'));
  const status = query.get('enrollmentStatus') ?? query.get('programStatus');
  const fields = [
    'createdAt',
    'createdAtClient',
    'enrolledAt',
    'inactive',
    'trackedEntity',
    'updatedAt',
    'updatedAtClient',
  ];
  if (context.profile.minor >= 43 && query.getAll('order').some((o) => o.startsWith('trackedEntity'))) {
    throw ambiguousOrder();
  }
  const enrollmentIn = (entity: TrackedEntity): Enrollment | undefined =>
    store
      .enrollmentsOf(entity.trackedEntity)
      .find((e) => (!e.deleted || flag(call, 'includeDeleted')) && e.program === program?.id);
  const order = trackerOrder<TrackedEntity>(
    call,
    fields,
    (name) => context.metadata.get('trackedEntityAttributes', name) !== undefined,
    (entity, name) => {
      if (name === 'enrolledAt') return enrollmentIn(entity)?.enrolledAt;
      const own = entity[name as 'createdAt'];
      return own === undefined ? entity.attributes[name]?.value : String(own);
    },
    'attribute',
  );
  return [...store.trackedEntities.values()]
    .filter((entity) => {
      if (entity.deleted && !flag(call, 'includeDeleted')) return false;
      if (ids && !ids.has(entity.trackedEntity)) return false;
      if (type !== null && entity.trackedEntityType !== type) return false;
      if (!updated(entity.updatedAt)) return false;
      if (program) {
        const enrollment = enrollmentIn(entity);
        if (!enrollment || (status !== null && enrollment.status !== status) || !enrolled(enrollment.enrolledAt))
          return false;
        const owner = store.owners.get(`${entity.trackedEntity}/${program.id}`) ?? enrollment.orgUnit;
        if (!inUnit(owner) || !mayAccessOwner(context, store, user, entity.trackedEntity, program, owner)) return false;
      } else if (!inUnit(entity.orgUnit)) return false;
      return filters.every(({ id, test }) => test(entity.attributes[id]?.value));
    })
    .toSorted(order);
}

/** The enrollments that a query selects. */
export function selectEnrollments(
  context: ServerContext,
  store: TrackerStore,
  call: Call,
  program: MetadataObject | undefined,
): Enrollment[] {
  const { query } = call;
  const ids = idsOf(call, 'enrollments');
  const entity = query.get('trackedEntity');
  const status = query.get('status') ?? query.get('programStatus');
  const inUnit = unitTest(context, call, 'orgUnits');
  const updated = momentTest(context, call, 'updated');
  const enrolled = momentTest(context, call, 'enrolled');
  const fields = ['completedAt', 'createdAt', 'createdAtClient', 'enrolledAt', 'updatedAt', 'updatedAtClient'];
  const order = trackerOrder<Enrollment>(
    call,
    fields,
    () => false,
    (e, name) => e[name as 'createdAt'],
    'no',
  );
  return [...store.enrollments.values()]
    .filter((e) => {
      if (e.deleted && !flag(call, 'includeDeleted')) return false;
      if ((ids && !ids.has(e.enrollment)) || (entity !== null && e.trackedEntity !== entity)) return false;
      if ((program && e.program !== program.id) || (status !== null && e.status !== status)) return false;
      if (!updated(e.updatedAt) || !enrolled(e.enrolledAt)) return false;
      const own = program ?? context.metadata.get('programs', e.program);
      return (
        inUnit(e.orgUnit) &&
        own !== undefined &&
        mayReadData(call.user, own) &&
        mayAccessOwner(context, store, call.user, e.trackedEntity, own, e.orgUnit)
      );
    })
    .toSorted(order);
}

/** The events that a query selects. */
export function selectEvents(
  context: ServerContext,
  store: TrackerStore,
  call: Call,
  program: MetadataObject | undefined,
): TrackerEvent[] {
  const { query } = call;
  const ids = idsOf(call, 'events');
  const tests = [
    ['programStage', (e: TrackerEvent) => e.programStage],
    ['status', (e: TrackerEvent) => e.status],
    ['attributeOptionCombo', (e: TrackerEvent) => e.attributeOptionCombo],
  ] as const;
  const inUnit = unitTest(context, call, 'orgUnit');
  const updated = momentTest(context, call, 'updated');
  const occurred = momentTest(context, call, 'occurred');
  const scheduled = momentTest(context, call, 'scheduled');
  const filters = trackerFilters('filter', query.getAll('filter'));
  const attributeFilters = trackerFilters('filterAttributes', query.getAll('filterAttributes'));
  const enrollments = idsOf(call, 'enrollments');
  const entity = query.get('trackedEntity');
  const personOf = (e: TrackerEvent): string | undefined =>
    e.enrollment === undefined ? undefined : store.enrollments.get(e.enrollment)?.trackedEntity;
  const fields = [
    'assignedUser',
    'assignedUserDisplayName',
    'attributeOptionCombo',
    'completedAt',
    'completedBy',
    'createdAt',
    'createdAtClient',
    'createdBy',
    'deleted',
    'enrolledAt',
    'enrollment',
    'enrollmentStatus',
    'event',
    'followup',
    'occurredAt',
    'orgUnit',
    'program',
    'programStage',
    'scheduledAt',
    'status',
    'storedBy',
    'trackedEntity',
    'updatedAt',
    'updatedAtClient',
    'updatedBy',
  ];
  const order = trackerOrder<TrackerEvent>(
    call,
    fields,
    (name) =>
      context.metadata.get('dataElements', name) !== undefined ||
      context.metadata.get('trackedEntityAttributes', name) !== undefined,
    (e, name) => {
      const own = e[name as 'occurredAt'];
      if (typeof own === 'string') return own;
      const value = e.dataValues[name]?.value ?? store.trackedEntities.get(personOf(e) ?? '')?.attributes[name]?.value;
      return value !== undefined && Number.isFinite(Number(value)) ? Number(value) : value;
    },
    'data element and attribute',
  );
  return [...store.events.values()]
    .filter((e) => {
      if (e.deleted && !flag(call, 'includeDeleted')) return false;
      if ((ids && !ids.has(e.event)) || (program && e.program !== program.id)) return false;
      if (tests.some(([name, get]) => query.get(name) !== null && query.get(name) !== get(e))) return false;
      if ((enrollments && !enrollments.has(e.enrollment ?? '')) || (entity !== null && personOf(e) !== entity))
        return false;
      if (!updated(e.updatedAt) || !occurred(e.occurredAt) || !scheduled(e.scheduledAt) || !inUnit(e.orgUnit))
        return false;
      if (!mayReadData(call.user, program ?? context.metadata.get('programs', e.program))) return false;
      if (!filters.every(({ id, test }) => test(e.dataValues[id]?.value))) return false;
      const person = store.trackedEntities.get(personOf(e) ?? '');
      return attributeFilters.every(({ id, test }) => test(person?.attributes[id]?.value));
    })
    .toSorted(order);
}

/** 2.43 cannot order by the uid: its own SQL does not say whose uid it means. */
function ambiguousOrder(): Error {
  const message = 'Query failed because of a syntax error (SqlState: 42702)';
  const devMessage = 'ERROR: column reference "uid" is ambiguous\n  Position: 28';
  return new WebError(webMessage(409, 'ERROR', { message, devMessage, errorCode: 'E7145' }), message);
}
