// Generated from /api/schemas of DHIS2 2.42. Do not edit.

/** A part of the answer that the server's schemas do not describe. */
export type Json = Record<string, unknown>;

/** An object of which only the identifier is certain. */
export interface Reference {
  id: string;
  name?: string;
  code?: string;
  displayName?: string;
}

export interface AttributeValue {
  attribute: { id: string };
  value: string;
}

export interface Translation {
  property: string;
  locale: string;
  value: string;
}

export interface Geometry {
  type: string;
  coordinates: unknown[];
}

export type AccessLevel = 'AUDITED' | 'CLOSED' | 'OPEN' | 'PROTECTED';
export type AggregationType = 'AVERAGE' | 'AVERAGE_SUM_ORG_UNIT' | 'COUNT' | 'CUSTOM' | 'DEFAULT' | 'FIRST' | 'FIRST_AVERAGE_ORG_UNIT' | 'FIRST_FIRST_ORG_UNIT' | 'LAST' | 'LAST_AVERAGE_ORG_UNIT' | 'LAST_IN_PERIOD' | 'LAST_IN_PERIOD_AVERAGE_ORG_UNIT' | 'LAST_LAST_ORG_UNIT' | 'MAX' | 'MAX_SUM_ORG_UNIT' | 'MIN' | 'MIN_SUM_ORG_UNIT' | 'NONE' | 'STDDEV' | 'SUM' | 'VARIANCE';
export type AnalyticsFavoriteType = 'DATASET_REPORT' | 'EVENT_CHART' | 'EVENT_REPORT' | 'EVENT_VISUALIZATION' | 'MAP' | 'VISUALIZATION';
export type AnalyticsPeriodBoundaryType = 'AFTER_END_OF_REPORTING_PERIOD' | 'AFTER_START_OF_REPORTING_PERIOD' | 'BEFORE_END_OF_REPORTING_PERIOD' | 'BEFORE_START_OF_REPORTING_PERIOD';
export type AnalyticsTablePhase = 'ANALYTICS_TABLE_POPULATED' | 'RESOURCE_TABLE_POPULATED';
export type AnalyticsTableType = 'COMPLETENESS' | 'COMPLETENESS_TARGET' | 'DATA_VALUE' | 'ENROLLMENT' | 'EVENT' | 'ORG_UNIT_TARGET' | 'OWNERSHIP' | 'TRACKED_ENTITY_INSTANCE' | 'TRACKED_ENTITY_INSTANCE_ENROLLMENTS' | 'TRACKED_ENTITY_INSTANCE_EVENTS' | 'VALIDATION_RESULT';
export type AnalyticsType = 'ENROLLMENT' | 'EVENT';
export type ApiTokenType = 'PERSONAL_ACCESS_TOKEN_V1' | 'PERSONAL_ACCESS_TOKEN_V2';
export type Attribute2 = 'COLUMN' | 'FILTER' | 'ROW';
export type CacheStrategy = 'CACHE_10_MINUTES' | 'CACHE_15_MINUTES' | 'CACHE_1_HOUR' | 'CACHE_1_MINUTE' | 'CACHE_30_MINUTES' | 'CACHE_5_MINUTES' | 'CACHE_6AM_TOMORROW' | 'CACHE_TWO_WEEKS' | 'NO_CACHE' | 'RESPECT_SYSTEM_SETTING';
export type CompletenessMethod = 'ALL_DATAVALUE' | 'AT_LEAST_ONE_DATAVALUE' | 'DO_NOT_MARK_COMPLETE';
export type DashboardItemShape = 'DOUBLE_WIDTH' | 'FULL_WIDTH' | 'NORMAL';
export type DashboardItemType = 'APP' | 'EVENT_CHART' | 'EVENT_REPORT' | 'EVENT_VISUALIZATION' | 'MAP' | 'MESSAGES' | 'REPORTS' | 'RESOURCES' | 'TEXT' | 'USERS' | 'VISUALIZATION';
export type DataDimensionType = 'ATTRIBUTE' | 'DISAGGREGATION';
export type DataElementDomain = 'AGGREGATE' | 'TRACKER';
export type DataSetNotificationRecipient = 'ORGANISATION_UNIT_CONTACT' | 'USER_GROUP';
export type DataSetNotificationTrigger = 'DATA_SET_COMPLETION' | 'SCHEDULED_DAYS';
export type DigitGroupSeparator = 'COMMA' | 'NONE' | 'SPACE';
export type DimensionItemType = 'CATEGORY_OPTION' | 'CATEGORY_OPTION_GROUP' | 'DATA_ELEMENT' | 'DATA_ELEMENT_GROUP' | 'DATA_ELEMENT_OPERAND' | 'EXPRESSION_DIMENSION_ITEM' | 'INDICATOR' | 'OPTION_GROUP' | 'ORGANISATION_UNIT' | 'ORGANISATION_UNIT_GROUP' | 'PERIOD' | 'PROGRAM_ATTRIBUTE' | 'PROGRAM_ATTRIBUTE_OPTION' | 'PROGRAM_DATA_ELEMENT' | 'PROGRAM_DATA_ELEMENT_OPTION' | 'PROGRAM_INDICATOR' | 'REPORTING_RATE' | 'SUBEXPRESSION_DIMENSION_ITEM';
export type DimensionType = 'ATTRIBUTE_OPTION_COMBO' | 'CATEGORY' | 'CATEGORY_OPTION_COMBO' | 'CATEGORY_OPTION_GROUP_SET' | 'DATA_COLLAPSED' | 'DATA_ELEMENT_GROUP_SET' | 'DATA_X' | 'OPTION_GROUP_SET' | 'ORGANISATION_UNIT' | 'ORGANISATION_UNIT_GROUP' | 'ORGANISATION_UNIT_GROUP_SET' | 'ORGANISATION_UNIT_LEVEL' | 'PERIOD' | 'PROGRAM_ATTRIBUTE' | 'PROGRAM_DATA_ELEMENT' | 'PROGRAM_INDICATOR' | 'STATIC' | 'VALIDATION_RULE';
export type DisplayDensity = 'COMFORTABLE' | 'COMPACT' | 'NONE' | 'NORMAL';
export type EnrollmentStatus = 'ACTIVE' | 'CANCELLED' | 'COMPLETED';
export type EventDataType = 'AGGREGATED_VALUES' | 'EVENTS';
export type EventOutputType = 'ENROLLMENT' | 'EVENT' | 'TRACKED_ENTITY_INSTANCE';
export type EventStatus = 'ACTIVE' | 'COMPLETED' | 'OVERDUE' | 'SCHEDULE' | 'SKIPPED' | 'VISITED';
export type EventVisualizationType = 'AREA' | 'BAR' | 'BUBBLE' | 'COLUMN' | 'GAUGE' | 'LINE' | 'LINE_LIST' | 'PIE' | 'PIVOT_TABLE' | 'RADAR' | 'SCATTER' | 'SINGLE_VALUE' | 'STACKED_AREA' | 'STACKED_BAR' | 'STACKED_COLUMN' | 'YEAR_OVER_YEAR_COLUMN' | 'YEAR_OVER_YEAR_LINE';
export type FeatureType = 'MULTI_POLYGON' | 'NONE' | 'POINT' | 'POLYGON' | 'SYMBOL';
export type FileResourceDomain = 'DATA_VALUE' | 'DOCUMENT' | 'ICON' | 'JOB_DATA' | 'MESSAGE_ATTACHMENT' | 'ORG_UNIT' | 'PUSH_ANALYSIS' | 'USER_AVATAR';
export type FileResourceStorageStatus = 'NONE' | 'PENDING' | 'STORED';
export type FontSize = 'LARGE' | 'NORMAL' | 'SMALL';
export type FormType = 'CUSTOM' | 'DEFAULT' | 'SECTION' | 'SECTION_MULTIORG';
export type HideEmptyItemStrategy = 'AFTER_LAST' | 'ALL' | 'BEFORE_FIRST' | 'BEFORE_FIRST_AFTER_LAST' | 'NONE';
export type ImageFormat = 'JPG' | 'PNG';
export type Importance = 'HIGH' | 'LOW' | 'MEDIUM';
export type JobStatus = 'COMPLETED' | 'DISABLED' | 'FAILED' | 'NOT_STARTED' | 'RUNNING' | 'SCHEDULED' | 'STOPPED';
export type JobType = 'ACCOUNT_EXPIRY_ALERT' | 'AGGREGATE_DATA_EXCHANGE' | 'ANALYTICS_TABLE' | 'COMPLETE_DATA_SET_REGISTRATION_IMPORT' | 'CONTINUOUS_ANALYTICS_TABLE' | 'CREDENTIALS_EXPIRY_ALERT' | 'DATAVALUE_IMPORT' | 'DATAVALUE_IMPORT_INTERNAL' | 'DATA_INTEGRITY' | 'DATA_INTEGRITY_DETAILS' | 'DATA_SET_NOTIFICATION' | 'DATA_STATISTICS' | 'DATA_SYNC' | 'DATA_VALUE_TRIM' | 'DISABLE_INACTIVE_USERS' | 'FILE_RESOURCE_CLEANUP' | 'GEOJSON_IMPORT' | 'GML_IMPORT' | 'HOUSEKEEPING' | 'HTML_PUSH_ANALYTICS' | 'IMAGE_PROCESSING' | 'LOCK_EXCEPTION_CLEANUP' | 'MATERIALIZED_SQL_VIEW_UPDATE' | 'METADATA_IMPORT' | 'META_DATA_SYNC' | 'MOCK' | 'MONITORING' | 'PREDICTOR' | 'PROGRAM_NOTIFICATIONS' | 'PUSH_ANALYSIS' | 'REMOVE_USED_OR_EXPIRED_RESERVED_VALUES' | 'RESOURCE_TABLE' | 'SEND_SCHEDULED_MESSAGE' | 'SINGLE_EVENT_DATA_SYNC' | 'SMS_INBOUND_PROCESSING' | 'SMS_SEND' | 'SYSTEM_VERSION_UPDATE_CHECK' | 'TEST' | 'TRACKED_ENTITY_DATA_SYNC' | 'TRACKER_IMPORT_JOB' | 'TRACKER_IMPORT_NOTIFICATION_JOB' | 'TRACKER_IMPORT_RULE_ENGINE_JOB' | 'TRACKER_SEARCH_OPTIMIZATION' | 'VALIDATION_RESULTS_NOTIFICATION';
export type LegendDisplayStrategy = 'BY_DATA_ITEM' | 'FIXED';
export type LegendDisplayStyle = 'FILL' | 'TEXT';
export type MapLayerPosition = 'BASEMAP' | 'OVERLAY';
export type MapService = 'ARCGIS_FEATURE' | 'GEOJSON_URL' | 'TMS' | 'VECTOR_STYLE' | 'WMS' | 'XYZ';
export type MessageConversationPriority = 'HIGH' | 'LOW' | 'MEDIUM' | 'NONE';
export type MessageConversationStatus = 'INVALID' | 'NONE' | 'OPEN' | 'PENDING' | 'SOLVED';
export type MessageType = 'PRIVATE' | 'SYSTEM' | 'SYSTEM_VERSION_UPDATE' | 'TICKET' | 'VALIDATION_RESULT';
export type MetadataProposalStatus = 'ACCEPTED' | 'NEEDS_UPDATE' | 'PROPOSED' | 'REJECTED';
export type MetadataProposalTarget = 'ORGANISATION_UNIT';
export type MetadataProposalType = 'ADD' | 'REMOVE' | 'UPDATE';
export type MissingValueStrategy = 'NEVER_SKIP' | 'SKIP_IF_ALL_VALUES_MISSING' | 'SKIP_IF_ANY_VALUE_MISSING';
export type NormalizedOutlierMethod = 'Y_RESIDUALS_LINEAR';
export type NotificationTrigger = 'COMPLETION' | 'ENROLLMENT' | 'PROGRAM_RULE' | 'SCHEDULED_DAYS_DUE_DATE' | 'SCHEDULED_DAYS_ENROLLMENT_DATE' | 'SCHEDULED_DAYS_INCIDENT_DATE';
export type NumberType = 'COLUMN_PERCENTAGE' | 'ROW_PERCENTAGE' | 'VALUE';
export type Operator = 'compulsory_pair' | 'equal_to' | 'exclusive_pair' | 'greater_than' | 'greater_than_or_equal_to' | 'less_than' | 'less_than_or_equal_to' | 'not_equal_to';
export type OrganisationUnitDescendants = 'DESCENDANTS' | 'SELECTED';
export type OutlierMethod = 'IQR' | 'MODIFIED_Z_SCORE' | 'STANDARD_Z_SCORE';
export type ParserType = 'ALERT_PARSER' | 'EVENT_REGISTRATION_PARSER' | 'KEY_VALUE_PARSER' | 'PROGRAM_STAGE_DATAENTRY_PARSER' | 'TRACKED_ENTITY_REGISTRATION_PARSER' | 'UNREGISTERED_PARSER';
export type Position = 'END' | 'START';
export type ProgramNotificationRecipient = 'DATA_ELEMENT' | 'ORGANISATION_UNIT_CONTACT' | 'PROGRAM_ATTRIBUTE' | 'TRACKED_ENTITY_INSTANCE' | 'USERS_AT_ORGANISATION_UNIT' | 'USER_GROUP' | 'WEB_HOOK';
export type ProgramRuleActionEvaluationTime = 'ALWAYS' | 'ON_COMPLETE' | 'ON_DATA_ENTRY';
export type ProgramRuleActionType = 'ASSIGN' | 'CREATEEVENT' | 'DISPLAYKEYVALUEPAIR' | 'DISPLAYTEXT' | 'ERRORONCOMPLETE' | 'HIDEFIELD' | 'HIDEOPTION' | 'HIDEOPTIONGROUP' | 'HIDEPROGRAMSTAGE' | 'HIDESECTION' | 'SCHEDULEMESSAGE' | 'SENDMESSAGE' | 'SETMANDATORYFIELD' | 'SHOWERROR' | 'SHOWOPTIONGROUP' | 'SHOWWARNING' | 'WARNINGONCOMPLETE';
export type ProgramRuleVariableSourceType = 'CALCULATED_VALUE' | 'DATAELEMENT_CURRENT_EVENT' | 'DATAELEMENT_NEWEST_EVENT_PROGRAM' | 'DATAELEMENT_NEWEST_EVENT_PROGRAM_STAGE' | 'DATAELEMENT_PREVIOUS_EVENT' | 'TEI_ATTRIBUTE';
export type ProgramType = 'WITHOUT_REGISTRATION' | 'WITH_REGISTRATION';
export type RegressionType = 'LINEAR' | 'LOESS' | 'NONE' | 'POLYNOMIAL';
export type RelationshipEntity = 'PROGRAM_INSTANCE' | 'PROGRAM_STAGE_INSTANCE' | 'TRACKED_ENTITY_INSTANCE';
export type ReportType = 'HTML' | 'JASPER_JDBC' | 'JASPER_REPORT_TABLE';
export type ReportingRateMetric = 'ACTUAL_REPORTS' | 'ACTUAL_REPORTS_ON_TIME' | 'EXPECTED_REPORTS' | 'REPORTING_RATE' | 'REPORTING_RATE_ON_TIME';
export type ResourceTableType = 'CATEGORY_OPTION_COMBO_NAME' | 'CATEGORY_STRUCTURE' | 'DATA_APPROVAL_MIN_LEVEL' | 'DATA_APPROVAL_REMAP_LEVEL' | 'DATA_ELEMENT_CATEGORY_OPTION_COMBO' | 'DATA_ELEMENT_GROUP_SET_STRUCTURE' | 'DATA_ELEMENT_STRUCTURE' | 'DATA_SET' | 'DATA_SET_ORG_UNIT_CATEGORY' | 'DATE_PERIOD_STRUCTURE' | 'INDICATOR_GROUP_SET_STRUCTURE' | 'ORG_UNIT_GROUP_SET_STRUCTURE' | 'ORG_UNIT_STRUCTURE' | 'PERIOD_STRUCTURE' | 'TEI_RELATIONSHIP_COUNT';
export type SchedulingType = 'CRON' | 'FIXED_DELAY' | 'ONCE_ASAP';
export type SendStrategy = 'COLLECTIVE_SUMMARY' | 'SINGLE_NOTIFICATION';
export type SqlViewType = 'MATERIALIZED_VIEW' | 'QUERY' | 'VIEW';
export type UserOrgUnitType = 'DATA_CAPTURE' | 'DATA_OUTPUT' | 'TEI_SEARCH';
export type ValidationStrategy = 'ON_COMPLETE' | 'ON_UPDATE_AND_INSERT';
export type ValueType = 'AGE' | 'BOOLEAN' | 'COORDINATE' | 'DATE' | 'DATETIME' | 'EMAIL' | 'FILE_RESOURCE' | 'GEOJSON' | 'IMAGE' | 'INTEGER' | 'INTEGER_NEGATIVE' | 'INTEGER_POSITIVE' | 'INTEGER_ZERO_OR_POSITIVE' | 'LETTER' | 'LONG_TEXT' | 'MULTI_TEXT' | 'NUMBER' | 'ORGANISATION_UNIT' | 'PERCENTAGE' | 'PHONE_NUMBER' | 'REFERENCE' | 'TEXT' | 'TIME' | 'TRACKER_ASSOCIATE' | 'TRUE_ONLY' | 'UNIT_INTERVAL' | 'URL' | 'USERNAME';
export type VersionType = 'ATOMIC' | 'BEST_EFFORT';
export type VisualizationType = 'AREA' | 'BAR' | 'BUBBLE' | 'COLUMN' | 'GAUGE' | 'LINE' | 'OUTLIER_TABLE' | 'PIE' | 'PIVOT_TABLE' | 'RADAR' | 'SCATTER' | 'SINGLE_VALUE' | 'STACKED_AREA' | 'STACKED_BAR' | 'STACKED_COLUMN' | 'YEAR_OVER_YEAR_COLUMN' | 'YEAR_OVER_YEAR_LINE';

