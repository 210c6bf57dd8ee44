// Generated from /api/openapi.json. Do not edit.

import type { EndpointParameters } from './endpoint-parameters.ts';

/** Query parameters by endpoint. */
export const endpointParameters = {
  trackedEntities: {
    method: 'GET',
    path: '/api/tracker/trackedEntities',
    known: ['assignedUserMode', 'assignedUsers', 'categoryOptionComboIdScheme', 'categoryOptionIdScheme', 'dataElementIdScheme', 'enrollmentEnrolledAfter', 'enrollmentEnrolledBefore', 'enrollmentOccurredAfter', 'enrollmentOccurredBefore', 'enrollmentStatus', 'eventOccurredAfter', 'eventOccurredBefore', 'eventStatus', 'fields', 'filter', 'followUp', 'idScheme', 'includeDeleted', 'order', 'orgUnitIdScheme', 'orgUnitMode', 'orgUnits', 'page', 'pageSize', 'paging', 'potentialDuplicate', 'program', 'programIdScheme', 'programStage', 'programStageIdScheme', 'programStatus', 'totalPages', 'trackedEntities', 'trackedEntityType', 'updatedAfter', 'updatedBefore', 'updatedWithin'],
  },
  enrollments: {
    method: 'GET',
    path: '/api/tracker/enrollments',
    known: ['attributeOptionCombo', 'enrolledAfter', 'enrolledBefore', 'enrollments', 'fields', 'followUp', 'includeDeleted', 'order', 'orgUnitMode', 'orgUnits', 'page', 'pageSize', 'paging', 'program', 'programStatus', 'status', 'totalPages', 'trackedEntity', 'trackedEntityType', 'updatedAfter', 'updatedWithin'],
    since: { attributeOptionCombo: 43 },
    until: { trackedEntityType: 43 },
  },
  events: {
    method: 'GET',
    path: '/api/tracker/events',
    known: ['assignedUserMode', 'assignedUsers', 'attributeCategoryCombo', 'attributeCategoryOptions', 'categoryOptionComboIdScheme', 'categoryOptionIdScheme', 'dataElementIdScheme', 'enrollmentEnrolledAfter', 'enrollmentEnrolledBefore', 'enrollmentOccurredAfter', 'enrollmentOccurredBefore', 'enrollmentStatus', 'enrollments', 'events', 'fields', 'filter', 'filterAttributes', 'followUp', 'idScheme', 'includeDeleted', 'occurredAfter', 'occurredBefore', 'order', 'orgUnit', 'orgUnitIdScheme', 'orgUnitMode', 'page', 'pageSize', 'paging', 'program', 'programIdScheme', 'programStage', 'programStageIdScheme', 'programStatus', 'scheduledAfter', 'scheduledBefore', 'status', 'totalPages', 'trackedEntity', 'updatedAfter', 'updatedBefore', 'updatedWithin'],
  },
  trackerEvents: {
    method: 'GET',
    path: '/api/tracker/trackerEvents',
    known: ['assignedUserMode', 'assignedUsers', 'attributeCategoryCombo', 'categoryOptionComboIdScheme', 'categoryOptionIdScheme', 'dataElementIdScheme', 'enrollmentEnrolledAfter', 'enrollmentEnrolledBefore', 'enrollmentOccurredAfter', 'enrollmentOccurredBefore', 'enrollmentStatus', 'enrollments', 'events', 'fields', 'filter', 'filterAttributes', 'followUp', 'idScheme', 'includeDeleted', 'occurredAfter', 'occurredBefore', 'order', 'orgUnit', 'orgUnitIdScheme', 'orgUnitMode', 'page', 'pageSize', 'paging', 'program', 'programIdScheme', 'programStage', 'programStageIdScheme', 'programStatus', 'scheduledAfter', 'scheduledBefore', 'status', 'totalPages', 'trackedEntity', 'updatedAfter', 'updatedBefore', 'updatedWithin'],
  },
  singleEvents: {
    method: 'GET',
    path: '/api/tracker/singleEvents',
    known: ['assignedUserMode', 'assignedUsers', 'attributeCategoryCombo', 'categoryOptionComboIdScheme', 'categoryOptionIdScheme', 'dataElementIdScheme', 'events', 'fields', 'filter', 'idScheme', 'includeDeleted', 'occurredAfter', 'occurredBefore', 'order', 'orgUnit', 'orgUnitIdScheme', 'orgUnitMode', 'page', 'pageSize', 'paging', 'program', 'programIdScheme', 'programStageIdScheme', 'status', 'totalPages', 'updatedAfter', 'updatedBefore', 'updatedWithin'],
  },
  relationships: {
    method: 'GET',
    path: '/api/tracker/relationships',
    known: ['enrollment', 'event', 'fields', 'includeDeleted', 'order', 'page', 'pageSize', 'paging', 'totalPages', 'trackedEntity'],
  },
  trackerImport: {
    method: 'POST',
    path: '/api/tracker',
    known: ['async', 'atomicMode', 'categoryOptionComboIdScheme', 'categoryOptionIdScheme', 'dataElementIdScheme', 'flushMode', 'idScheme', 'importMode', 'importStrategy', 'orgUnitIdScheme', 'programIdScheme', 'programStageIdScheme', 'reportMode', 'skipPatternValidation', 'skipRuleEngine', 'skipSideEffects', 'validationMode'],
  },
  completeDataSetRegistrations: {
    method: 'GET',
    path: '/api/completeDataSetRegistrations',
    known: ['attributeOptionComboIdScheme', 'categoryIdScheme', 'categoryOptionComboIdScheme', 'categoryOptionIdScheme', 'children', 'created', 'createdDuration', 'dataElementGroupIdScheme', 'dataElementIdScheme', 'dataSet', 'dataSetIdScheme', 'endDate', 'idScheme', 'limit', 'orgUnit', 'orgUnitGroup', 'orgUnitGroupIdScheme', 'orgUnitIdScheme', 'period', 'programIdScheme', 'programStageIdScheme', 'startDate', 'trackedEntityAttributeIdScheme'],
  },
  deletedObjects: {
    method: 'GET',
    path: '/api/deletedObjects',
    known: ['code', 'deletedAt', 'klass', 'page', 'pageSize', 'paging', 'skipPaging', 'total', 'uid'],
  },
  analyticsTables: {
    method: 'POST',
    path: '/api/resourceTables/analytics',
    known: ['lastYears', 'skipAggregate', 'skipEnrollment', 'skipEvents', 'skipOrgUnitOwnership', 'skipOutliers', 'skipResourceTables', 'skipTrackedEntities', 'skipValidationResult'],
  },
} as const satisfies Record<string, EndpointParameters>;
