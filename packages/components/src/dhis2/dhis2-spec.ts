import { option, type ComponentSpec } from '@dhow/core/component';
import { patternOptions, pollOptions, sourceOptions, targetOptions } from '../endpoint-options.ts';

const strict = (what: string) =>
  option.boolean({
    description: `Whether ${what}. The server does not check it by default.`,
    default: true,
    side: 'producer',
  });
const scheme = (what: string) =>
  option.string({ description: `How ${what} are written: UID, CODE, NAME or ATTRIBUTE:uid.`, side: 'producer' });

/** Options that say where DHIS2 is. */
export const connectionOptions = {
  connection: option.string({
    description:
      'Name of the connection: a bean with baseUrl and username and password (or token), or a client of @dhow/dhis2. Without it and baseApiUrl: `dhis2`.',
    example: 'national',
  }),
  baseApiUrl: option.string({
    description: 'Address of DHIS2, instead of a connection.',
    example: 'https://play.example.org/dev/api',
  }),
  username: option.string({ description: 'User name, with baseApiUrl.' }),
  password: option.string({ description: 'Password, with baseApiUrl.', secret: true }),
  personalAccessToken: option.string({ description: 'Personal access token, with baseApiUrl.', secret: true }),
  client: option.ref<unknown>()({ description: 'A client of @dhow/dhis2 as bean or object.' }),
} as const;

/** Options of camel-dhis2's methods. Each may also come from the header `CamelDhis2.<name>`. */
export const resourceOptions = {
  path: option.string({
    description: 'For get, post, put and delete: the resource below /api.',
    example: 'organisationUnits',
  }),
  arrayName: option.string({
    description: 'For get/collection: the field that holds the items.',
    example: 'organisationUnits',
  }),
  fields: option.string({ description: 'For get: the fields to read.', example: 'id,name,parent[id]' }),
  filter: option.list(option.string({ description: 'A filter.' }), {
    description: 'For get: filters, `property:operator:value`.',
    example: 'level:eq:4',
  }),
  rootJunction: option.enum(['AND', 'OR'], { description: 'For get: how filters are joined.' }),
  paging: option.boolean({
    description: 'For get/collection: whether to read page by page instead of all in one answer.',
    default: false,
  }),
  queryParams: option.map({ description: 'Further query parameters.' }),
  resource: option.any({
    description: 'For post, put and delete: what to send; the body when absent.',
    side: 'producer',
  }),
  inBody: option.string({
    description: 'Name of the parameter that the body gives.',
    example: 'resource',
    side: 'producer',
  }),
  skipAggregate: option.boolean({
    description: 'For resourceTables/analytics: skips aggregate data.',
    side: 'producer',
  }),
  skipEvents: option.boolean({ description: 'For resourceTables/analytics: skips events.', side: 'producer' }),
  lastYears: option.integer({ description: 'For resourceTables/analytics: years to go back.', side: 'producer' }),
  intervalMs: option.duration({
    uri: 'interval',
    description: 'For resourceTables/analytics: time between two looks at the job.',
    default: 30_000,
    unit: 'ms',
    side: 'producer',
  }),
  async: option.boolean({
    description: 'For resourceTables/analytics: whether not to wait for the end.',
    default: false,
    side: 'producer',
  }),
  ...pollOptions,
  delayMs: option.duration({
    uri: 'delay',
    description: 'Consumer: time between two reads. Camel reads twice a second.',
    default: 60_000,
    unit: 'ms',
    side: 'consumer',
  }),
  initialDelayMs: option.duration({
    uri: 'initialDelay',
    description: 'Consumer: time before the first read.',
    default: 1000,
    unit: 'ms',
    side: 'consumer',
  }),
} as const;