export interface Access {
  data?: Json;
  delete?: boolean;
  externalize?: boolean;
  manage?: boolean;
  read?: boolean;
  update?: boolean;
  write?: boolean;
}

export interface AggregateDataExchange {
  access?: Access;
  attributeValues?: AttributeValue[];
  code?: string;
  created: string;
  createdBy?: User;
  displayName: string;
  favorite?: boolean;
  favorites?: string[];
  href?: string;
  id: string;
  lastUpdated: string;
  lastUpdatedBy?: User;
  name: string;
  sharing?: Sharing;
  source: Json;
  target: Json;
  translations?: Translation[];
  user?: User;
}

export interface AnalyticsPeriodBoundary {
  access?: Access;
  analyticsPeriodBoundaryType?: AnalyticsPeriodBoundaryType;
  attributeValues?: AttributeValue[];
  boundaryTarget?: string;
  code?: string;
  created: string;
  createdBy?: User;
  displayName?: string;
  favorite?: boolean;
  favorites?: string[];
  href?: string;
  id: string;
  lastUpdated: string;
  lastUpdatedBy?: User;
  name?: string;
  offsetPeriodType?: string;
  offsetPeriods?: number;
  sharing?: Sharing;
  translations?: Translation[];
  user?: User;
}

export interface AnalyticsTableHook {
  access?: Access;
  analyticsTableType?: AnalyticsTableType;
  attributeValues?: AttributeValue[];
  code?: string;
  created: string;
  createdBy?: User;
  displayName: string;
  favorite?: boolean;
  favorites?: string[];
  href?: string;
  id: string;
  lastUpdated: string;
  lastUpdatedBy?: User;
  name: string;
  phase: AnalyticsTablePhase;
  resourceTableType?: ResourceTableType;
  sharing?: Sharing;
  sql: string;
  translations?: Translation[];
  user?: User;
}

export interface ApiToken {
  access?: Access;
  attributeValues?: AttributeValue[];
  attributes?: Json[];
  code?: string;
  created: string;
  createdBy?: User;
  displayName?: string;
  expire: number;
  favorite?: boolean;
  favorites?: string[];
  href?: string;
  id: string;
  lastUpdated: string;
  lastUpdatedBy?: User;
  name?: string;
  sharing?: Sharing;
  translations?: Translation[];
  type: ApiTokenType;
  user?: User;
  version: number;
}

export interface Attribute {
  access?: Access;
  attributeValues?: AttributeValue[];
  categoryAttribute?: boolean;
  categoryOptionAttribute?: boolean;
  categoryOptionComboAttribute?: boolean;
  categoryOptionGroupAttribute?: boolean;
  categoryOptionGroupSetAttribute?: boolean;
  code?: string;
  constantAttribute?: boolean;
  created: string;
  createdBy?: User;
  dataElementAttribute?: boolean;
  dataElementGroupAttribute?: boolean;
  dataElementGroupSetAttribute?: boolean;
  dataSetAttribute?: boolean;
  description?: string;
  displayDescription?: string;
  displayFormName?: string;
  displayName: string;
  displayShortName?: string;
  documentAttribute?: boolean;
  eventChartAttribute?: boolean;
  eventReportAttribute?: boolean;
  favorite?: boolean;
  favorites?: string[];
  formName?: string;
  href?: string;
  id: string;
  indicatorAttribute?: boolean;
  indicatorGroupAttribute?: boolean;
  lastUpdated: string;
  lastUpdatedBy?: User;
  legendSetAttribute?: boolean;
  mandatory: boolean;
  mapAttribute?: boolean;
  name: string;
  objectTypes?: string[];
  optionAttribute?: boolean;
  optionSet?: OptionSet;
  optionSetAttribute?: boolean;
  organisationUnitAttribute?: boolean;
  organisationUnitGroupAttribute?: boolean;
  organisationUnitGroupSetAttribute?: boolean;
  programAttribute?: boolean;
  programIndicatorAttribute?: boolean;
  programStageAttribute?: boolean;
  relationshipTypeAttribute?: boolean;
  sectionAttribute?: boolean;
  sharing?: Sharing;
  shortName?: string;
  sortOrder?: number;
  sqlViewAttribute?: boolean;
  trackedEntityAttributeAttribute?: boolean;
  trackedEntityTypeAttribute?: boolean;
  translations?: Translation[];
  unique: boolean;
  user?: User;
  userAttribute?: boolean;
  userGroupAttribute?: boolean;
  validationRuleAttribute?: boolean;
  validationRuleGroupAttribute?: boolean;
  valueType: ValueType;
  visualizationAttribute?: boolean;
}

export interface Axis {
  axis: number;
  dimensionalItem: string;
}

export interface Category {
  access?: Access;
  aggregationType?: AggregationType;
  allItems?: boolean;
  attributeValues?: AttributeValue[];
  categoryCombos?: CategoryCombo[];
  categoryOptions?: CategoryOption[];
  code?: string;
  created: string;
  createdBy?: User;
  dataDimension: boolean;
  dataDimensionType: DataDimensionType;
  description?: string;
  dimension?: string;
  dimensionItemKeywords?: Json;
  dimensionType?: DimensionType;
  displayDescription?: string;
  displayFormName?: string;
  displayName: string;
  displayShortName?: string;
  favorite?: boolean;
  favorites?: string[];
  filter?: string;
  formName?: string;
  href?: string;
  id: string;
  items?: Reference[];
  lastUpdated: string;
  lastUpdatedBy?: User;
  legendSet?: LegendSet;
  name: string;
  optionSet?: OptionSet;
  program?: Program;
  programStage?: ProgramStage;
  repetition?: EventRepetition;
  sharing?: Sharing;
  shortName: string;
  translations?: Translation[];
  user?: User;
  valueType?: ValueType;
}

export interface CategoryCombo {
  access?: Access;
  attributeValues?: AttributeValue[];
  categories?: Category[];
  categoryOptionCombos?: CategoryOptionCombo[];
  code?: string;
  created: string;
  createdBy?: User;
  dataDimensionType: DataDimensionType;
  displayName: string;
  favorite?: boolean;
  favorites?: string[];
  href?: string;
  id: string;
  isDefault?: boolean;
  lastUpdated: string;
  lastUpdatedBy?: User;
  name: string;
  sharing?: Sharing;
  skipTotal: boolean;
  translations?: Translation[];
  user?: User;
}

export interface CategoryDimension {
  category: Category;
  categoryOptions: CategoryOption[];
}

export interface CategoryOption {
  access?: Access;
  aggregationType?: AggregationType;
  attributeValues?: AttributeValue[];
  categories?: Category[];
  categoryOptionCombos?: CategoryOptionCombo[];
  categoryOptionGroups?: CategoryOptionGroup[];
  code?: string;
  created: string;
  createdBy?: User;
  description?: string;
  dimensionItem?: string;
  dimensionItemType?: DimensionItemType;
  displayDescription?: string;
  displayFormName?: string;
  displayName: string;
  displayShortName?: string;
  endDate?: string;
  favorite?: boolean;
  favorites?: string[];
  formName?: string;
  href?: string;
  id: string;
  isDefault?: boolean;
  lastUpdated: string;
  lastUpdatedBy?: User;
  legendSet?: LegendSet;
  legendSets?: LegendSet[];
  name: string;
  organisationUnits?: OrganisationUnit[];
  queryMods?: Json;
  sharing?: Sharing;
  shortName: string;
  startDate?: string;
  style?: ObjectStyle;
  translations?: Translation[];
  user?: User;
}

export interface CategoryOptionCombo {
  access?: Access;
  aggregationType?: AggregationType;
  attributeValues?: AttributeValue[];
  categoryCombo: CategoryCombo;
  categoryOptions?: CategoryOption[];
  code?: string;
  created: string;
  createdBy?: User;
  description?: string;
  dimensionItem?: string;
  dimensionItemType?: DimensionItemType;
  displayDescription?: string;
  displayFormName?: string;
  displayName?: string;
  displayShortName?: string;
  favorite?: boolean;
  favorites?: string[];
  formName?: string;
  href?: string;
  id: string;
  ignoreApproval?: boolean;
  lastUpdated: string;
  lastUpdatedBy?: User;
  legendSet?: LegendSet;
  legendSets?: LegendSet[];
  name?: string;
  queryMods?: Json;
  sharing?: Sharing;
  shortName?: string;
  translations?: Translation[];
  user?: User;
}

export interface CategoryOptionGroup {
  access?: Access;
  aggregationType?: AggregationType;
  attributeValues?: AttributeValue[];
  categoryOptions?: CategoryOption[];
  code?: string;
  created: string;
  createdBy?: User;
  dataDimensionType: DataDimensionType;
  description?: string;
  dimensionItem?: string;
  dimensionItemType?: DimensionItemType;
  displayDescription?: string;
  displayFormName?: string;
  displayName: string;
  displayShortName?: string;
  favorite?: boolean;
  favorites?: string[];
  formName?: string;
  groupSets?: CategoryOptionGroupSet[];
  href?: string;
  id: string;
  lastUpdated: string;
  lastUpdatedBy?: User;
  legendSet?: LegendSet;
  legendSets?: LegendSet[];
  name: string;
  queryMods?: Json;
  sharing?: Sharing;
  shortName: string;
  translations?: Translation[];
  user?: User;
}

export interface CategoryOptionGroupSet {
  access?: Access;
  aggregationType?: AggregationType;
  allItems?: boolean;
  attributeValues?: AttributeValue[];
  categoryOptionGroups?: CategoryOptionGroup[];
  code?: string;
  created: string;
  createdBy?: User;
  dataDimension: boolean;
  dataDimensionType: DataDimensionType;
  description?: string;
  dimension?: string;
  dimensionItemKeywords?: Json;
  dimensionType?: DimensionType;
  displayDescription?: string;
  displayFormName?: string;
  displayName: string;
  displayShortName?: string;
  favorite?: boolean;
  favorites?: string[];
  filter?: string;
  formName?: string;
  href?: string;
  id: string;
  items?: Reference[];
  lastUpdated: string;
  lastUpdatedBy?: User;
  legendSet?: LegendSet;
  name: string;
  optionSet?: OptionSet;
  program?: Program;
  programStage?: ProgramStage;
  repetition?: EventRepetition;
  sharing?: Sharing;
  shortName: string;
  translations?: Translation[];
  user?: User;
  valueType?: ValueType;
}

export interface CategoryOptionGroupSetDimension {
  categoryOptionGroupSet: CategoryOptionGroupSet;
  categoryOptionGroups: CategoryOptionGroup[];
}

export interface Constant {
  access?: Access;
  attributeValues?: AttributeValue[];
  code?: string;
  created: string;
  createdBy?: User;
  description?: string;
  displayDescription?: string;
  displayFormName?: string;
  displayName: string;
  displayShortName?: string;
  favorite?: boolean;
  favorites?: string[];
  formName?: string;
  href?: string;
  id: string;
  lastUpdated: string;
  lastUpdatedBy?: User;
  name: string;
  sharing?: Sharing;
  shortName: string;
  translations?: Translation[];
  user?: User;
  value: number;
}

