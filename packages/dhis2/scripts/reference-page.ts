import { readFileSync } from 'node:fs';

/** An area of the client: its name there, and the file and class behind it. */
const areas: readonly (readonly [name: string, file: string, className: string])[] = [
  ['system', 'system/system-api.ts', 'SystemApi'],
  ['systemSettings', 'system/settings-api.ts', 'SettingsApi'],
  ['dataValueSets', 'data-values/data-value-sets-api.ts', 'DataValueSetsApi'],
  ['dataValues', 'data-values/single-value-api.ts', 'DataValuesApi'],
  ['completeDataSetRegistrations', 'data-values/completeness-api.ts', 'CompletenessApi'],
  ['dataApprovals', 'approvals/approvals-api.ts', 'ApprovalsApi'],
  ['<resource>', 'metadata/resource-api.ts', 'ResourceReader'],
  ['<resource>', 'metadata/resource-writer.ts', 'ResourceApi'],
  ['metadata', 'metadata/metadata-api.ts', 'MetadataApi'],
  ['organisationUnits', 'org-units/org-unit-api.ts', 'OrgUnitApi'],
  ['users', 'integration/user-api.ts', 'UserApi'],
  ['deletedObjects', 'integration/deleted-objects-api.ts', 'DeletedObjectsApi'],
  ['tracker', 'tracker/tracker-api.ts', 'TrackerApi'],
  ['tracker.<list>', 'tracker/tracker-list.ts', 'TrackerList'],
  ['jobs', 'jobs/jobs-api.ts', 'JobsApi'],
  ['resourceTables', 'integration/resource-tables-api.ts', 'ResourceTablesApi'],
  ['analytics', 'analytics/analytics-api.ts', 'AnalyticsApi'],
  ['dataStore, userDataStore', 'data-store/data-store-api.ts', 'DataStoreApi'],
  ['fileResources', 'files/files-api.ts', 'FilesApi'],
  ['messageConversations', 'messaging/messages-api.ts', 'MessagesApi'],
  ['sms', 'messaging/sms-api.ts', 'SmsApi'],
  ['routes', 'integration/route-api.ts', 'RouteApi'],
  ['sqlViews', 'integration/sql-view-api.ts', 'SqlViewApi'],
  ['aggregateDataExchanges', 'integration/data-exchange-api.ts', 'DataExchangeApi'],
];

/** Functions and classes that stand alone. */
const alone: readonly (readonly [file: string, names: readonly string[]])[] = [
  ['index.ts', ['createClient', 'connect']],
  ['models/typed-client.ts', ['withModels']],
  ['auth/auth.ts', ['basicAuth', 'tokenAuth', 'bearerAuth', 'noAuth']],
  ['auth/oauth2-auth.ts', ['oauth2Auth']],
  ['auth/session-auth.ts', ['sessionAuth']],
  ['delivery/deliver-data-values.ts', ['deliverDataValues', 'deliverDataValueChunks']],
  ['delivery/plan-data-values.ts', ['planDataValues']],
  ['delivery/prove-data-values.ts', ['proveDataValues']],
  ['delivery/deliver-tracker.ts', ['deliverTracker']],
  ['outcome/parse-outcome.ts', ['importOutcome']],
  ['outcome/code-catalogue.ts', ['explainCode']],
  ['period/period.ts', ['Period']],
  ['period/relative-periods.ts', ['relativePeriods']],
  ['period/adx-interval.ts', ['adxInterval', 'fromAdxInterval']],
  ['period/server-time.ts', ['serverTime']],
  ['uid/uid.ts', ['generateUid', 'isUid']],
  ['uid/uid-from.ts', ['uidFrom']],
  ['integration/event-hook-receiver.ts', ['eventHookReceiver', 'eventHookTarget']],
  ['tracker/program-record.ts', ['toAttributes', 'toDataValues', 'fromTracker']],
  ['types-generator/generate-types.ts', ['generateTypes']],
  ['json/json-array-stream.ts', ['jsonArrayBatches']],
  ['transport/undici-transport.ts', ['undiciTransport']],
  ['transport/fetch-transport.ts', ['fetchTransport']],
];

/** A method of an area. */
export interface ReferenceMethod {
  readonly area: string;
  readonly name: string;
  readonly parameters: string;
  readonly summary: string;
}