/** Parameters of the data value import, sent explicitly. */
export const importOptions = {
  importStrategy: option.enum(['CREATE_AND_UPDATE', 'CREATE', 'UPDATE', 'DELETE'], {
    description: 'For dataValueSets: what may become of values.',
    default: 'CREATE_AND_UPDATE',
    side: 'producer',
  }),
  dryRun: option.boolean({ description: 'For dataValueSets: checks only, stores nothing.', side: 'producer' }),
  dataSet: option.string({
    description: 'For dataValueSets: the data set that all values belong to.',
    side: 'producer',
  }),
  force: option.boolean({
    description: 'For dataValueSets: leaves out expiry checks, for superusers.',
    side: 'producer',
  }),
  skipAudit: option.boolean({ description: 'For dataValueSets: writes no audit.', side: 'producer' }),
  idScheme: scheme('all identifiers'),
  dataElementIdScheme: scheme('data elements'),
  orgUnitIdScheme: scheme('org units'),
  categoryOptionComboIdScheme: scheme('category option combos'),
  attributeOptionComboIdScheme: scheme('attribute option combos'),
  dataSetIdScheme: scheme('data sets'),
  strictPeriods: strict("a period must be of the data set's type"),
  strictDataElements: strict('a data element must be in the data set'),
  strictCategoryOptionCombos: strict("a combo must be one of the data element's"),
  strictAttributeOptionCombos: strict("an attribute combo must be one of the data set's"),
  strictOrganisationUnits: strict('the data set must be assigned to the org unit'),
} as const;

/** How data values are delivered. */
export const deliveryOptions = {
  chunkSize: option.integer({
    description: 'For dataValueSets: values in one request to begin with, and at most.',
    default: 5000,
    min: 1,
    side: 'producer',
  }),
  chunkBytes: option.integer({
    description: 'For dataValueSets: characters of JSON in one request at most.',
    default: 4_000_000,
    min: 1000,
    side: 'producer',
  }),
  concurrency: option.integer({
    description: 'For dataValueSets: requests at a time; those that share an org unit and period wait.',
    default: 2,
    min: 1,
    side: 'producer',
  }),
  maxRequests: option.integer({
    description: 'For dataValueSets: requests at most to find the bad rows of one chunk.',
    default: 200,
    min: 1,
    side: 'producer',
  }),
  duplicates: option.enum(['reject', 'last'], {
    description:
      'For dataValueSets: what becomes of a row with the same keys as an earlier one of its file: rejected with both row numbers, or sent later so that the last one holds.',
    default: 'reject',
    side: 'producer',
  }),
  timeoutMs: option.duration({
    uri: 'timeout',
    description: 'For dataValueSets: time until an answer begins; without it the time of the connection.',
    unit: 'ms',
    side: 'producer',
  }),
  ledger: option.boolean({
    description:
      'For dataValueSets: whether each row of a file is accounted for in the state store, so that a run that broke off goes on where it was.',
    default: true,
    side: 'producer',
  }),
  rejects: option.string({
    description:
      "For dataValueSets: folder for rejects files: each file's rejected rows as they were, with row number, code, reason and what to do.",
    example: 'rejects',
    side: 'producer',
  }),
  deadLetters: option.boolean({
    description: 'For dataValueSets: whether each rejected row is kept as a dead letter.',
    default: true,
    side: 'producer',
  }),
  deadLetterPayload: option.enum(['full', 'redacted', 'metadata', 'none'], {
    description: 'For dataValueSets: what a dead letter keeps of the row.',
    default: 'full',
    side: 'producer',
  }),
  replayTo: option.string({
    description: 'For dataValueSets: where a dead letter is sent to again, instead of the start of the route.',
    example: 'direct:one-row',
    side: 'producer',
  }),
} as const;

export const dhis2Options = {
  ...connectionOptions,
  ...resourceOptions,
  ...importOptions,
  ...deliveryOptions,
  ...patternOptions,
  ...sourceOptions,
  ...targetOptions,
} as const;

export const dhis2Spec = {
  scheme: 'dhis2',
  title: 'DHIS2',
  description:
    "Reads from and writes to DHIS2: camel-dhis2's methods, and the delivery of data values that accounts for every row.",
  path: {
    name: 'operation',
    description:
      'get/resource, get/collection, post/resource, put/resource, delete/resource, resourceTables/analytics or dataValueSets.',
    required: true,
  },
  options: dhis2Options,
} as const satisfies ComponentSpec;