export interface Dashboard {
  access?: Access;
  allowedFilters?: string[];
  attributeValues?: AttributeValue[];
  code?: string;
  created: string;
  createdBy?: User;
  dashboardItems?: DashboardItem[];
  description?: string;
  displayDescription?: string;
  displayFormName?: string;
  displayName: string;
  displayShortName?: string;
  embedded?: Json;
  favorite?: boolean;
  favorites?: string[];
  formName?: string;
  href?: string;
  id: string;
  itemConfig?: ItemConfig;
  itemCount?: number;
  lastUpdated: string;
  lastUpdatedBy?: User;
  layout?: Json;
  name: string;
  restrictFilters?: boolean;
  sharing?: Sharing;
  shortName?: string;
  translations?: Translation[];
  user?: User;
}

export interface DashboardItem {
  access?: Access;
  appKey?: string;
  attributeValues?: AttributeValue[];
  code?: string;
  contentCount?: number;
  created: string;
  createdBy?: User;
  displayName?: string;
  eventChart?: EventChart;
  eventReport?: EventReport;
  eventVisualization?: EventVisualization;
  favorite?: boolean;
  favorites?: string[];
  height?: number;
  href?: string;
  id: string;
  interpretationCount?: number;
  interpretationLikeCount?: number;
  lastUpdated: string;
  lastUpdatedBy?: User;
  map?: ThematicMap;
  messages?: boolean;
  name?: string;
  reports?: Report[];
  resources?: ResourceDocument[];
  shape?: DashboardItemShape;
  sharing?: Sharing;
  text?: string;
  translations?: Translation[];
  type?: DashboardItemType;
  user?: User;
  users?: User[];
  visualization?: Visualization;
  width?: number;
  x?: number;
  y?: number;
}

export interface DataApprovalLevel {
  access?: Access;
  attributeValues?: AttributeValue[];
  categoryOptionGroupSet?: CategoryOptionGroupSet;
  code?: string;
  created: string;
  createdBy?: User;
  displayName: string;
  favorite?: boolean;
  favorites?: string[];
  href?: string;
  id: string;
  lastUpdated: string;
  lastUpdatedBy?: User;
  level: number;
  name: string;
  orgUnitLevel: number;
  orgUnitLevelName?: string;
  sharing?: Sharing;
  translations?: Translation[];
  user?: User;
}

export interface DataApprovalWorkflow {
  access?: Access;
  attributeValues?: AttributeValue[];
  categoryCombo: CategoryCombo;
  code?: string;
  created: string;
  createdBy?: User;
  dataApprovalLevels?: DataApprovalLevel[];
  dataSets?: DataSet[];
  displayName: string;
  favorite?: boolean;
  favorites?: string[];
  href?: string;
  id: string;
  lastUpdated: string;
  lastUpdatedBy?: User;
  name: string;
  periodType: string;
  sharing?: Sharing;
  translations?: Translation[];
  user?: User;
}

export interface DataElement {
  access?: Access;
  aggregationLevels?: number[];
  aggregationType: AggregationType;
  attributeValues?: AttributeValue[];
  categoryCombo: CategoryCombo;
  code?: string;
  commentOptionSet?: OptionSet;
  created: string;
  createdBy?: User;
  dataElementGroups?: DataElementGroup[];
  dataSetElements?: DataSetElement[];
  description?: string;
  dimensionItem?: string;
  dimensionItemType?: DimensionItemType;
  displayDescription?: string;
  displayFormName?: string;
  displayName: string;
  displayShortName?: string;
  domainType: DataElementDomain;
  favorite?: boolean;
  favorites?: string[];
  fieldMask?: string;
  formName?: string;
  href?: string;
  id: string;
  lastUpdated: string;
  lastUpdatedBy?: User;
  legendSet?: LegendSet;
  legendSets?: LegendSet[];
  name: string;
  optionSet?: OptionSet;
  optionSetValue?: boolean;
  queryMods?: Json;
  sharing?: Sharing;
  shortName: string;
  style?: ObjectStyle;
  translations?: Translation[];
  url?: string;
  user?: User;
  valueType: ValueType;
  valueTypeOptions?: Json;
  zeroIsSignificant: boolean;
}

export interface DataElementGroup {
  access?: Access;
  aggregationType?: AggregationType;
  attributeValues?: AttributeValue[];
  code?: string;
  created: string;
  createdBy?: User;
  dataElements?: DataElement[];
  description?: string;
  dimensionItem?: string;
  dimensionItemType?: DimensionItemType;
  displayDescription?: string;
  displayFormName?: string;
  displayName: string;
  displayShortName?: string;
  favorite?: boolean;
  favorites?: string[];
  formName?: string;
  groupSets?: DataElementGroupSet[];
  href?: string;
  id: string;
  lastUpdated: string;
  lastUpdatedBy?: User;
  legendSet?: LegendSet;
  legendSets?: LegendSet[];
  name: string;
  queryMods?: Json;
  sharing?: Sharing;
  shortName: string;
  translations?: Translation[];
  user?: User;
}

export interface DataElementGroupSet {
  access?: Access;
  aggregationType?: AggregationType;
  allItems?: boolean;
  attributeValues?: AttributeValue[];
  code?: string;
  compulsory?: boolean;
  created: string;
  createdBy?: User;
  dataDimension: boolean;
  dataDimensionType?: DataDimensionType;
  dataElementGroups?: DataElementGroup[];
  description?: string;
  dimension?: string;
  dimensionItemKeywords?: Json;
  dimensionType?: DimensionType;
  displayDescription?: string;
  displayFormName?: string;
  displayName: string;
  displayShortName?: string;
  favorite?: boolean;
  favorites?: string[];
  filter?: string;
  formName?: string;
  href?: string;
  id: string;
  items?: Reference[];
  lastUpdated: string;
  lastUpdatedBy?: User;
  legendSet?: LegendSet;
  name: string;
  optionSet?: OptionSet;
  program?: Program;
  programStage?: ProgramStage;
  repetition?: EventRepetition;
  sharing?: Sharing;
  shortName: string;
  translations?: Translation[];
  user?: User;
  valueType?: ValueType;
}

export interface DataElementGroupSetDimension {
  dataElementGroupSet: DataElementGroupSet;
  dataElementGroups: DataElementGroup[];
}

export interface DataElementOperand {
  access?: Access;
  aggregationType?: AggregationType;
  attributeOptionCombo?: CategoryOptionCombo;
  attributeValues?: AttributeValue[];
  categoryOptionCombo?: CategoryOptionCombo;
  code?: string;
  created: string;
  createdBy?: User;
  dataElement?: DataElement;
  description?: string;
  dimensionItem?: string;
  dimensionItemType?: DimensionItemType;
  displayDescription?: string;
  displayFormName?: string;
  displayName?: string;
  displayShortName?: string;
  favorite?: boolean;
  favorites?: string[];
  formName?: string;
  href?: string;
  id: string;
  lastUpdated: string;
  lastUpdatedBy?: User;
  legendSet?: LegendSet;
  legendSets?: LegendSet[];
  name?: string;
  queryMods?: Json;
  sharing?: Sharing;
  shortName?: string;
  translations?: Translation[];
  user?: User;
}

export interface DataEntryForm {
  access?: Access;
  attributeValues?: AttributeValue[];
  code?: string;
  created: string;
  createdBy?: User;
  displayName: string;
  favorite?: boolean;
  favorites?: string[];
  format?: number;
  href?: string;
  htmlCode?: string;
  id: string;
  lastUpdated: string;
  lastUpdatedBy?: User;
  name: string;
  sharing?: Sharing;
  style?: DisplayDensity;
  translations?: Translation[];
  user?: User;
}

export interface DataInputPeriod {
  closingDate?: string;
  openingDate?: string;
  period: Reference;
}

export interface DataSet {
  access?: Access;
  aggregationType?: AggregationType;
  attributeValues?: AttributeValue[];
  categoryCombo: CategoryCombo;
  code?: string;
  compulsoryDataElementOperands?: DataElementOperand[];
  compulsoryFieldsCompleteOnly?: boolean;
  created: string;
  createdBy?: User;
  dataElementDecoration?: boolean;
  dataEntryForm?: DataEntryForm;
  dataInputPeriods?: DataInputPeriod[];
  dataSetElements?: DataSetElement[];
  description?: string;
  dimensionItem?: string;
  dimensionItemType?: DimensionItemType;
  displayDescription?: string;
  displayFormName?: string;
  displayName: string;
  displayOptions?: string;
  displayShortName?: string;
  expiryDays?: number;
  favorite?: boolean;
  favorites?: string[];
  fieldCombinationRequired?: boolean;
  formName?: string;
  formType?: FormType;
  href?: string;
  id: string;
  indicators?: Indicator[];
  interpretations?: Interpretation[];
  lastUpdated: string;
  lastUpdatedBy?: User;
  legendSet?: LegendSet;
  legendSets?: LegendSet[];
  mobile: boolean;
  name: string;
  noValueRequiresComment?: boolean;
  notificationRecipients?: UserGroup;
  notifyCompletingUser?: boolean;
  openFuturePeriods?: number;
  openPeriodsAfterCoEndDate?: number;
  organisationUnits?: OrganisationUnit[];
  periodType: string;
  queryMods?: Json;
  renderAsTabs?: boolean;
  renderHorizontally?: boolean;
  sections?: Section[];
  sharing?: Sharing;
  shortName: string;
  skipOffline?: boolean;
  style?: ObjectStyle;
  timelyDays?: number;
  translations?: Translation[];
  user?: User;
  validCompleteOnly?: boolean;
  version?: number;
  workflow?: DataApprovalWorkflow;
}

export interface DataSetElement {
  categoryCombo?: CategoryCombo;
  dataElement: DataElement;
  dataSet?: DataSet;
}

export interface DataSetNotificationTemplate {
  access?: Access;
  attributeValues?: AttributeValue[];
  code?: string;
  created: string;
  createdBy?: User;
  dataSetNotificationTrigger?: DataSetNotificationTrigger;
  dataSets?: DataSet[];
  deliveryChannels?: string[];
  displayMessageTemplate?: string;
  displayName: string;
  displaySubjectTemplate?: string;
  favorite?: boolean;
  favorites?: string[];
  href?: string;
  id: string;
  lastUpdated: string;
  lastUpdatedBy?: User;
  messageTemplate: string;
  name: string;
  notificationRecipient?: DataSetNotificationRecipient;
  notifyParentOrganisationUnitOnly?: boolean;
  notifyUsersInHierarchyOnly?: boolean;
  recipientUserGroup?: UserGroup;
  relativeScheduledDays?: number;
  sendStrategy?: SendStrategy;
  sharing?: Sharing;
  subjectTemplate?: string;
  translations?: Translation[];
  user?: User;
}

export interface DatastoreEntry {
  access?: Access;
  attributeValues?: AttributeValue[];
  code?: string;
  created: string;
  createdBy?: User;
  displayName?: string;
  favorite?: boolean;
  favorites?: string[];
  href?: string;
  id: string;
  key: string;
  lastUpdated: string;
  lastUpdatedBy?: User;
  name?: string;
  namespace: string;
  sharing?: Sharing;
  translations?: Translation[];
  user?: User;
  value?: string;
}

export interface Dhis2OAuth2Authorization {
  access?: Access;
  accessTokenExpiresAt?: string;
  accessTokenIssuedAt?: string;
  accessTokenScopes?: string;
  accessTokenType?: string;
  attributeValues?: AttributeValue[];
  authorizationCodeExpiresAt?: string;
  authorizationCodeIssuedAt?: string;
  authorizationGrantType: string;
  authorizedScopes?: string;
  code?: string;
  created: string;
  createdBy?: User;
  deviceCodeExpiresAt?: string;
  deviceCodeIssuedAt?: string;
  displayName: string;
  favorite?: boolean;
  favorites?: string[];
  href?: string;
  id: string;
  lastUpdated: string;
  lastUpdatedBy?: User;
  name: string;
  oidcIdTokenExpiresAt?: string;
  oidcIdTokenIssuedAt?: string;
  principalName: string;
  refreshTokenExpiresAt?: string;
  refreshTokenIssuedAt?: string;
  registeredClientId: string;
  sharing?: Sharing;
  translations?: Translation[];
  user?: User;
  userCodeExpiresAt?: string;
  userCodeIssuedAt?: string;
}

export interface Dhis2OAuth2AuthorizationConsent {
  access?: Access;
  attributeValues?: AttributeValue[];
  authorities?: string;
  code?: string;
  created: string;
  createdBy?: User;
  displayName: string;
  favorite?: boolean;
  favorites?: string[];
  href?: string;
  id: string;
  lastUpdated: string;
  lastUpdatedBy?: User;
  name: string;
  principalName: string;
  registeredClientId: string;
  sharing?: Sharing;
  translations?: Translation[];
  user?: User;
}

export interface Dhis2OAuth2Client {
  access?: Access;
  attributeValues?: AttributeValue[];
  authorizationGrantTypes?: string;
  clientAuthenticationMethods?: string;
  clientId: string;
  clientIdIssuedAt?: string;
  clientSecret?: string;
  clientSecretExpiresAt?: string;
  clientSettings?: string;
  code?: string;
  created: string;
  createdBy?: User;
  displayName: string;
  favorite?: boolean;
  favorites?: string[];
  href?: string;
  id: string;
  lastUpdated: string;
  lastUpdatedBy?: User;
  name: string;
  postLogoutRedirectUris?: string;
  redirectUris?: string;
  scopes?: string;
  sharing?: Sharing;
  tokenSettings?: string;
  translations?: Translation[];
  user?: User;
}

