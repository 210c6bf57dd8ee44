export type { AnalyticsHeader, AnalyticsQuery, AnalyticsResult, DimensionItems } from './analytics/analytics-query.ts';
export type { AnalyticsApi, AnalyticsRow, Outlier, OutlierQuery } from './analytics/analytics-api.ts';
export type { EventAnalyticsQuery } from './analytics/event-query.ts';
export type { SplitLimits } from './analytics/split-query.ts';
export type { ApprovalKey, ApprovalsApi, ApprovalState, ApprovalStatus } from './approvals/approvals-api.ts';
export { basicAuth, bearerAuth, noAuth, tokenAuth, type AuthContext, type Authenticator } from './auth/auth.ts';
export { oauth2Auth, type OAuth2Options } from './auth/oauth2-auth.ts';
export { sessionAuth } from './auth/session-auth.ts';
export type { ClientAreas, ClientOptions, Dhis2Client } from './client.ts';
export type { DataStoreApi, DataStoreEntry, DataStoreQuery } from './data-store/data-store-api.ts';
export type { CompletenessApi, CompletenessQuery, CompleteRegistration } from './data-values/completeness-api.ts';
export {
  defaultOptionCombo,
  rowNumber,
  rowNumberOf,
  type DataValue,
  type DataValueSet,
  type StoredDataValue,
} from './data-values/data-value.ts';
export type { DataValueFormat, DataValueSetsApi } from './data-values/data-value-sets-api.ts';
export type { DataValueQuery } from './data-values/export-query.ts';
export type {
  DataValueIdSchemes,
  DataValueImportOptions,
  DataValueImportParameters,
  DataValueImportStrategy,
  IdScheme,
} from './data-values/import-options.ts';
export type { DataValueKey, DataValuesApi } from './data-values/single-value-api.ts';
export { deliverDataValueChunks, deliverDataValues, type DeliveryClient } from './delivery/deliver-data-values.ts';
export { deliverTracker, type TrackerDeliveryOptions } from './delivery/deliver-tracker.ts';
export type { DeliveryOptions } from './delivery/delivery-options.ts';
export {
  DeliverySummary,
  rowOutcomes,
  type DeliveredChunk,
  type DeliveryRow,
  type PendingRow,
  type RejectedRow,
  type RowOutcome,
} from './delivery/delivery-result.ts';
export { planDataValues, type PlannedChange } from './delivery/plan-data-values.ts';
export {
  proveDataValues,
  type DataValueProof,
  type ProofGroup,
  type ProofOptions,
  type UnprovenRow,
} from './delivery/prove-data-values.ts';
export { Dhis2Error, isDhis2Error, type Dhis2ErrorDetails } from './errors/dhis2-error.ts';
export { dhis2ErrorCatalogue, type Dhis2ErrorCode, type Dhis2ErrorEntry } from './errors/dhis2-errors.ts';
export type { FileDomain, FileResource, FilesApi } from './files/files-api.ts';
export type { CallOptions } from './http/call-options.ts';
export { systemClock, type Clock } from './http/clock.ts';
export type { Answer, ApiRequest, HttpClient } from './http/http-client.ts';
export type { RateLimit } from './http/limiter.ts';
export type { Query, QueryValue } from './http/query.ts';
export type { AnswerInfo, FailureInfo, RequestHooks, RequestInfo } from './http/request-hooks.ts';
export type { RetryOptions } from './http/retry-policy.ts';
export type { WebMessage } from './http/web-message.ts';
export type { DataExchangeApi } from './integration/data-exchange-api.ts';
export type { DeletedObject, DeletedObjectsApi, DeletedObjectsQuery } from './integration/deleted-objects-api.ts';
export {
  eventHookReceiver,
  eventHookTarget,
  type EventHookDelivery,
  type EventHookReceiverOptions,
} from './integration/event-hook-receiver.ts';
export type { AnalyticsTablesOptions, ResourceTablesApi } from './integration/resource-tables-api.ts';
export type { RouteApi, RouteCall } from './integration/route-api.ts';
export type { SqlViewApi, SqlViewCall, SqlViewPage } from './integration/sql-view-api.ts';
export type { UserApi, UserLookup } from './integration/user-api.ts';
export type { FinishedJob, FollowOptions, JobNotification } from './jobs/job-notification.ts';
export type { JobsApi, RunningJob } from './jobs/jobs-api.ts';
export { jsonArrayBatches, JsonStreamError, type JsonBatch } from './json/json-array-stream.ts';
export type { MessagesApi, Recipients } from './messaging/messages-api.ts';
export type { InboundSms, SmsApi } from './messaging/sms-api.ts';
export {
  isEmpty,
  isNotEmpty,
  pluck,
  size,
  type ExactFields,
  type FieldPreset,
  type Fields,
  type FieldTransform,
  type Selected,
} from './metadata/fields.ts';
export type { Filter, FilterOperators, Filters } from './metadata/filters.ts';
export { patchOf, type JsonPatchOperation } from './metadata/json-patch.ts';
export type { ListOptions } from './metadata/list-options.ts';
export type {
  MetadataApi,
  MetadataExport,
  MetadataExportOptions,
  MetadataImportOptions,
  MetadataPayload,
  MetadataSelection,
} from './metadata/metadata-api.ts';
export type { Page, Pager } from './metadata/page.ts';
export type { GetOptions, ResourceReader } from './metadata/resource-api.ts';
export type { Draft, ResourceApi, WriteOptions } from './metadata/resource-writer.ts';
export type { Resources } from './metadata/resources.ts';
export type { SharingAccess, SharingSettings, TranslationEntry } from './metadata/sharing.ts';
export type { DefaultModels, ModelsByVersion, ModelsOf } from './models/model-versions.ts';
export { withModels } from './models/typed-client.ts';
export type {
  GeoJsonCollection,
  GeoJsonFeature,
  GeoJsonImportOptions,
  OrgUnitApi,
  OrgUnitNode,
} from './org-units/org-unit-api.ts';
export { explainCode, knownCodes, type CodeFamily } from './outcome/code-catalogue.ts';
export type { CodeEntry } from './outcome/codes/code-entry.ts';
export {
  codeCounts,
  rejectedRows,
  type CodeCount,
  type ImportCounts,
  type ImportOutcome,
  type ImportStatus,
  type ImportWarning,
  type Rejection,
  type StartedJob,
} from './outcome/import-outcome.ts';
export type { OutcomeContext } from './outcome/parse-context.ts';
export { importOutcome, type ImportAnswer } from './outcome/parse-outcome.ts';
export type { SettingsApi } from './system/settings-api.ts';
export type { SystemApi } from './system/system-api.ts';
export type { Me, SystemInfo } from './system/system-info.ts';
export type { TrackerApi, TrackerChange } from './tracker/tracker-api.ts';
export type { TrackerList, TrackerReadOptions, TrackerSelected } from './tracker/tracker-list.ts';
export type {
  Enrollment,
  EnrollmentStatusName,
  EventStatusName,
  ProgramOwner,
  Relationship,
  RelationshipItem,
  TrackedEntity,
  TrackerAttribute,
  TrackerDataValue,
  TrackerDraft,
  TrackerEvent,
  TrackerNote,
  TrackerPayload,
  TrackerUser,
} from './tracker/tracker-models.ts';
export type {
  EnrollmentQuery,
  EventQuery,
  OrgUnitMode,
  RelationshipQuery,
  TrackedEntityQuery,
  TrackerImportOptions,
  TrackerImportStrategy,
  TrackerListQuery,
} from './tracker/tracker-options.ts';
export { fetchTransport, type FetchTransportOptions } from './transport/fetch-transport.ts';
export {
  isTransportFailure,
  TransportFailure,
  type Transport,
  type TransportAnswer,
  type TransportBody,
  type TransportFailureKind,
  type TransportRequest,
} from './transport/transport.ts';
export { uidFrom } from './uid/uid-from.ts';
export { generateUid, isUid } from './uid/uid.ts';
export { parseVersion, type Dhis2Version } from './version/dhis2-version.ts';
export type { ServerVersion } from './version/version-guard.ts';
export { profileNames, profileOf, type ProfileName, type VersionProfile } from './version/version-profile.ts';
export { adxInterval, fromAdxInterval } from './period/adx-interval.ts';
export type { CalendarName } from './period/calendar.ts';
export { Period, type Day } from './period/period.ts';
export { periodTypes, type PeriodType } from './period/period-type.ts';
export {
  relativePeriodNames,
  relativePeriods,
  type RelativePeriod,
  type RelativePeriodOptions,
} from './period/relative-periods.ts';
export { serverTime } from './period/server-time.ts';
export { fromTracker, toAttributes, toDataValues, type FieldMap, type RecordOf } from './tracker/program-record.ts';
export { generateTypes, type GenerateTypesOptions } from './types-generator/generate-types.ts';
export { batches, type BatchedItems } from './delivery/item-batches.ts';