/** Every public method of the client's areas. */
export function referenceMethods(): readonly ReferenceMethod[] {
  return areas.flatMap(([area, file, className]) => methodsOf(area, read(file), className));
}

/** The reference page, made of the sources' doc comments. */
export function referencePage(): string {
  const lines = [
    '# Reference of the DHIS2 client',
    '',
    'Made from the doc comments of `packages/dhis2` by `node packages/dhis2/scripts/write-reference.ts`; the whole text of',
    'each, with options, errors and an example, is what an editor shows. `<resource>` is every metadata resource:',
    '`dataElements`, `organisationUnits`, `dataSets`, … The guide is [dhis2-client.md](dhis2-client.md).',
    '',
  ];
  const methods = referenceMethods();
  for (const area of new Set(methods.map((method) => method.area))) {
    lines.push(
      `## ${area.includes('<') || area.includes(',') ? area : `dhis2.${area}`}`,
      '',
      '| Method | What it does |',
      '|---|---|',
    );
    for (const { name, parameters, summary } of methods.filter((method) => method.area === area)) {
      lines.push(`| \`${name}(${parameters})\` | ${summary} |`);
    }
    lines.push('');
  }
  lines.push('## Functions', '', '| Name | What it does |', '|---|---|');
  for (const [file, names] of alone) {
    const text = read(file);
    for (const name of names) {
      const pattern = new RegExp(
        `((?:/\\*\\*(?:(?!\\*/)[\\s\\S])*\\*/\\s*)?)export (?:async )?(?:function\\*?|class) ${name}\\b`,
      );
      lines.push(`| \`${name}\` | ${summaryOf(pattern.exec(text)?.[1] ?? '')} |`);
    }
  }
  return `${lines.join('\n')}\n`;
}

function methodsOf(area: string, text: string, className: string): ReferenceMethod[] {
  const from = text.indexOf(`class ${className}`);
  const body = text.slice(from, text.indexOf('\n}\n', from));
  const methods: ReferenceMethod[] = [];
  for (const match of body.matchAll(/^ {2}(?:async )?\*?([a-z]\w*)(?=[<(])/gm)) {
    const name = match[1]!;
    if (name === 'constructor') continue;
    let at = match.index + match[0].length;
    if (body[at] === '<') at = closing(body, at) + 1;
    const parameters = body.slice(at + 1, closing(body, at));
    const comment = / {2}\/\*\*(?:(?!\*\/)[\s\S])*\*\/\n$/.exec(body.slice(0, match.index))?.[0] ?? '';
    methods.push({ area, name, parameters: parameterNames(parameters), summary: summaryOf(comment) });
  }
  return methods;
}

/** Position of the bracket that closes the one at `from`. */
function closing(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    if ('({[<'.includes(text[at]!)) depth++;
    // The arrow of a function type closes nothing.
    if (')}]>'.includes(text[at]!) && text[at - 1] !== '=' && --depth === 0) return at;
  }
  throw new Error(`no closing bracket in ${text.slice(from, from + 60)}`);
}

/** Names of the parameters, those with a default in brackets. */
function parameterNames(text: string): string {
  const names: string[] = [];
  let begin = 0;
  for (let at = 0; at < text.length; at++) {
    if ('({[<'.includes(text[at]!)) at = closing(text, at);
    else if (text[at] === ',') {
      names.push(text.slice(begin, at));
      begin = at + 1;
    }
  }
  names.push(text.slice(begin));
  return names
    .map((parameter) => parameter.trim())
    .filter(Boolean)
    .map((parameter) => {
      const name = /^\w+/.exec(parameter)![0];
      return /^\w+\?/.test(parameter) || / = /.test(parameter) ? `${name}?` : name;
    })
    .join(', ');
}

function summaryOf(comment: string): string {
  const text = comment
    .replaceAll(/^\s*\/?\*+\/?/gm, '')
    .replaceAll('*/', '')
    .split('@example')[0]!
    .replaceAll(/\{@link (\w+)\}/g, '`$1`')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return (/^.*?\.(?= |$)/.exec(text)?.[0] ?? text).replaceAll('|', '\\|');
}

function read(file: string): string {
  return readFileSync(new URL(`../src/${file}`, import.meta.url), 'utf8');
}