export interface EventChart {
  access?: Access;
  aggregationType?: AggregationType;
  attributeDimensions?: Json[];
  attributeValueDimension?: TrackedEntityAttribute;
  attributeValues?: AttributeValue[];
  baseLineLabel?: string;
  baseLineValue?: number;
  categoryDimensions?: CategoryDimension[];
  categoryOptionGroupSetDimensions?: CategoryOptionGroupSetDimension[];
  code?: string;
  colSubTotals?: boolean;
  colTotals?: boolean;
  collapseDataDimensions?: boolean;
  columnDimensions?: string[];
  columns?: Reference[];
  completedOnly?: boolean;
  created: string;
  createdBy?: User;
  cumulativeValues?: boolean;
  dataDimensionItems?: Json[];
  dataElementDimensions?: TrackedEntityDataElementDimension[];
  dataElementGroupSetDimensions?: DataElementGroupSetDimension[];
  dataElementValueDimension?: DataElement;
  description?: string;
  digitGroupSeparator?: DigitGroupSeparator;
  displayBaseLineLabel?: string;
  displayDescription?: string;
  displayDomainAxisLabel?: string;
  displayFormName?: string;
  displayName: string;
  displayRangeAxisLabel?: string;
  displayShortName?: string;
  displaySubtitle?: string;
  displayTargetLineLabel?: string;
  displayTitle?: string;
  domainAxisLabel?: string;
  endDate?: string;
  eventStatus?: EventStatus;
  favorite?: boolean;
  favorites?: string[];
  filterDimensions?: string[];
  filters?: Reference[];
  formName?: string;
  hideEmptyRowItems?: HideEmptyItemStrategy;
  hideEmptyRows?: boolean;
  hideLegend?: boolean;
  hideNaData?: boolean;
  hideSubtitle?: boolean;
  hideTitle?: boolean;
  href?: string;
  id: string;
  interpretations?: Interpretation[];
  itemOrganisationUnitGroups?: OrganisationUnitGroup[];
  lastUpdated: string;
  lastUpdatedBy?: User;
  legacy?: boolean;
  legend?: LegendDefinitions;
  legendDisplayStrategy?: LegendDisplayStrategy;
  legendSet?: LegendSet;
  metaData?: Json;
  name: string;
  noSpaceBetweenColumns?: boolean;
  orgUnitField?: string;
  organisationUnitGroupSetDimensions?: OrganisationUnitGroupSetDimension[];
  organisationUnitLevels?: number[];
  organisationUnits?: OrganisationUnit[];
  outputType?: EventOutputType;
  parentGraphMap?: Json;
  percentStackedValues?: boolean;
  periods?: Reference[];
  program: Program;
  programIndicatorDimensions?: TrackedEntityProgramIndicatorDimension[];
  programStage?: ProgramStage;
  programStatus?: EnrollmentStatus;
  rangeAxisDecimals?: number;
  rangeAxisLabel?: string;
  rangeAxisMaxValue?: number;
  rangeAxisMinValue?: number;
  rangeAxisSteps?: number;
  rawPeriods?: string[];
  regressionType?: RegressionType;
  relativePeriods?: Json;
  rowDimensions?: string[];
  rowSubTotals?: boolean;
  rowTotals?: boolean;
  rows?: Reference[];
  sharing?: Sharing;
  shortName?: string;
  showData?: boolean;
  showDimensionLabels?: boolean;
  showHierarchy?: boolean;
  skipRounding?: boolean;
  sortOrder?: number;
  startDate?: string;
  subscribed?: boolean;
  subscribers?: string[];
  subtitle?: string;
  targetLineLabel?: string;
  targetLineValue?: number;
  timeField?: string;
  title?: string;
  topLimit?: number;
  translations?: Translation[];
  type: EventVisualizationType;
  user?: User;
  userOrgUnitType?: UserOrgUnitType;
  userOrganisationUnit?: boolean;
  userOrganisationUnitChildren?: boolean;
  userOrganisationUnitGrandChildren?: boolean;
  value?: Reference;
  yearlySeries?: string[];
}

export interface EventFilter {
  access?: Access;
  attributeValues?: AttributeValue[];
  code?: string;
  created: string;
  createdBy?: User;
  description?: string;
  displayDescription?: string;
  displayName: string;
  eventQueryCriteria?: Json;
  favorite?: boolean;
  favorites?: string[];
  href?: string;
  id: string;
  lastUpdated: string;
  lastUpdatedBy?: User;
  name: string;
  program: string;
  programStage?: string;
  sharing?: Sharing;
  translations?: Translation[];
  user?: User;
}

export interface EventHook {
  access?: Access;
  attributeValues?: AttributeValue[];
  code?: string;
  created: string;
  createdBy?: User;
  description?: string;
  disabled?: boolean;
  displayName: string;
  favorite?: boolean;
  favorites?: string[];
  href?: string;
  id: string;
  lastUpdated: string;
  lastUpdatedBy?: User;
  name: string;
  sharing?: Sharing;
  source: Json;
  targets: Json[];
  translations?: Translation[];
  user?: User;
}

export interface EventRepetition {
  dimension?: string;
  indexes?: number[];
  parent?: Attribute2;
  program?: string;
  programStage?: string;
}

export interface EventReport {
  access?: Access;
  aggregationType?: AggregationType;
  attributeDimensions?: Json[];
  attributeValueDimension?: TrackedEntityAttribute;
  attributeValues?: AttributeValue[];
  categoryDimensions?: CategoryDimension[];
  categoryOptionGroupSetDimensions?: CategoryOptionGroupSetDimension[];
  code?: string;
  colSubTotals?: boolean;
  colTotals?: boolean;
  collapseDataDimensions?: boolean;
  columnDimensions?: string[];
  columns?: Reference[];
  completedOnly?: boolean;
  created: string;
  createdBy?: User;
  cumulativeValues?: boolean;
  dataDimensionItems?: Json[];
  dataElementDimensions?: TrackedEntityDataElementDimension[];
  dataElementGroupSetDimensions?: DataElementGroupSetDimension[];
  dataElementValueDimension?: DataElement;
  dataType?: EventDataType;
  description?: string;
  digitGroupSeparator?: DigitGroupSeparator;
  displayBaseLineLabel?: string;
  displayDensity?: DisplayDensity;
  displayDescription?: string;
  displayFormName?: string;
  displayName: string;
  displayShortName?: string;
  displaySubtitle?: string;
  displayTargetLineLabel?: string;
  displayTitle?: string;
  endDate?: string;
  eventStatus?: EventStatus;
  favorite?: boolean;
  favorites?: string[];
  filterDimensions?: string[];
  filters?: Reference[];
  fontSize?: FontSize;
  formName?: string;
  hideEmptyRowItems?: HideEmptyItemStrategy;
  hideEmptyRows?: boolean;
  hideLegend?: boolean;
  hideNaData?: boolean;
  hideSubtitle?: boolean;
  hideTitle?: boolean;
  href?: string;
  id: string;
  interpretations?: Interpretation[];
  itemOrganisationUnitGroups?: OrganisationUnitGroup[];
  lastUpdated: string;
  lastUpdatedBy?: User;
  legacy?: boolean;
  legend?: LegendDefinitions;
  metaData?: Json;
  name: string;
  noSpaceBetweenColumns?: boolean;
  orgUnitField?: string;
  organisationUnitGroupSetDimensions?: OrganisationUnitGroupSetDimension[];
  organisationUnitLevels?: number[];
  organisationUnits?: OrganisationUnit[];
  outputType?: EventOutputType;
  parentGraphMap?: Json;
  percentStackedValues?: boolean;
  periods?: Reference[];
  program: Program;
  programIndicatorDimensions?: TrackedEntityProgramIndicatorDimension[];
  programStage?: ProgramStage;
  programStatus?: EnrollmentStatus;
  rawPeriods?: string[];
  regressionType?: RegressionType;
  relativePeriods?: Json;
  rowDimensions?: string[];
  rowSubTotals?: boolean;
  rowTotals?: boolean;
  rows?: Reference[];
  sharing?: Sharing;
  shortName?: string;
  showData?: boolean;
  showDimensionLabels?: boolean;
  showHierarchy?: boolean;
  simpleDimensions?: Json[];
  skipRounding?: boolean;
  sortOrder?: number;
  startDate?: string;
  subscribed?: boolean;
  subscribers?: string[];
  subtitle?: string;
  timeField?: string;
  title?: string;
  topLimit?: number;
  translations?: Translation[];
  type: EventVisualizationType;
  user?: User;
  userOrgUnitType?: UserOrgUnitType;
  userOrganisationUnit?: boolean;
  userOrganisationUnitChildren?: boolean;
  userOrganisationUnitGrandChildren?: boolean;
  value?: Reference;
}

export interface EventVisualization {
  access?: Access;
  aggregationType?: AggregationType;
  attributeDimensions?: Json[];
  attributeValueDimension?: TrackedEntityAttribute;
  attributeValues?: AttributeValue[];
  baseLineLabel?: string;
  baseLineValue?: number;
  categoryDimensions?: CategoryDimension[];
  categoryOptionGroupSetDimensions?: CategoryOptionGroupSetDimension[];
  code?: string;
  colSubTotals?: boolean;
  colTotals?: boolean;
  collapseDataDimensions?: boolean;
  columnDimensions?: string[];
  columns?: Reference[];
  completedOnly?: boolean;
  created: string;
  createdBy?: User;
  cumulativeValues?: boolean;
  dataDimensionItems?: Json[];
  dataElementDimensions?: TrackedEntityDataElementDimension[];
  dataElementGroupSetDimensions?: DataElementGroupSetDimension[];
  dataElementValueDimension?: DataElement;
  dataType?: EventDataType;
  description?: string;
  digitGroupSeparator?: DigitGroupSeparator;
  displayBaseLineLabel?: string;
  displayDensity?: DisplayDensity;
  displayDescription?: string;
  displayDomainAxisLabel?: string;
  displayFormName?: string;
  displayName: string;
  displayRangeAxisLabel?: string;
  displayShortName?: string;
  displaySubtitle?: string;
  displayTargetLineLabel?: string;
  displayTitle?: string;
  domainAxisLabel?: string;
  endDate?: string;
  eventStatus?: EventStatus;
  favorite?: boolean;
  favorites?: string[];
  filterDimensions?: string[];
  filters?: Reference[];
  fontSize?: FontSize;
  formName?: string;
  hideEmptyRowItems?: HideEmptyItemStrategy;
  hideEmptyRows?: boolean;
  hideLegend?: boolean;
  hideNaData?: boolean;
  hideSubtitle?: boolean;
  hideTitle?: boolean;
  href?: string;
  id: string;
  interpretations?: Interpretation[];
  itemOrganisationUnitGroups?: OrganisationUnitGroup[];
  lastUpdated: string;
  lastUpdatedBy?: User;
  legacy?: boolean;
  legend?: LegendDefinitions;
  metaData?: Json;
  name: string;
  noSpaceBetweenColumns?: boolean;
  orgUnitField?: string;
  organisationUnitGroupSetDimensions?: OrganisationUnitGroupSetDimension[];
  organisationUnitLevels?: number[];
  organisationUnits?: OrganisationUnit[];
  outputType?: EventOutputType;
  parentGraphMap?: Json;
  percentStackedValues?: boolean;
  periods?: Reference[];
  program: Program;
  programDimensions?: Program[];
  programIndicatorDimensions?: TrackedEntityProgramIndicatorDimension[];
  programStage?: ProgramStage;
  programStatus?: EnrollmentStatus;
  rangeAxisDecimals?: number;
  rangeAxisLabel?: string;
  rangeAxisMaxValue?: number;
  rangeAxisMinValue?: number;
  rangeAxisSteps?: number;
  rawPeriods?: string[];
  regressionType?: RegressionType;
  relativePeriods?: Json;
  repetitions?: EventRepetition[];
  rowDimensions?: string[];
  rowSubTotals?: boolean;
  rowTotals?: boolean;
  rows?: Reference[];
  sharing?: Sharing;
  shortName?: string;
  showData?: boolean;
  showDimensionLabels?: boolean;
  showHierarchy?: boolean;
  simpleDimensions?: Json[];
  skipRounding?: boolean;
  sortOrder?: number;
  sorting?: Json[];
  startDate?: string;
  subscribed?: boolean;
  subscribers?: string[];
  subtitle?: string;
  targetLineLabel?: string;
  targetLineValue?: number;
  timeField?: string;
  title?: string;
  topLimit?: number;
  trackedEntityType?: TrackedEntityType;
  translations?: Translation[];
  type: EventVisualizationType;
  user?: User;
  userOrgUnitType?: UserOrgUnitType;
  userOrganisationUnit?: boolean;
  userOrganisationUnitChildren?: boolean;
  userOrganisationUnitGrandChildren?: boolean;
  value?: Reference;
}

export interface Expression {
  description?: string;
  displayDescription?: string;
  expression?: string;
  missingValueStrategy?: MissingValueStrategy;
  slidingWindow?: boolean;
  translations?: Translation[];
}

export interface ExpressionDimensionItem {
  access?: Access;
  aggregateExportAttributeOptionCombo?: string;
  aggregateExportCategoryOptionCombo?: string;
  aggregationType?: AggregationType;
  attributeValues?: AttributeValue[];
  code?: string;
  created: string;
  createdBy?: User;
  description?: string;
  dimensionItem?: string;
  dimensionItemType?: DimensionItemType;
  displayDescription?: string;
  displayFormName?: string;
  displayName: string;
  displayShortName?: string;
  expression?: string;
  favorite?: boolean;
  favorites?: string[];
  formName?: string;
  href?: string;
  id: string;
  lastUpdated: string;
  lastUpdatedBy?: User;
  legendSet?: LegendSet;
  legendSets?: LegendSet[];
  missingValueStrategy?: MissingValueStrategy;
  name: string;
  queryMods?: Json;
  sharing?: Sharing;
  shortName: string;
  slidingWindow?: boolean;
  translations?: Translation[];
  user?: User;
}

export interface ExternalFileResource {
  access?: Access;
  accessToken?: string;
  attributeValues?: AttributeValue[];
  code?: string;
  created: string;
  createdBy?: User;
  displayName?: string;
  expires?: string;
  favorite?: boolean;
  favorites?: string[];
  fileResource: FileResource;
  href?: string;
  id: string;
  lastUpdated: string;
  lastUpdatedBy?: User;
  name?: string;
  sharing?: Sharing;
  translations?: Translation[];
  user?: User;
}

export interface ExternalMapLayer {
  access?: Access;
  attributeValues?: AttributeValue[];
  attribution?: string;
  code?: string;
  created: string;
  createdBy?: User;
  displayName: string;
  favorite?: boolean;
  favorites?: string[];
  href?: string;
  id: string;
  imageFormat: ImageFormat;
  lastUpdated: string;
  lastUpdatedBy?: User;
  layers?: string;
  legendSet?: LegendSet;
  legendSetUrl?: string;
  mapLayerPosition: MapLayerPosition;
  mapService: MapService;
  name: string;
  sharing?: Sharing;
  translations?: Translation[];
  url: string;
  user?: User;
}

