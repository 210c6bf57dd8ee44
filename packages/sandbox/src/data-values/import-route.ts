import type { Answer } from '../http/answer.ts';
import { text } from '../http/answer.ts';
import type { Call } from '../http/call.ts';
import { bodyText, contentType, requireMediaType } from '../http/call.ts';
import { forbidden, refuse } from '../http/web-error.ts';
import type { ServerContext } from '../server/server-context.ts';
import { hasAuthority } from '../security/user.ts';
import type { User } from '../security/user.ts';
import { GroupRefusal } from './group-refusal.ts';
import { UnknownAttribute } from './id-resolver.ts';
import { importByGroup } from './import-by-group.ts';
import { importByValue } from './import-by-value.ts';
import { queueImport } from './import-job.ts';
import type { ValueImportOptions } from './import-options.ts';
import { shownOptions, valueImportOptions } from './import-options.ts';
import { ImportScope } from './import-scope.ts';
import type { ValueSummary } from './import-summary.ts';
import { failedSummary, summaryAnswer, summaryBody } from './import-summary.ts';
import { readLenientJson, readStrictJson } from './payload-json.ts';
import { CsvRefusal, readNamedCsv, readPositionalCsv } from './payload-csv.ts';
import { readAdx, readXml } from './payload-xml.ts';
import type { ValuePayload } from './value-payload.ts';
import { UnreadablePayload } from './value-payload.ts';
import { webMessageXml } from './web-message-xml.ts';

const mediaTypes = ['application/json', 'application/xml', 'application/adx+xml', 'application/csv', 'application/pdf'];

/** `POST /api/dataValueSets`. */
export function postDataValueSets(context: ServerContext, call: Call): Answer {
  requireMediaType(call, ...mediaTypes);
  if (!hasAuthority(call.user, 'F_DATAVALUE_ADD')) throw forbidden('Access is denied');
  const type = contentType(call);
  const options = withAdxIds(valueImportOptions(call), type, context.profile.minor);
  const body = bodyText(call);
  const { minor } = context.profile;
  if (options.async)
    return queueImport(context, call, options, () => runImport(context, call.user, options, type, body));
  const partial = call.faults.has('partial-import');
  const summary = runImport(context, call.user, options, type, body, partial);
  if ((call.headers['accept'] ?? '').includes('application/xml')) {
    const json = summaryBody(summary, shownOptions(options, minor), minor);
    return text(webMessageXml(json), 'application/xml;charset=UTF-8', Number(json['httpStatusCode']));
  }
  return summaryAnswer(summary, shownOptions(options, minor), minor);
}

/**
 * Reads and imports a body. With `partial` the first half of its values is stored and the answer is that of a failed
 * import: what overlapping imports do on a real server.
 */
export function runImport(
  context: ServerContext,
  user: User,
  options: ValueImportOptions,
  type: string,
  body: string,
  partial = false,
): ValueSummary {
  const grouped = context.profile.minor >= 43;
  try {
    const payloads = readPayloads(context, options, type, body);
    const summaries = payloads.map((payload) => {
      const taken = partial ? { ...payload, values: payload.values.slice(0, payload.values.length >> 1) } : payload;
      const scope = new ImportScope(context, user, options, taken);
      return grouped ? importByGroup(scope, taken) : importByValue(scope, taken);
    });
    if (partial) return failedSummary(grouped ? undefined : 'The import process failed: Failed to flush BatchHandler');
    return summaries.length === 1 ? summaries[0]! : joined(summaries, grouped);
  } catch (error) {
    if (error instanceof CsvRefusal)
      return { ...failedSummary(undefined, [error.refusal.conflict([-1])]), namesObject: false };
    if (error instanceof GroupRefusal)
      return { ...failedSummary(undefined, [error.conflict([-1])]), namesObject: false };
    if (error instanceof UnknownAttribute)
      throw refuse(500, 'Transaction silently rolled back because it has been marked as rollback-only');
    if (!(error instanceof UnreadablePayload)) throw error;
    if (grouped) throw refuse(error.message.includes('duration') ? 400 : 500, error.message);
    return failedSummary(`The import process failed: ${error.message}`);
  }
}

/** Up to 2.42 ADX names things by code unless told otherwise. */
function withAdxIds(options: ValueImportOptions, type: string, minor: number): ValueImportOptions {
  if (type !== 'application/adx+xml' || minor >= 43) return options;
  return { ...options, idSchemes: { idScheme: 'CODE', ...options.idSchemes } };
}

function readPayloads(
  context: ServerContext,
  options: ValueImportOptions,
  type: string,
  body: string,
): readonly ValuePayload[] {
  const strict = context.profile.minor >= 43;
  switch (type) {
    case 'application/xml':
      return [readXml(body, context.profile.minor)];
    case 'application/adx+xml':
      return readAdx(body);
    case 'application/csv':
      return [
        strict ? readNamedCsv(body, options.firstRowIsHeader) : readPositionalCsv(body, options.firstRowIsHeader),
      ];
    default:
      return [strict ? readStrictJson(body) : readLenientJson(body)];
  }
}

function joined(summaries: readonly ValueSummary[], grouped: boolean): ValueSummary {
  const counts = { imported: 0, updated: 0, ignored: 0, deleted: 0 };
  for (const { counts: c } of summaries)
    for (const key of ['imported', 'updated', 'ignored', 'deleted'] as const) counts[key] += c[key];
  const conflicts = summaries.flatMap((s) => s.conflicts);
  const failed = summaries.find((s) => s.status === 'ERROR');
  const status = failed ? 'ERROR' : conflicts.length > 0 ? 'WARNING' : 'SUCCESS';
  return {
    status,
    description: grouped ? undefined : 'Import process completed successfully',
    counts,
    conflicts,
    rejected: summaries.flatMap((s) => s.rejected),
    dataSetComplete: summaries[0]?.dataSetComplete ?? 'false',
    namesObject: !grouped,
  };
}
