import { isRecord } from '../http/web-message.ts';
import { explainCode } from './code-catalogue.ts';
import { makeOutcome, noCounts, type ImportOutcome, type ImportStatus, type Rejection } from './import-outcome.ts';
import { countsOf } from './import-summary-outcome.ts';
import { list, number, present, rowAt, text, type OutcomeContext } from './parse-context.ts';

/** The report of `/api/metadata`: `typeReports` with their objects. */
export function isMetadataReport(value: unknown): value is Record<string, unknown> {
  return isRecord(value) && Array.isArray(value['typeReports']) && isRecord(value['stats']);
}

/** The report of a change of one object, or of one of its collections. */
export function isObjectReport(value: unknown): value is Record<string, unknown> {
  if (!isRecord(value)) return false;
  const type = value['responseType'];
  return (
    type === 'ObjectReport' || type === 'TypeReport' || type === 'ErrorReports' || Array.isArray(value['errorReports'])
  );
}

export function metadataReportOutcome(
  report: Record<string, unknown>,
  context: OutcomeContext,
  envelope: unknown = report,
): ImportOutcome {
  const types = list(report['typeReports']).filter(isRecord);
  const rejected = types.flatMap((type) =>
    list(type['objectReports'])
      .filter(isRecord)
      .flatMap((o) => objectErrors(o, context)),
  );
  return outcomeOf(report, rejected, context, envelope, report['status'] !== 'ERROR');
}

export function objectReportOutcome(
  report: Record<string, unknown>,
  context: OutcomeContext,
  envelope: unknown = report,
): ImportOutcome {
  const objects = report['responseType'] === 'TypeReport' ? list(report['objectReports']).filter(isRecord) : [report];
  const rejected = objects.flatMap((object) => objectErrors(object, context));
  const good = isRecord(envelope) ? envelope['status'] !== 'ERROR' : rejected.length === 0;
  return outcomeOf(report, rejected, { sent: 1, ...context }, envelope, good && rejected.length === 0);
}

function outcomeOf(
  report: Record<string, unknown>,
  rejected: readonly Rejection[],
  context: OutcomeContext,
  envelope: unknown,
  good: boolean,
): ImportOutcome {
  const stats = isRecord(report['stats']) ? report['stats'] : {};
  const counts = { ...noCounts, ...countsOf(stats) };
  const stored = counts.created + counts.updated + counts.deleted;
  const status: ImportStatus = good && rejected.length === 0 ? 'ok' : stored > 0 ? 'partial' : 'failed';
  const total = number(stats['total']);
  return makeOutcome({
    status,
    sent: context.sent ?? (total > 0 ? total : undefined),
    // With atomicMode=NONE an object may drag others down with it; the server's count of what it left out is right then.
    rejectedCount:
      status === 'partial' ? Math.max(counts.ignored, new Set(rejected.map((r) => r.object ?? r.row)).size) : undefined,
    counts,
    rejected,
    warnings: [],
    httpStatus: context.httpStatus,
    message:
      (isRecord(envelope) ? text(envelope['message']) : undefined) ?? `import ${text(report['status']) ?? 'done'}`,
    raw: envelope,
  });
}

function objectErrors(object: Record<string, unknown>, context: OutcomeContext): Rejection[] {
  const uid = text(object['uid']);
  const index = typeof object['index'] === 'number' ? object['index'] : undefined;
  const objectType = text(object['klass'])?.split('.').at(-1);
  return list(object['errorReports'])
    .filter(isRecord)
    .map((error) => {
      const code = text(error['errorCode']) ?? 'NONE';
      return present<Rejection>({
        row:
          (uid === undefined ? undefined : context.rowOfUid?.(uid)) ??
          (index === undefined ? undefined : rowAt(context, index)),
        index,
        object: uid ?? text(error['mainId']),
        objectType: objectType ?? text(error['mainKlass'])?.split('.').at(-1),
        property: text(error['errorProperty']),
        code,
        message: text(error['message']) ?? '',
        ...explainCode(code, 'metadata'),
      });
    });
}