export interface FileResource {
  access?: Access;
  assigned: boolean;
  attributeValues?: AttributeValue[];
  code?: string;
  contentLength: string;
  contentMd5: string;
  contentType: string;
  created: string;
  createdBy?: User;
  displayName: string;
  domain?: FileResourceDomain;
  favorite?: boolean;
  favorites?: string[];
  hasMultipleStorageFiles?: boolean;
  href?: string;
  id: string;
  lastUpdated: string;
  lastUpdatedBy?: User;
  name: string;
  sharing?: Sharing;
  storageStatus?: FileResourceStorageStatus;
  translations?: Translation[];
  user?: User;
}

export interface Icon {
  created?: string;
  createdBy?: User;
  custom?: boolean;
  description?: string;
  fileResource?: FileResource;
  href?: string;
  key?: string;
  keywords?: string[];
  lastUpdated?: string;
}

export interface Indicator {
  access?: Access;
  aggregateExportAttributeOptionCombo?: string;
  aggregateExportCategoryOptionCombo?: string;
  aggregationType?: AggregationType;
  annualized: boolean;
  attributeValues?: AttributeValue[];
  code?: string;
  created: string;
  createdBy?: User;
  dataSets?: DataSet[];
  decimals?: number;
  denominator: string;
  denominatorDescription?: string;
  description?: string;
  dimensionItem?: string;
  dimensionItemType?: DimensionItemType;
  displayDenominatorDescription?: string;
  displayDescription?: string;
  displayFormName?: string;
  displayName: string;
  displayNumeratorDescription?: string;
  displayShortName?: string;
  explodedDenominator?: string;
  explodedNumerator?: string;
  favorite?: boolean;
  favorites?: string[];
  formName?: string;
  href?: string;
  id: string;
  indicatorGroups?: IndicatorGroup[];
  indicatorType: IndicatorType;
  lastUpdated: string;
  lastUpdatedBy?: User;
  legendSet?: LegendSet;
  legendSets?: LegendSet[];
  name: string;
  numerator: string;
  numeratorDescription?: string;
  queryMods?: Json;
  sharing?: Sharing;
  shortName: string;
  style?: ObjectStyle;
  translations?: Translation[];
  url?: string;
  user?: User;
}

export interface IndicatorGroup {
  access?: Access;
  attributeValues?: AttributeValue[];
  code?: string;
  created: string;
  createdBy?: User;
  description?: string;
  displayName: string;
  favorite?: boolean;
  favorites?: string[];
  groupSets?: IndicatorGroupSet[];
  href?: string;
  id: string;
  indicatorGroupSet?: IndicatorGroupSet;
  indicators?: Indicator[];
  lastUpdated: string;
  lastUpdatedBy?: User;
  name: string;
  sharing?: Sharing;
  translations?: Translation[];
  user?: User;
}

export interface IndicatorGroupSet {
  access?: Access;
  attributeValues?: AttributeValue[];
  code?: string;
  compulsory?: boolean;
  created: string;
  createdBy?: User;
  description?: string;
  displayName: string;
  favorite?: boolean;
  favorites?: string[];
  href?: string;
  id: string;
  indicatorGroups?: IndicatorGroup[];
  lastUpdated: string;
  lastUpdatedBy?: User;
  name: string;
  sharing?: Sharing;
  shortName: string;
  translations?: Translation[];
  user?: User;
}

export interface IndicatorType {
  access?: Access;
  attributeValues?: AttributeValue[];
  code?: string;
  created: string;
  createdBy?: User;
  displayName: string;
  factor: number;
  favorite?: boolean;
  favorites?: string[];
  href?: string;
  id: string;
  lastUpdated: string;
  lastUpdatedBy?: User;
  name: string;
  number?: boolean;
  sharing?: Sharing;
  translations?: Translation[];
  user?: User;
}

export interface Interpretation {
  access?: Access;
  attributeValues?: AttributeValue[];
  code?: string;
  comments?: InterpretationComment[];
  created: string;
  createdBy?: User;
  dataSet?: DataSet;
  displayName?: string;
  eventChart?: EventChart;
  eventReport?: EventReport;
  eventVisualization?: EventVisualization;
  favorite?: boolean;
  favorites?: string[];
  href?: string;
  id: string;
  lastUpdated: string;
  lastUpdatedBy?: User;
  likedBy?: User[];
  likes?: number;
  map?: ThematicMap;
  mentions?: Json[];
  name?: string;
  organisationUnit?: OrganisationUnit;
  period?: Reference;
  sharing?: Sharing;
  text?: string;
  translations?: Translation[];
  type?: AnalyticsFavoriteType;
  user?: User;
  visualization?: Visualization;
}

export interface InterpretationComment {
  access?: Access;
  attributeValues?: AttributeValue[];
  code?: string;
  created: string;
  createdBy: User;
  displayName?: string;
  favorite?: boolean;
  favorites?: string[];
  href?: string;
  id: string;
  lastUpdated: string;
  lastUpdatedBy?: User;
  mentions?: Json[];
  name?: string;
  sharing?: Sharing;
  text?: string;
  translations?: Translation[];
  user?: User;
}

export interface ItemConfig {
  insertHeight?: number;
  insertPosition?: Position;
}

export interface JobConfiguration {
  access?: Access;
  attributeValues?: AttributeValue[];
  code?: string;
  configurable?: boolean;
  created: string;
  createdBy?: User;
  cronExpression?: string;
  delay?: number;
  displayName: string;
  enabled: boolean;
  errorCodes?: string;
  executedBy?: string;
  favorite?: boolean;
  favorites?: string[];
  href?: string;
  id: string;
  jobParameters?: Json;
  jobStatus: JobStatus;
  jobType: JobType;
  lastAlive?: string;
  lastExecuted?: string;
  lastExecutedStatus: JobStatus;
  lastFinished?: string;
  lastRuntimeExecution?: string;
  lastUpdated: string;
  lastUpdatedBy?: User;
  leaderOnlyJob?: boolean;
  maxDelayedExecutionTime?: string;
  name: string;
  nextExecutionTime?: string;
  queueName?: string;
  queuePosition?: number;
  schedulingType: SchedulingType;
  sharing?: Sharing;
  translations?: Translation[];
  user?: User;
  userUid?: string;
}

export interface Legend {
  access?: Access;
  attributeValues?: AttributeValue[];
  code?: string;
  color?: string;
  created: string;
  createdBy?: User;
  displayName: string;
  endValue: number;
  favorite?: boolean;
  favorites?: string[];
  href?: string;
  id: string;
  image?: string;
  lastUpdated: string;
  lastUpdatedBy?: User;
  name: string;
  sharing?: Sharing;
  startValue: number;
  translations?: Translation[];
  user?: User;
}

export interface LegendDefinitions {
  set?: LegendSet;
  showKey?: boolean;
  strategy?: LegendDisplayStrategy;
  style?: LegendDisplayStyle;
}

export interface LegendSet {
  access?: Access;
  attributeValues?: AttributeValue[];
  code?: string;
  created: string;
  createdBy?: User;
  displayName: string;
  favorite?: boolean;
  favorites?: string[];
  href?: string;
  id: string;
  lastUpdated: string;
  lastUpdatedBy?: User;
  legends?: Legend[];
  name: string;
  sharing?: Sharing;
  symbolizer?: string;
  translations?: Translation[];
  user?: User;
}

export interface MessageConversation {
  access?: Access;
  assignee?: User;
  attributeValues?: AttributeValue[];
  code?: string;
  created: string;
  createdBy?: User;
  displayName?: string;
  extMessageId?: string;
  favorite?: boolean;
  favorites?: string[];
  followUp?: boolean;
  href?: string;
  id: string;
  lastMessage?: string;
  lastSender?: User;
  lastSenderFirstname?: string;
  lastSenderSurname?: string;
  lastUpdated: string;
  lastUpdatedBy?: User;
  messageCount?: number;
  messageType?: MessageType;
  messages?: Reference[];
  name?: string;
  priority?: MessageConversationPriority;
  read?: boolean;
  sharing?: Sharing;
  status?: MessageConversationStatus;
  subject: string;
  translations?: Translation[];
  user?: User;
  userFirstname?: string;
  userMessages?: Json[];
  userSurname?: string;
}

export interface MetadataProposal {
  change: Json;
  comment?: string;
  created: string;
  createdBy: User;
  finalised?: string;
  finalisedBy?: User;
  id?: string;
  reason?: string;
  status: MetadataProposalStatus;
  target: MetadataProposalTarget;
  targetId?: string;
  type: MetadataProposalType;
}

export interface MetadataVersion {
  access?: Access;
  attributeValues?: AttributeValue[];
  code?: string;
  created: string;
  createdBy?: User;
  displayName: string;
  favorite?: boolean;
  favorites?: string[];
  hashCode: string;
  href?: string;
  id: string;
  importDate?: string;
  lastUpdated: string;
  lastUpdatedBy?: User;
  name: string;
  sharing?: Sharing;
  translations?: Translation[];
  type?: VersionType;
  user?: User;
}

export interface MinMaxDataElement {
  dataElement?: DataElement;
  generated?: boolean;
  max: number;
  min: number;
  optionCombo?: CategoryOptionCombo;
  source?: OrganisationUnit;
}

export interface ObjectStyle {
  color?: string;
  icon?: string;
}

export interface Option {
  access?: Access;
  attributeValues?: AttributeValue[];
  code: string;
  created: string;
  createdBy?: User;
  description?: string;
  displayDescription?: string;
  displayFormName?: string;
  displayName: string;
  displayShortName?: string;
  favorite?: boolean;
  favorites?: string[];
  formName?: string;
  href?: string;
  id: string;
  lastUpdated: string;
  lastUpdatedBy?: User;
  name: string;
  optionSet?: OptionSet;
  sharing?: Sharing;
  shortName?: string;
  sortOrder?: number;
  style?: ObjectStyle;
  translations?: Translation[];
  user?: User;
}

export interface OptionGroup {
  access?: Access;
  aggregationType?: AggregationType;
  attributeValues?: AttributeValue[];
  code?: string;
  created: string;
  createdBy?: User;
  description?: string;
  dimensionItem?: string;
  dimensionItemType?: DimensionItemType;
  displayDescription?: string;
  displayFormName?: string;
  displayName: string;
  displayShortName?: string;
  favorite?: boolean;
  favorites?: string[];
  formName?: string;
  href?: string;
  id: string;
  lastUpdated: string;
  lastUpdatedBy?: User;
  legendSet?: LegendSet;
  legendSets?: LegendSet[];
  name: string;
  optionSet?: OptionSet;
  options?: Option[];
  queryMods?: Json;
  sharing?: Sharing;
  shortName: string;
  translations?: Translation[];
  user?: User;
}

export interface OptionGroupSet {
  access?: Access;
  aggregationType?: AggregationType;
  allItems?: boolean;
  attributeValues?: AttributeValue[];
  code?: string;
  created: string;
  createdBy?: User;
  dataDimension: boolean;
  dataDimensionType?: DataDimensionType;
  description?: string;
  dimension?: string;
  dimensionItemKeywords?: Json;
  dimensionType?: DimensionType;
  displayDescription?: string;
  displayFormName?: string;
  displayName: string;
  displayShortName?: string;
  favorite?: boolean;
  favorites?: string[];
  filter?: string;
  formName?: string;
  href?: string;
  id: string;
  items?: Reference[];
  lastUpdated: string;
  lastUpdatedBy?: User;
  legendSet?: LegendSet;
  name: string;
  optionGroups?: OptionGroup[];
  optionSet?: OptionSet;
  program?: Program;
  programStage?: ProgramStage;
  repetition?: EventRepetition;
  sharing?: Sharing;
  shortName?: string;
  translations?: Translation[];
  user?: User;
  valueType?: ValueType;
}

export interface OptionSet {
  access?: Access;
  attributeValues?: AttributeValue[];
  code?: string;
  created: string;
  createdBy?: User;
  description?: string;
  displayName: string;
  favorite?: boolean;
  favorites?: string[];
  href?: string;
  id: string;
  lastUpdated: string;
  lastUpdatedBy?: User;
  name: string;
  options?: Option[];
  sharing?: Sharing;
  translations?: Translation[];
  user?: User;
  valueType: ValueType;
  version?: number;
}

export interface OrganisationUnit {
  access?: Access;
  address?: string;
  aggregationType?: AggregationType;
  ancestors?: OrganisationUnit[];
  attributeValues?: AttributeValue[];
  children?: OrganisationUnit[];
  closedDate?: string;
  code?: string;
  comment?: string;
  contactPerson?: string;
  created: string;
  createdBy?: User;
  dataSets?: DataSet[];
  description?: string;
  dimensionItem?: string;
  dimensionItemType?: DimensionItemType;
  displayDescription?: string;
  displayFormName?: string;
  displayName: string;
  displayShortName?: string;
  email?: string;
  favorite?: boolean;
  favorites?: string[];
  formName?: string;
  geometry?: Geometry;
  href?: string;
  id: string;
  image?: FileResource;
  lastUpdated: string;
  lastUpdatedBy?: User;
  leaf?: boolean;
  legendSet?: LegendSet;
  legendSets?: LegendSet[];
  level?: number;
  memberCount?: number;
  name: string;
  openingDate: string;
  organisationUnitGroups?: OrganisationUnitGroup[];
  parent?: OrganisationUnit;
  path?: string;
  phoneNumber?: string;
  programs?: Program[];
  queryMods?: Json;
  sharing?: Sharing;
  shortName: string;
  translations?: Translation[];
  type?: string;
  url?: string;
  user?: User;
  users?: User[];
}

export interface OrganisationUnitGroup {
  access?: Access;
  aggregationType?: AggregationType;
  attributeValues?: AttributeValue[];
  code?: string;
  color?: string;
  created: string;
  createdBy?: User;
  description?: string;
  dimensionItem?: string;
  dimensionItemType?: DimensionItemType;
  displayDescription?: string;
  displayFormName?: string;
  displayName: string;
  displayShortName?: string;
  favorite?: boolean;
  favorites?: string[];
  featureType?: FeatureType;
  formName?: string;
  geometry?: Geometry;
  groupSets?: OrganisationUnitGroupSet[];
  href?: string;
  id: string;
  lastUpdated: string;
  lastUpdatedBy?: User;
  legendSet?: LegendSet;
  legendSets?: LegendSet[];
  name: string;
  organisationUnits?: OrganisationUnit[];
  queryMods?: Json;
  sharing?: Sharing;
  shortName: string;
  symbol?: string;
  translations?: Translation[];
  user?: User;
}

