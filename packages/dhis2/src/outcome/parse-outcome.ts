import { isRecord, isWebMessage, parseJson } from '../http/web-message.ts';
import { explainCode } from './code-catalogue.ts';
import { makeOutcome, noCounts, type ImportOutcome, type ImportStatus, type Rejection } from './import-outcome.ts';
import { countsOf, importSummaryOutcome, isImportSummary } from './import-summary-outcome.ts';
import {
  isMetadataReport,
  isObjectReport,
  metadataReportOutcome,
  objectReportOutcome,
} from './metadata-report-outcome.ts';
import { list, present, text, type OutcomeContext } from './parse-context.ts';
import { isTrackerReport, trackerReportOutcome } from './tracker-report-outcome.ts';
import { xmlSummary } from './xml-summary.ts';

/** An answer of an importer: its status and its body, parsed or as text. */
export interface ImportAnswer {
  readonly status: number;
  readonly body: unknown;
}

/**
 * Reads what any importer of any supported version answered. The body decides, never the status alone: a 200 can hold
 * refusals (tracker with atomicMode OBJECT, 2.43's data values) and a 409 can be a success for all rows but one.
 *
 * It never throws: an answer that tells nothing is `unknown`.
 *
 * @example
 * ```ts
 * import { importOutcome } from '@dhow/dhis2';
 *
 * const outcome = importOutcome({ status: 201, body: '' }, { sent: 1 });
 * outcome.status; // 'ok'
 * ```
 */
export function importOutcome(answer: ImportAnswer, context: OutcomeContext = {}): ImportOutcome {
  const known: OutcomeContext = { ...context, httpStatus: answer.status };
  const body = typeof answer.body === 'string' ? (parseJson(answer.body) ?? answer.body) : answer.body;
  if (typeof body === 'string' && /^\s*<(?:\?xml|webMessage|importSummary)/.test(body)) {
    const summary = xmlSummary(body);
    if (summary) return importSummaryOutcome(summary, known, body);
  }
  if (isWebMessage(body)) return fromEnvelope(body as unknown as Record<string, unknown>, known);
  return fromReport(body, known, body) ?? withoutReport(answer.status, body, known);
}

function fromEnvelope(envelope: Record<string, unknown>, context: OutcomeContext): ImportOutcome {
  const response = envelope['response'];
  const job = jobOf(response);
  if (job) {
    return makeOutcome({
      status: 'unknown',
      sent: context.sent,
      counts: noCounts,
      rejected: [],
      warnings: [],
      httpStatus: context.httpStatus,
      message: text(envelope['message']) ?? '',
      job,
      raw: envelope,
    });
  }
  return fromReport(response, context, envelope) ?? withoutReport(context.httpStatus ?? 0, envelope, context);
}

function fromReport(report: unknown, context: OutcomeContext, envelope: unknown): ImportOutcome | undefined {
  if (isImportSummary(report)) return importSummaryOutcome(report, context, envelope);
  if (isTrackerReport(report)) return trackerReportOutcome(report, context);
  if (isMetadataReport(report)) return metadataReportOutcome(report, context, envelope);
  if (isRecord(report) && Array.isArray(report['importSummaries'])) return manySummaries(report, context, envelope);
  if (isObjectReport(report)) return objectReportOutcome(report, context, envelope);
  return undefined;
}

/** Several summaries in one answer: an aggregate data exchange has one for each of its requests. */
function manySummaries(report: Record<string, unknown>, context: OutcomeContext, envelope: unknown): ImportOutcome {
  const parts = list(report['importSummaries'])
    .filter(isImportSummary)
    .map((part) => importSummaryOutcome(part, {}));
  const states = new Set(parts.map(({ status }) => status));
  const status: ImportStatus = states.has('unknown')
    ? 'unknown'
    : states.size > 1
      ? 'partial'
      : ([...states][0] ?? 'ok');
  return makeOutcome({
    status,
    sent: context.sent,
    counts: countsOf(report),
    rejected: parts.flatMap(({ rejected }) => rejected),
    warnings: [],
    httpStatus: context.httpStatus,
    message: (isRecord(envelope) ? text(envelope['message']) : undefined) ?? '',
    raw: envelope,
  });
}

function jobOf(response: unknown): { id: string; type: string } | undefined {
  if (!isRecord(response)) return undefined;
  const id = text(response['id']);
  if (id === undefined) return undefined;
  if (response['responseType'] === 'TrackerJob') return { id, type: 'TRACKER_IMPORT_JOB' };
  const type = text(response['jobType']);
  return type === undefined ? undefined : { id, type };
}

/** Sentences behind which a part may have been stored: the database's own, when requests met. */
const meeting =
  /duplicate key|could not (?:execute|serialize)|deadlock|flush|constraint|rolled back|rollback|hibernate|persistence/i;

function withoutReport(status: number, body: unknown, context: OutcomeContext): ImportOutcome {
  const envelope = isRecord(body) ? body : undefined;
  const sentence = text(envelope?.['message']) ?? '';
  const good = status >= 200 && status < 300 && envelope?.['status'] !== 'ERROR';
  const outcome: ImportStatus = good
    ? 'ok'
    : status >= 500 || status === 0 || (status === 409 && meeting.test(sentence))
      ? 'unknown'
      : 'failed';
  const code = text(envelope?.['errorCode']) ?? 'NONE';
  const rejected: Rejection[] =
    outcome === 'failed'
      ? [present<Rejection>({ ...nothingNamed, code, message: sentence || `HTTP ${status}`, ...explainCode(code) })]
      : [];
  return makeOutcome({
    status: outcome,
    sent: context.sent,
    counts: noCounts,
    rejected,
    warnings: [],
    httpStatus: context.httpStatus,
    message: sentence || `HTTP ${status}`,
    raw: body,
  });
}

const nothingNamed = {
  row: undefined,
  index: undefined,
  object: undefined,
  objectType: undefined,
  property: undefined,
};

/** The outcome of a write whose answer was lost: `unknown`, never `failed`. */
export function lostOutcome(reason: string, context: OutcomeContext): ImportOutcome {
  return makeOutcome({
    status: 'unknown',
    sent: context.sent,
    counts: noCounts,
    rejected: [],
    warnings: [],
    message: `the answer was lost: ${reason}`,
    raw: undefined,
  });
}
