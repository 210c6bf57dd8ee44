import { isRecord } from '../http/web-message.ts';
import { explainCode } from './code-catalogue.ts';
import {
  makeOutcome,
  noCounts,
  type ImportOutcome,
  type ImportStatus,
  type ImportWarning,
  type Rejection,
} from './import-outcome.ts';
import { countsOf } from './import-summary-outcome.ts';
import { list, number, present, rowAt, text, type OutcomeContext } from './parse-context.ts';

/** A tracker report: the answer of a synchronous import, raw, and that of `/api/tracker/jobs/{id}/report`. */
export function isTrackerReport(value: unknown): value is Record<string, unknown> {
  return isRecord(value) && typeof value['status'] === 'string' && isRecord(value['validationReport']);
}

export function trackerReportOutcome(report: Record<string, unknown>, context: OutcomeContext): ImportOutcome {
  const validation = report['validationReport'] as Record<string, unknown>;
  const stats = isRecord(report['stats']) ? report['stats'] : {};
  const counts = { ...noCounts, ...countsOf(stats) };
  const rejected: Rejection[] = list(validation['errorReports'])
    .filter(isRecord)
    .map((error) => rejectionOf(error, context));
  rejected.push(...bundleErrors(report, context));
  const warnings: ImportWarning[] = list(validation['warningReports'])
    .filter(isRecord)
    .map((warning) => rejectionOf({ ...warning, errorCode: warning['warningCode'] }, context));
  const named = new Set(rejected.map(({ objectType, object }) => `${objectType}:${object}`)).size;
  // An update of a relationship is 200 OK with `ignored` 1 and no word why.
  const silent = report['status'] === 'ERROR' ? 0 : Math.max(0, counts.ignored - named);
  for (let i = 0; i < silent; i++) rejected.push(ignoredSilently());
  const total = number(stats['total']);
  const sent = context.sent ?? (total > 0 ? total : undefined);
  const stored = counts.created + counts.updated + counts.deleted;
  const status: ImportStatus =
    report['status'] === 'ERROR' ? 'failed' : rejected.length === 0 ? 'ok' : stored > 0 ? 'partial' : 'failed';
  return makeOutcome({
    status,
    sent,
    rejectedCount: named + silent,
    counts,
    rejected,
    warnings,
    httpStatus: context.httpStatus,
    message: text(report['message']) ?? `tracker import ${String(report['status'])}`,
    raw: report,
  });
}

function rejectionOf(error: Record<string, unknown>, context: OutcomeContext): Rejection {
  const code = text(error['errorCode']) ?? 'NONE';
  const uid = text(error['uid']);
  // `index` is there up to 2.40 only; afterwards the uid is the only way back to the row.
  const index = typeof error['index'] === 'number' ? error['index'] : undefined;
  return present<Rejection>({
    row:
      (uid === undefined ? undefined : context.rowOfUid?.(uid)) ??
      (index === undefined ? undefined : rowAt(context, index)),
    index,
    object: uid,
    objectType: text(error['trackerType']),
    property: text(error['errorProperty']),
    code,
    message: text(error['message']) ?? '',
    ...explainCode(code, 'tracker'),
  });
}

/** Errors that only show when objects are written stand in the bundle report. */
function bundleErrors(report: Record<string, unknown>, context: OutcomeContext): Rejection[] {
  const bundle = report['bundleReport'];
  const types = isRecord(bundle) && isRecord(bundle['typeReportMap']) ? Object.values(bundle['typeReportMap']) : [];
  return types.filter(isRecord).flatMap((type) =>
    list(type['objectReports'])
      .filter(isRecord)
      .flatMap((object) =>
        list(object['errorReports'])
          .filter(isRecord)
          .map((error) => rejectionOf({ uid: object['uid'], trackerType: object['trackerType'], ...error }, context)),
      ),
  );
}

function ignoredSilently(): Rejection {
  const code = 'IGNORED';
  return { code, message: 'ignored by the server without a reason', ...explainCode(code, 'tracker') };
}