export interface OrganisationUnitGroupSet {
  access?: Access;
  aggregationType?: AggregationType;
  allItems?: boolean;
  attributeValues?: AttributeValue[];
  code?: string;
  compulsory: boolean;
  created: string;
  createdBy?: User;
  dataDimension: boolean;
  dataDimensionType?: DataDimensionType;
  description?: string;
  dimension?: string;
  dimensionItemKeywords?: Json;
  dimensionType?: DimensionType;
  displayDescription?: string;
  displayFormName?: string;
  displayName: string;
  displayShortName?: string;
  favorite?: boolean;
  favorites?: string[];
  filter?: string;
  formName?: string;
  href?: string;
  id: string;
  includeSubhierarchyInAnalytics?: boolean;
  items?: Reference[];
  lastUpdated: string;
  lastUpdatedBy?: User;
  legendSet?: LegendSet;
  name: string;
  optionSet?: OptionSet;
  organisationUnitGroups?: OrganisationUnitGroup[];
  program?: Program;
  programStage?: ProgramStage;
  repetition?: EventRepetition;
  sharing?: Sharing;
  shortName: string;
  translations?: Translation[];
  user?: User;
  valueType?: ValueType;
}

export interface OrganisationUnitGroupSetDimension {
  organisationUnitGroupSet: OrganisationUnitGroupSet;
  organisationUnitGroups: OrganisationUnitGroup[];
}

export interface OrganisationUnitLevel {
  access?: Access;
  attributeValues?: AttributeValue[];
  code?: string;
  created: string;
  createdBy?: User;
  displayName: string;
  favorite?: boolean;
  favorites?: string[];
  href?: string;
  id: string;
  lastUpdated: string;
  lastUpdatedBy?: User;
  level: number;
  name: string;
  offlineLevels?: number;
  sharing?: Sharing;
  translations?: Translation[];
  user?: User;
}

export interface OutlierAnalysis {
  enabled?: boolean;
  extremeLines?: Json;
  maxResults?: number;
  normalizationMethod?: NormalizedOutlierMethod;
  outlierMethod?: OutlierMethod;
  thresholdFactor?: number;
}

export interface Predictor {
  access?: Access;
  annualSampleCount: number;
  attributeValues?: AttributeValue[];
  code?: string;
  created: string;
  createdBy?: User;
  description?: string;
  displayDescription?: string;
  displayFormName?: string;
  displayName: string;
  displayShortName?: string;
  favorite?: boolean;
  favorites?: string[];
  formName?: string;
  generator: Expression;
  href?: string;
  id: string;
  lastUpdated: string;
  lastUpdatedBy?: User;
  name: string;
  organisationUnitDescendants: OrganisationUnitDescendants;
  organisationUnitLevels?: OrganisationUnitLevel[];
  output: DataElement;
  outputCombo?: CategoryOptionCombo;
  periodType: string;
  predictorGroups?: PredictorGroup[];
  sampleSkipTest?: Expression;
  sequentialSampleCount: number;
  sequentialSkipCount?: number;
  sharing?: Sharing;
  shortName: string;
  translations?: Translation[];
  user?: User;
}

export interface PredictorGroup {
  access?: Access;
  attributeValues?: AttributeValue[];
  code?: string;
  created: string;
  createdBy?: User;
  description?: string;
  displayName: string;
  favorite?: boolean;
  favorites?: string[];
  href?: string;
  id: string;
  lastUpdated: string;
  lastUpdatedBy?: User;
  name: string;
  predictors?: Predictor[];
  sharing?: Sharing;
  translations?: Translation[];
  user?: User;
}

export interface Program {
  access?: Access;
  accessLevel?: AccessLevel;
  attributeValues?: AttributeValue[];
  categoryCombo: CategoryCombo;
  categoryMappings?: Json[];
  code?: string;
  completeEventsExpiryDays?: number;
  created: string;
  createdBy?: User;
  dataEntryForm?: DataEntryForm;
  description?: string;
  displayDescription?: string;
  displayEnrollmentDateLabel?: string;
  displayEnrollmentLabel?: string;
  displayEventLabel?: string;
  displayFollowUpLabel?: string;
  displayFormName?: string;
  displayFrontPageList?: boolean;
  displayIncidentDate?: boolean;
  displayIncidentDateLabel?: string;
  displayName: string;
  displayNoteLabel?: string;
  displayOrgUnitLabel?: string;
  displayProgramStageLabel?: string;
  displayRelationshipLabel?: string;
  displayShortName?: string;
  displayTrackedEntityAttributeLabel?: string;
  enrollmentDateLabel?: string;
  enrollmentLabel?: string;
  eventLabel?: string;
  expiryDays?: number;
  expiryPeriodType?: string;
  favorite?: boolean;
  favorites?: string[];
  featureType?: FeatureType;
  followUpLabel?: string;
  formName?: string;
  href?: string;
  id: string;
  ignoreOverdueEvents?: boolean;
  incidentDateLabel?: string;
  lastUpdated: string;
  lastUpdatedBy?: User;
  maxTeiCountToReturn?: number;
  minAttributesRequiredToSearch?: number;
  name: string;
  noteLabel?: string;
  notificationTemplates?: ProgramNotificationTemplate[];
  onlyEnrollOnce?: boolean;
  openDaysAfterCoEndDate?: number;
  orgUnitLabel?: string;
  organisationUnits?: OrganisationUnit[];
  programIndicators?: ProgramIndicator[];
  programRuleVariables?: ProgramRuleVariable[];
  programSections?: ProgramSection[];
  programStageLabel?: string;
  programStages?: ProgramStage[];
  programTrackedEntityAttributes?: ProgramTrackedEntityAttribute[];
  programType: ProgramType;
  registration?: boolean;
  relatedProgram?: Program;
  relationshipLabel?: string;
  selectEnrollmentDatesInFuture?: boolean;
  selectIncidentDatesInFuture?: boolean;
  sharing?: Sharing;
  shortName: string;
  skipOffline: boolean;
  style?: ObjectStyle;
  trackedEntityAttributeLabel?: string;
  trackedEntityType?: TrackedEntityType;
  translations?: Translation[];
  useFirstStageDuringRegistration?: boolean;
  user?: User;
  userRoles?: UserRole[];
  version?: number;
  withoutRegistration?: boolean;
}

export interface ProgramDataElementDimensionItem {
  access?: Access;
  aggregationType?: AggregationType;
  attributeValues?: AttributeValue[];
  code?: string;
  created: string;
  createdBy?: User;
  dataElement: DataElement;
  description?: string;
  dimensionItem?: string;
  dimensionItemType?: DimensionItemType;
  displayDescription?: string;
  displayFormName?: string;
  displayName?: string;
  displayShortName?: string;
  favorite?: boolean;
  favorites?: string[];
  formName?: string;
  href?: string;
  id: string;
  lastUpdated: string;
  lastUpdatedBy?: User;
  legendSet?: LegendSet;
  legendSets?: LegendSet[];
  name?: string;
  program: Program;
  queryMods?: Json;
  sharing?: Sharing;
  shortName?: string;
  translations?: Translation[];
  user?: User;
  valueType?: ValueType;
}

export interface ProgramIndicator {
  access?: Access;
  aggregateExportAttributeOptionCombo?: string;
  aggregateExportCategoryOptionCombo?: string;
  aggregateExportDataElement?: string;
  aggregationType?: AggregationType;
  analyticsPeriodBoundaries?: AnalyticsPeriodBoundary[];
  analyticsType: AnalyticsType;
  attributeCombo: CategoryCombo;
  attributeValues?: AttributeValue[];
  categoryCombo: CategoryCombo;
  categoryMappingIds?: string[];
  code?: string;
  created: string;
  createdBy?: User;
  decimals?: number;
  description?: string;
  dimensionItem?: string;
  dimensionItemType?: DimensionItemType;
  displayDescription?: string;
  displayFormName?: string;
  displayInForm?: boolean;
  displayName: string;
  displayShortName?: string;
  expression?: string;
  favorite?: boolean;
  favorites?: string[];
  filter?: string;
  formName?: string;
  href?: string;
  id: string;
  lastUpdated: string;
  lastUpdatedBy?: User;
  legendSet?: LegendSet;
  legendSets?: LegendSet[];
  name: string;
  orgUnitField?: string;
  program: Program;
  programIndicatorGroups?: ProgramIndicatorGroup[];
  queryMods?: Json;
  sharing?: Sharing;
  shortName: string;
  style?: ObjectStyle;
  translations?: Translation[];
  user?: User;
}

export interface ProgramIndicatorGroup {
  access?: Access;
  attributeValues?: AttributeValue[];
  code?: string;
  created: string;
  createdBy?: User;
  description?: string;
  displayName: string;
  favorite?: boolean;
  favorites?: string[];
  href?: string;
  id: string;
  lastUpdated: string;
  lastUpdatedBy?: User;
  name: string;
  programIndicators?: ProgramIndicator[];
  sharing?: Sharing;
  translations?: Translation[];
  user?: User;
}

export interface ProgramNotificationTemplate {
  access?: Access;
  attributeValues?: AttributeValue[];
  code?: string;
  created: string;
  createdBy?: User;
  deliveryChannels?: string[];
  displayMessageTemplate?: string;
  displayName: string;
  displaySubjectTemplate?: string;
  favorite?: boolean;
  favorites?: string[];
  href?: string;
  id: string;
  lastUpdated: string;
  lastUpdatedBy?: User;
  messageTemplate: string;
  name: string;
  notificationRecipient?: ProgramNotificationRecipient;
  notificationTrigger?: NotificationTrigger;
  notifyParentOrganisationUnitOnly?: boolean;
  notifyUsersInHierarchyOnly?: boolean;
  recipientDataElement?: DataElement;
  recipientProgramAttribute?: TrackedEntityAttribute;
  recipientUserGroup?: UserGroup;
  relativeScheduledDays?: number;
  sendRepeatable: boolean;
  sharing?: Sharing;
  subjectTemplate?: string;
  translations?: Translation[];
  user?: User;
}

export interface ProgramRule {
  access?: Access;
  attributeValues?: AttributeValue[];
  code?: string;
  condition?: string;
  created: string;
  createdBy?: User;
  description?: string;
  displayName: string;
  favorite?: boolean;
  favorites?: string[];
  href?: string;
  id: string;
  lastUpdated: string;
  lastUpdatedBy?: User;
  name: string;
  priority?: number;
  program: Program;
  programRuleActions?: ProgramRuleAction[];
  programStage?: ProgramStage;
  sharing?: Sharing;
  translations?: Translation[];
  user?: User;
}

export interface ProgramRuleAction {
  access?: Access;
  attributeValues?: AttributeValue[];
  code?: string;
  content?: string;
  created: string;
  createdBy?: User;
  data?: string;
  dataElement?: DataElement;
  displayContent?: string;
  displayName?: string;
  evaluationEnvironments?: string[];
  evaluationTime: ProgramRuleActionEvaluationTime;
  favorite?: boolean;
  favorites?: string[];
  href?: string;
  id: string;
  lastUpdated: string;
  lastUpdatedBy?: User;
  location?: string;
  name?: string;
  option?: Option;
  optionGroup?: OptionGroup;
  programIndicator?: ProgramIndicator;
  programRule?: ProgramRule;
  programRuleActionType: ProgramRuleActionType;
  programStage?: ProgramStage;
  programStageSection?: ProgramStageSection;
  sharing?: Sharing;
  templateUid?: string;
  trackedEntityAttribute?: TrackedEntityAttribute;
  translations?: Translation[];
  user?: User;
}

export interface ProgramRuleVariable {
  access?: Access;
  attributeValues?: AttributeValue[];
  code?: string;
  created: string;
  createdBy?: User;
  dataElement?: DataElement;
  displayName: string;
  favorite?: boolean;
  favorites?: string[];
  href?: string;
  id: string;
  lastUpdated: string;
  lastUpdatedBy?: User;
  name: string;
  program: Program;
  programRuleVariableSourceType: ProgramRuleVariableSourceType;
  programStage?: ProgramStage;
  sharing?: Sharing;
  trackedEntityAttribute?: TrackedEntityAttribute;
  translations?: Translation[];
  useCodeForOptionSet?: boolean;
  user?: User;
  valueType: ValueType;
}

export interface ProgramSection {
  access?: Access;
  attributeValues?: AttributeValue[];
  code?: string;
  created: string;
  createdBy?: User;
  description?: string;
  displayDescription?: string;
  displayFormName?: string;
  displayName: string;
  displayShortName?: string;
  favorite?: boolean;
  favorites?: string[];
  formName?: string;
  href?: string;
  id: string;
  lastUpdated: string;
  lastUpdatedBy?: User;
  name: string;
  program?: Program;
  renderType?: Json;
  sharing?: Sharing;
  shortName?: string;
  sortOrder: number;
  style?: ObjectStyle;
  trackedEntityAttributes?: TrackedEntityAttribute[];
  translations?: Translation[];
  user?: User;
}

export interface ProgramStage {
  access?: Access;
  allowGenerateNextVisit?: boolean;
  attributeValues?: AttributeValue[];
  autoGenerateEvent?: boolean;
  blockEntryForm?: boolean;
  code?: string;
  created: string;
  createdBy?: User;
  dataEntryForm?: DataEntryForm;
  description?: string;
  displayDescription?: string;
  displayDueDateLabel?: string;
  displayEventLabel?: string;
  displayExecutionDateLabel?: string;
  displayFormName?: string;
  displayGenerateEventBox?: boolean;
  displayName: string;
  displayProgramStageLabel?: string;
  displayShortName?: string;
  dueDateLabel?: string;
  enableUserAssignment?: boolean;
  eventLabel?: string;
  executionDateLabel?: string;
  favorite?: boolean;
  favorites?: string[];
  featureType?: FeatureType;
  formName?: string;
  formType?: FormType;
  generatedByEnrollmentDate?: boolean;
  hideDueDate?: boolean;
  href?: string;
  id: string;
  lastUpdated: string;
  lastUpdatedBy?: User;
  minDaysFromStart: number;
  name: string;
  nextScheduleDate?: DataElement;
  notificationTemplates?: ProgramNotificationTemplate[];
  openAfterEnrollment?: boolean;
  periodType?: string;
  preGenerateUID?: boolean;
  program?: Program;
  programStageDataElements?: ProgramStageDataElement[];
  programStageLabel?: string;
  programStageSections?: ProgramStageSection[];
  referral: boolean;
  remindCompleted?: boolean;
  repeatable: boolean;
  reportDateToUse?: string;
  sharing?: Sharing;
  shortName?: string;
  sortOrder?: number;
  standardInterval?: number;
  style?: ObjectStyle;
  translations?: Translation[];
  user?: User;
  validationStrategy?: ValidationStrategy;
}

export interface ProgramStageDataElement {
  access?: Access;
  allowFutureDate?: boolean;
  allowProvidedElsewhere?: boolean;
  attributeValues?: AttributeValue[];
  code?: string;
  compulsory: boolean;
  created: string;
  createdBy?: User;
  dataElement: DataElement;
  displayInReports?: boolean;
  displayName?: string;
  favorite?: boolean;
  favorites?: string[];
  href?: string;
  id: string;
  lastUpdated: string;
  lastUpdatedBy?: User;
  name?: string;
  programStage?: ProgramStage;
  renderOptionsAsRadio?: boolean;
  renderType?: Json;
  sharing?: Sharing;
  skipAnalytics: boolean;
  skipSynchronization?: boolean;
  sortOrder?: number;
  translations?: Translation[];
  user?: User;
}

export interface ProgramStageSection {
  access?: Access;
  attributeValues?: AttributeValue[];
  code?: string;
  created: string;
  createdBy?: User;
  dataElements?: DataElement[];
  description?: string;
  displayDescription?: string;
  displayFormName?: string;
  displayName: string;
  displayShortName?: string;
  favorite?: boolean;
  favorites?: string[];
  formName?: string;
  href?: string;
  id: string;
  lastUpdated: string;
  lastUpdatedBy?: User;
  name: string;
  programIndicators?: ProgramIndicator[];
  programStage?: ProgramStage;
  renderType?: Json;
  sharing?: Sharing;
  shortName?: string;
  sortOrder: number;
  style?: ObjectStyle;
  translations?: Translation[];
  user?: User;
}

export interface ProgramStageWorkingList {
  access?: Access;
  attributeValues?: AttributeValue[];
  code?: string;
  created: string;
  createdBy?: User;
  description?: string;
  displayDescription?: string;
  displayName: string;
  favorite?: boolean;
  favorites?: string[];
  href?: string;
  id: string;
  lastUpdated: string;
  lastUpdatedBy?: User;
  name: string;
  program: Program;
  programStage: ProgramStage;
  programStageQueryCriteria?: Json;
  sharing?: Sharing;
  translations?: Translation[];
  user?: User;
}

export interface ProgramTrackedEntityAttribute {
  access?: Access;
  allowFutureDate?: boolean;
  attributeValues?: AttributeValue[];
  code?: string;
  created: string;
  createdBy?: User;
  displayInList?: boolean;
  displayName?: string;
  displayShortName?: string;
  favorite?: boolean;
  favorites?: string[];
  href?: string;
  id: string;
  lastUpdated: string;
  lastUpdatedBy?: User;
  mandatory?: boolean;
  name?: string;
  program?: Program;
  renderOptionsAsRadio?: boolean;
  renderType?: Json;
  searchable?: boolean;
  sharing?: Sharing;
  skipIndividualAnalytics?: boolean;
  sortOrder?: number;
  trackedEntityAttribute: TrackedEntityAttribute;
  translations?: Translation[];
  user?: User;
  valueType?: ValueType;
}

export interface ProgramTrackedEntityAttributeDimensionItem {
  access?: Access;
  aggregationType?: AggregationType;
  attribute: TrackedEntityAttribute;
  attributeValues?: AttributeValue[];
  code?: string;
  created: string;
  createdBy?: User;
  description?: string;
  dimensionItem?: string;
  dimensionItemType?: DimensionItemType;
  displayDescription?: string;
  displayFormName?: string;
  displayName?: string;
  displayShortName?: string;
  favorite?: boolean;
  favorites?: string[];
  formName?: string;
  href?: string;
  id: string;
  lastUpdated: string;
  lastUpdatedBy?: User;
  legendSet?: LegendSet;
  legendSets?: LegendSet[];
  name?: string;
  program: Program;
  queryMods?: Json;
  sharing?: Sharing;
  shortName?: string;
  translations?: Translation[];
  user?: User;
}

export interface PushAnalysis {
  access?: Access;
  attributeValues?: AttributeValue[];
  code?: string;
  created: string;
  createdBy?: User;
  dashboard: Dashboard;
  displayName: string;
  favorite?: boolean;
  favorites?: string[];
  href?: string;
  id: string;
  lastUpdated: string;
  lastUpdatedBy?: User;
  message?: string;
  name: string;
  recipientUserGroups?: UserGroup[];
  sharing?: Sharing;
  title?: string;
  translations?: Translation[];
  user?: User;
}

export interface RelationshipConstraint {
  program?: Program;
  programStage?: ProgramStage;
  relationshipEntity?: RelationshipEntity;
  trackedEntityType?: TrackedEntityType;
  trackerDataView?: Json;
}

export interface RelationshipType {
  access?: Access;
  attributeValues?: AttributeValue[];
  bidirectional: boolean;
  code?: string;
  created: string;
  createdBy?: User;
  description?: string;
  displayFromToName?: string;
  displayName: string;
  displayToFromName?: string;
  favorite?: boolean;
  favorites?: string[];
  fromConstraint: RelationshipConstraint;
  fromToName: string;
  href?: string;
  id: string;
  lastUpdated: string;
  lastUpdatedBy?: User;
  name: string;
  referral: boolean;
  sharing?: Sharing;
  toConstraint: RelationshipConstraint;
  toFromName?: string;
  translations?: Translation[];
  user?: User;
}

export interface Report {
  access?: Access;
  attributeValues?: AttributeValue[];
  cacheStrategy?: CacheStrategy;
  code?: string;
  created: string;
  createdBy?: User;
  designContent?: string;
  displayName: string;
  favorite?: boolean;
  favorites?: string[];
  href?: string;
  id: string;
  lastUpdated: string;
  lastUpdatedBy?: User;
  name: string;
  relativePeriods?: Json;
  reportParams?: Json;
  sharing?: Sharing;
  translations?: Translation[];
  type?: ReportType;
  user?: User;
  visualization?: Visualization;
}

export interface ReportingRate {
  access?: Access;
  aggregationType?: AggregationType;
  attributeValues?: AttributeValue[];
  code?: string;
  created: string;
  createdBy?: User;
  dataSet: DataSet;
  description?: string;
  dimensionItem?: string;
  dimensionItemType?: DimensionItemType;
  displayDescription?: string;
  displayFormName?: string;
  displayName?: string;
  displayShortName?: string;
  favorite?: boolean;
  favorites?: string[];
  formName?: string;
  href?: string;
  id: string;
  lastUpdated: string;
  lastUpdatedBy?: User;
  legendSet?: LegendSet;
  legendSets?: LegendSet[];
  metric: ReportingRateMetric;
  name?: string;
  queryMods?: Json;
  sharing?: Sharing;
  shortName?: string;
  translations?: Translation[];
  user?: User;
}

export interface ResourceDocument {
  access?: Access;
  attachment?: boolean;
  attributeValues?: AttributeValue[];
  code?: string;
  contentType?: string;
  created: string;
  createdBy?: User;
  displayName: string;
  external: boolean;
  favorite?: boolean;
  favorites?: string[];
  href?: string;
  id: string;
  lastUpdated: string;
  lastUpdatedBy?: User;
  name: string;
  sharing?: Sharing;
  translations?: Translation[];
  url: string;
  user?: User;
}

export interface Route {
  access?: Access;
  attributeValues?: AttributeValue[];
  auth?: Json;
  authorities: string[];
  code?: string;
  created: string;
  createdBy?: User;
  description?: string;
  disabled?: boolean;
  displayName: string;
  favorite?: boolean;
  favorites?: string[];
  headers: Json;
  href?: string;
  id: string;
  lastUpdated: string;
  lastUpdatedBy?: User;
  name: string;
  responseTimeoutSeconds?: number;
  sharing?: Sharing;
  translations?: Translation[];
  url?: string;
  user?: User;
}

export interface SMSCommand {
  access?: Access;
  attributeValues?: AttributeValue[];
  code?: string;
  codeValueSeparator?: string;
  completenessMethod?: CompletenessMethod;
  created: string;
  createdBy?: User;
  currentPeriodUsedForReporting?: boolean;
  dataset?: DataSet;
  defaultMessage?: string;
  displayName?: string;
  favorite?: boolean;
  favorites?: string[];
  href?: string;
  id: string;
  lastUpdated: string;
  lastUpdatedBy?: User;
  moreThanOneOrgUnitMessage?: string;
  name?: string;
  noUserMessage?: string;
  parserType?: ParserType;
  program?: Program;
  programStage?: ProgramStage;
  receivedMessage?: string;
  separator?: string;
  sharing?: Sharing;
  smsCodes?: Json[];
  specialCharacters?: Json[];
  successMessage?: string;
  translations?: Translation[];
  user?: User;
  userGroup?: UserGroup;
  wrongFormatMessage?: string;
}

export interface Section {
  access?: Access;
  attributeValues?: AttributeValue[];
  categoryCombos?: CategoryCombo[];
  code?: string;
  created: string;
  createdBy?: User;
  dataElements?: DataElement[];
  dataSet: DataSet;
  description?: string;
  disableDataElementAutoGroup?: boolean;
  displayName: string;
  displayOptions?: string;
  favorite?: boolean;
  favorites?: string[];
  greyedFields?: DataElementOperand[];
  href?: string;
  id: string;
  indicators?: Indicator[];
  lastUpdated: string;
  lastUpdatedBy?: User;
  name: string;
  sharing?: Sharing;
  showColumnTotals?: boolean;
  showRowTotals?: boolean;
  sortOrder: number;
  translations?: Translation[];
  user?: User;
}

export interface SeriesKey {
  hidden?: boolean;
  label?: Json;
}

export interface Sharing {
  external?: boolean;
  owner?: string;
  public?: string;
  userGroups?: Json;
  users?: Json;
}

export interface SqlView {
  access?: Access;
  attributeValues?: AttributeValue[];
  cacheStrategy: CacheStrategy;
  code?: string;
  created: string;
  createdBy?: User;
  description?: string;
  displayName: string;
  favorite?: boolean;
  favorites?: string[];
  href?: string;
  id: string;
  lastUpdated: string;
  lastUpdatedBy?: User;
  name: string;
  sharing?: Sharing;
  sqlQuery: string;
  translations?: Translation[];
  type: SqlViewType;
  updateJobId?: string;
  user?: User;
}

export interface ThematicMap {
  access?: Access;
  attributeValues?: AttributeValue[];
  basemap?: string;
  code?: string;
  created: string;
  createdBy?: User;
  description?: string;
  displayDescription?: string;
  displayFormName?: string;
  displayName: string;
  displayShortName?: string;
  favorite?: boolean;
  favorites?: string[];
  formName?: string;
  href?: string;
  id: string;
  interpretations?: Interpretation[];
  lastUpdated: string;
  lastUpdatedBy?: User;
  latitude?: number;
  longitude?: number;
  mapViews?: Reference[];
  name: string;
  sharing?: Sharing;
  shortName?: string;
  subscribed?: boolean;
  subscribers?: string[];
  title?: string;
  translations?: Translation[];
  user?: User;
  zoom?: number;
}

export interface TrackedEntityAttribute {
  access?: Access;
  aggregationType: AggregationType;
  attributeValues?: AttributeValue[];
  code?: string;
  confidential?: boolean;
  created: string;
  createdBy?: User;
  description?: string;
  dimensionItem?: string;
  dimensionItemType?: DimensionItemType;
  displayDescription?: string;
  displayFormName?: string;
  displayInListNoProgram?: boolean;
  displayName: string;
  displayOnVisitSchedule?: boolean;
  displayShortName?: string;
  expression?: string;
  favorite?: boolean;
  favorites?: string[];
  fieldMask?: string;
  formName?: string;
  generated?: boolean;
  href?: string;
  id: string;
  inherit?: boolean;
  lastUpdated: string;
  lastUpdatedBy?: User;
  legendSet?: LegendSet;
  legendSets?: LegendSet[];
  name: string;
  optionSet?: OptionSet;
  optionSetValue?: boolean;
  orgunitScope?: boolean;
  pattern?: string;
  queryMods?: Json;
  sharing?: Sharing;
  shortName: string;
  skipSynchronization?: boolean;
  sortOrderInListNoProgram?: number;
  sortOrderInVisitSchedule?: number;
  style?: ObjectStyle;
  translations?: Translation[];
  unique?: boolean;
  user?: User;
  valueType: ValueType;
}

export interface TrackedEntityDataElementDimension {
  dataElement?: DataElement;
  filter?: string;
  legendSet?: LegendSet;
  programStage?: ProgramStage;
}

export interface TrackedEntityFilter {
  access?: Access;
  attributeValues?: AttributeValue[];
  code?: string;
  created: string;
  createdBy?: User;
  description?: string;
  displayDescription?: string;
  displayName: string;
  enrollmentCreatedPeriod?: Json;
  enrollmentStatus?: EnrollmentStatus;
  entityQueryCriteria?: Json;
  eventFilters?: Json[];
  favorite?: boolean;
  favorites?: string[];
  followup?: boolean;
  href?: string;
  id: string;
  lastUpdated: string;
  lastUpdatedBy?: User;
  name: string;
  program: Program;
  sharing?: Sharing;
  sortOrder?: number;
  style?: ObjectStyle;
  translations?: Translation[];
  user?: User;
}

export interface TrackedEntityProgramIndicatorDimension {
  filter?: string;
  legendSet?: LegendSet;
  programIndicator?: ProgramIndicator;
}

export interface TrackedEntityType {
  access?: Access;
  allowAuditLog?: boolean;
  attributeValues?: AttributeValue[];
  code?: string;
  created: string;
  createdBy?: User;
  description?: string;
  displayDescription?: string;
  displayFormName?: string;
  displayName: string;
  displayShortName?: string;
  favorite?: boolean;
  favorites?: string[];
  featureType?: FeatureType;
  formName?: string;
  href?: string;
  id: string;
  lastUpdated: string;
  lastUpdatedBy?: User;
  maxTeiCountToReturn?: number;
  minAttributesRequiredToSearch?: number;
  name: string;
  sharing?: Sharing;
  shortName: string;
  style?: ObjectStyle;
  trackedEntityTypeAttributes?: TrackedEntityTypeAttribute[];
  translations?: Translation[];
  user?: User;
}

export interface TrackedEntityTypeAttribute {
  access?: Access;
  attributeValues?: AttributeValue[];
  code?: string;
  created: string;
  createdBy?: User;
  displayInList?: boolean;
  displayName?: string;
  displayShortName?: string;
  favorite?: boolean;
  favorites?: string[];
  href?: string;
  id: string;
  lastUpdated: string;
  lastUpdatedBy?: User;
  mandatory?: boolean;
  name?: string;
  searchable?: boolean;
  sharing?: Sharing;
  trackedEntityAttribute: TrackedEntityAttribute;
  trackedEntityType?: TrackedEntityType;
  translations?: Translation[];
  user?: User;
  valueType?: ValueType;
}

export interface User {
  access?: Access;
  accountExpiry?: string;
  attributeValues?: AttributeValue[];
  avatar?: FileResource;
  birthday?: string;
  catDimensionConstraints?: Category[];
  code?: string;
  cogsDimensionConstraints?: CategoryOptionGroupSet[];
  created: string;
  createdBy?: User;
  dataViewMaxOrganisationUnitLevel?: number;
  dataViewOrganisationUnits?: OrganisationUnit[];
  disabled?: boolean;
  displayName?: string;
  education?: string;
  email?: string;
  emailVerificationToken?: string;
  emailVerified?: boolean;
  employer?: string;
  externalAuth?: boolean;
  facebookMessenger?: string;
  favorite?: boolean;
  favorites?: string[];
  firstName: string;
  gender?: string;
  href?: string;
  id: string;
  interests?: string;
  introduction?: string;
  invitation?: boolean;
  jobTitle?: string;
  languages?: string;
  lastCheckedInterpretations?: string;
  lastLogin?: string;
  lastUpdated: string;
  lastUpdatedBy?: User;
  ldapId?: string;
  name?: string;
  nationality?: string;
  openId?: string;
  organisationUnits?: OrganisationUnit[];
  password?: string;
  passwordLastUpdated?: string;
  phoneNumber?: string;
  selfRegistered?: boolean;
  settings?: Json;
  sharing?: Sharing;
  skype?: string;
  surname: string;
  teiSearchOrganisationUnits?: OrganisationUnit[];
  telegram?: string;
  translations?: Translation[];
  twitter?: string;
  user?: User;
  userGroups?: UserGroup[];
  userRoles?: UserRole[];
  username?: string;
  verifiedEmail?: string;
  welcomeMessage?: string;
  whatsApp?: string;
}

export interface UserAccess {
  access?: string;
  displayName?: string;
  id?: string;
}

export interface UserGroup {
  access?: Access;
  attributeValues?: AttributeValue[];
  code?: string;
  created: string;
  createdBy?: User;
  displayName: string;
  favorite?: boolean;
  favorites?: string[];
  href?: string;
  id: string;
  lastUpdated: string;
  lastUpdatedBy?: User;
  managedByGroups?: UserGroup[];
  managedGroups?: UserGroup[];
  name: string;
  sharing?: Sharing;
  translations?: Translation[];
  user?: User;
  users?: User[];
}

export interface UserGroupAccess {
  access?: string;
  displayName?: string;
  id?: string;
}

export interface UserRole {
  access?: Access;
  attributeValues?: AttributeValue[];
  authorities?: string[];
  code?: string;
  created: string;
  createdBy?: User;
  description?: string;
  displayName: string;
  favorite?: boolean;
  favorites?: string[];
  href?: string;
  id: string;
  lastUpdated: string;
  lastUpdatedBy?: User;
  name: string;
  restrictions?: string[];
  sharing?: Sharing;
  translations?: Translation[];
  user?: User;
  users?: User[];
}

export interface ValidationNotificationTemplate {
  access?: Access;
  attributeValues?: AttributeValue[];
  code?: string;
  created: string;
  createdBy?: User;
  displayMessageTemplate?: string;
  displayName: string;
  displaySubjectTemplate?: string;
  favorite?: boolean;
  favorites?: string[];
  href?: string;
  id: string;
  lastUpdated: string;
  lastUpdatedBy?: User;
  messageTemplate?: string;
  name: string;
  notifyParentOrganisationUnitOnly?: boolean;
  notifyUsersInHierarchyOnly?: boolean;
  recipientUserGroups?: UserGroup[];
  sendStrategy?: SendStrategy;
  sharing?: Sharing;
  subjectTemplate?: string;
  translations?: Translation[];
  user?: User;
  validationRules?: ValidationRule[];
}

export interface ValidationResult {
  attributeOptionCombo?: CategoryOptionCombo;
  created: string;
  dayInPeriod?: number;
  id?: string;
  leftsideValue?: number;
  notificationSent?: boolean;
  organisationUnit?: OrganisationUnit;
  period?: Reference;
  rightsideValue?: number;
  validationRule?: ValidationRule;
}

export interface ValidationRule {
  access?: Access;
  aggregateExportAttributeOptionCombo?: string;
  aggregateExportCategoryOptionCombo?: string;
  aggregationType?: AggregationType;
  attributeValues?: AttributeValue[];
  code?: string;
  created: string;
  createdBy?: User;
  description?: string;
  dimensionItem?: string;
  dimensionItemType?: DimensionItemType;
  displayDescription?: string;
  displayFormName?: string;
  displayInstruction?: string;
  displayName: string;
  displayShortName?: string;
  favorite?: boolean;
  favorites?: string[];
  formName?: string;
  href?: string;
  id: string;
  importance?: Importance;
  instruction?: string;
  lastUpdated: string;
  lastUpdatedBy?: User;
  leftSide: Expression;
  legendSet?: LegendSet;
  legendSets?: LegendSet[];
  name: string;
  notificationTemplates?: ValidationNotificationTemplate[];
  operator: Operator;
  organisationUnitLevels?: number[];
  periodType: string;
  queryMods?: Json;
  rightSide: Expression;
  sharing?: Sharing;
  shortName?: string;
  skipFormValidation?: boolean;
  translations?: Translation[];
  user?: User;
  validationRuleGroups?: ValidationRuleGroup[];
}

export interface ValidationRuleGroup {
  access?: Access;
  attributeValues?: AttributeValue[];
  code?: string;
  created: string;
  createdBy?: User;
  description?: string;
  displayName: string;
  favorite?: boolean;
  favorites?: string[];
  href?: string;
  id: string;
  lastUpdated: string;
  lastUpdatedBy?: User;
  name: string;
  sharing?: Sharing;
  translations?: Translation[];
  user?: User;
  validationRules?: ValidationRule[];
}

export interface Visualization {
  access?: Access;
  aggregationType?: AggregationType;
  attributeDimensions?: Json[];
  attributeValues?: AttributeValue[];
  axes?: Json[];
  baseLineLabel?: string;
  baseLineValue?: number;
  categoryDimensions?: CategoryDimension[];
  categoryOptionGroupSetDimensions?: CategoryOptionGroupSetDimension[];
  code?: string;
  colSubTotals?: boolean;
  colTotals?: boolean;
  colorSet?: string;
  columnDimensions?: string[];
  columns?: Reference[];
  completedOnly?: boolean;
  created: string;
  createdBy?: User;
  cumulativeValues?: boolean;
  dataDimensionItems?: Json[];
  dataElementDimensions?: TrackedEntityDataElementDimension[];
  dataElementGroupSetDimensions?: DataElementGroupSetDimension[];
  description?: string;
  digitGroupSeparator?: DigitGroupSeparator;
  displayBaseLineLabel?: string;
  displayDensity?: DisplayDensity;
  displayDescription?: string;
  displayDomainAxisLabel?: string;
  displayFormName?: string;
  displayName: string;
  displayRangeAxisLabel?: string;
  displayShortName?: string;
  displaySubtitle?: string;
  displayTargetLineLabel?: string;
  displayTitle?: string;
  domainAxisLabel?: string;
  endDate?: string;
  favorite?: boolean;
  favorites?: string[];
  filterDimensions?: string[];
  filters?: Reference[];
  fixColumnHeaders?: boolean;
  fixRowHeaders?: boolean;
  fontSize?: FontSize;
  fontStyle?: Json;
  formName?: string;
  hideEmptyColumns?: boolean;
  hideEmptyRowItems?: HideEmptyItemStrategy;
  hideEmptyRows?: boolean;
  hideLegend?: boolean;
  hideSubtitle?: boolean;
  hideTitle?: boolean;
  href?: string;
  icons?: Json[];
  id: string;
  interpretations?: Interpretation[];
  itemOrganisationUnitGroups?: OrganisationUnitGroup[];
  lastUpdated: string;
  lastUpdatedBy?: User;
  legend?: LegendDefinitions;
  measureCriteria?: string;
  metaData?: Json;
  name: string;
  noSpaceBetweenColumns?: boolean;
  numberType?: NumberType;
  optionalAxes?: Axis[];
  orgUnitField?: string;
  organisationUnitGroupSetDimensions?: OrganisationUnitGroupSetDimension[];
  organisationUnitLevels?: number[];
  organisationUnits?: OrganisationUnit[];
  outlierAnalysis?: OutlierAnalysis;
  parentGraphMap?: Json;
  percentStackedValues?: boolean;
  periods?: Reference[];
  programIndicatorDimensions?: TrackedEntityProgramIndicatorDimension[];
  rangeAxisDecimals?: number;
  rangeAxisLabel?: string;
  rangeAxisMaxValue?: number;
  rangeAxisMinValue?: number;
  rangeAxisSteps?: number;
  rawPeriods?: string[];
  regression?: boolean;
  regressionType?: RegressionType;
  relativePeriods?: Json;
  reportingParams?: Json;
  rowDimensions?: string[];
  rowSubTotals?: boolean;
  rowTotals?: boolean;
  rows?: Reference[];
  series?: Json[];
  seriesKey?: SeriesKey;
  sharing?: Sharing;
  shortName?: string;
  showData?: boolean;
  showDimensionLabels?: boolean;
  showHierarchy?: boolean;
  skipRounding?: boolean;
  sortOrder?: number;
  sorting?: Json[];
  startDate?: string;
  subscribed?: boolean;
  subscribers?: string[];
  subtitle?: string;
  targetLineLabel?: string;
  targetLineValue?: number;
  timeField?: string;
  title?: string;
  topLimit?: number;
  translations?: Translation[];
  type: VisualizationType;
  user?: User;
  userOrgUnitType?: UserOrgUnitType;
  userOrganisationUnit?: boolean;
  userOrganisationUnitChildren?: boolean;
  userOrganisationUnitGrandChildren?: boolean;
  visualizationPeriodName?: string;
  yearlySeries?: string[];
}

/** Resource names and their models. */
export interface Models242 {
  aggregateDataExchanges: AggregateDataExchange;
  analyticsTableHooks: AnalyticsTableHook;
  apiToken: ApiToken;
  attributes: Attribute;
  categories: Category;
  categoryCombos: CategoryCombo;
  categoryOptionCombos: CategoryOptionCombo;
  categoryOptionGroupSets: CategoryOptionGroupSet;
  categoryOptionGroups: CategoryOptionGroup;
  categoryOptions: CategoryOption;
  constants: Constant;
  dashboardItems: DashboardItem;
  dashboards: Dashboard;
  dataApprovalLevels: DataApprovalLevel;
  dataApprovalWorkflows: DataApprovalWorkflow;
  dataElementGroupSets: DataElementGroupSet;
  dataElementGroups: DataElementGroup;
  dataElementOperands: DataElementOperand;
  dataElements: DataElement;
  dataEntryForms: DataEntryForm;
  dataSetNotificationTemplates: DataSetNotificationTemplate;
  dataSets: DataSet;
  dataStores: DatastoreEntry;
  documents: ResourceDocument;
  eventCharts: EventChart;
  eventFilters: EventFilter;
  eventHooks: EventHook;
  eventReports: EventReport;
  eventVisualizations: EventVisualization;
  externalFileResources: ExternalFileResource;
  externalMapLayers: ExternalMapLayer;
  fileResources: FileResource;
  icons: Icon;
  indicatorGroupSets: IndicatorGroupSet;
  indicatorGroups: IndicatorGroup;
  indicatorTypes: IndicatorType;
  indicators: Indicator;
  interpretations: Interpretation;
  jobConfigurations: JobConfiguration;
  legendSets: LegendSet;
  maps: ThematicMap;
  messageConversations: MessageConversation;
  metadataVersions: MetadataVersion;
  minMaxDataElements: MinMaxDataElement;
  oAuth2AuthorizationConsents: Dhis2OAuth2AuthorizationConsent;
  oAuth2Authorizations: Dhis2OAuth2Authorization;
  oAuth2Clients: Dhis2OAuth2Client;
  optionGroupSets: OptionGroupSet;
  optionGroups: OptionGroup;
  optionSets: OptionSet;
  options: Option;
  organisationUnitGroupSets: OrganisationUnitGroupSet;
  organisationUnitGroups: OrganisationUnitGroup;
  organisationUnitLevels: OrganisationUnitLevel;
  organisationUnits: OrganisationUnit;
  predictorGroups: PredictorGroup;
  predictors: Predictor;
  programDataElements: ProgramDataElementDimensionItem;
  programIndicatorGroups: ProgramIndicatorGroup;
  programIndicators: ProgramIndicator;
  programNotificationTemplates: ProgramNotificationTemplate;
  programRuleActions: ProgramRuleAction;
  programRuleVariables: ProgramRuleVariable;
  programRules: ProgramRule;
  programSections: ProgramSection;
  programStageSections: ProgramStageSection;
  programStageWorkingLists: ProgramStageWorkingList;
  programStages: ProgramStage;
  programs: Program;
  proposals: MetadataProposal;
  pushAnalysis: PushAnalysis;
  relationshipTypes: RelationshipType;
  reports: Report;
  routes: Route;
  sections: Section;
  smsCommands: SMSCommand;
  sqlViews: SqlView;
  trackedEntityAttributes: TrackedEntityAttribute;
  trackedEntityInstanceFilters: TrackedEntityFilter;
  trackedEntityTypes: TrackedEntityType;
  userGroups: UserGroup;
  userRoles: UserRole;
  users: User;
  validationNotificationTemplates: ValidationNotificationTemplate;
  validationResults: ValidationResult;
  validationRuleGroups: ValidationRuleGroup;
  validationRules: ValidationRule;
  visualizations: Visualization;
}
