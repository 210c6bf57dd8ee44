import { isRecord } from '../http/web-message.ts';
import { explainCode } from './code-catalogue.ts';
import {
  makeOutcome,
  type ImportCounts,
  type ImportOutcome,
  type ImportStatus,
  type Rejection,
} from './import-outcome.ts';
import { list, number, present, rowAt, text, type OutcomeContext } from './parse-context.ts';

/** An ImportSummary: the report of data values, completeness and GeoJSON, in an envelope or as a task's summary. */
export function isImportSummary(value: unknown): value is Record<string, unknown> {
  return isRecord(value) && isRecord(value['importCount']) && typeof value['status'] === 'string';
}

export function importSummaryOutcome(
  summary: Record<string, unknown>,
  context: OutcomeContext,
  envelope: unknown = summary,
): ImportOutcome {
  const counts = countsOf(summary['importCount'] as Record<string, unknown>);
  const conflicts = list(summary['conflicts']).filter(isRecord);
  const rejected = conflicts.flatMap((conflict) => rejectionsOf(conflict, context));
  const named = new Set(rejected.flatMap(({ index }) => (index === undefined ? [] : [index])));
  const warnings: Rejection[] = [];
  for (const index of list(summary['rejectedIndexes']).map(Number)) {
    if (named.has(index)) continue;
    const left = leftOut(index, summary, context);
    if (left.code === 'ABSENT') warnings.push(left);
    else {
      rejected.push(left);
      named.add(index);
    }
  }
  const description = text(summary['description']);
  const message = (isRecord(envelope) ? text(envelope['message']) : undefined) ?? description ?? '';
  const rejectedCount = countRejected(named.size, rejected, context.sent);
  const status = statusOf(String(summary['status']), description, counts, rejected, rejectedCount, context.sent);
  return makeOutcome({
    status,
    sent: context.sent,
    rejectedCount,
    counts,
    rejected: status === 'failed' && rejected.length === 0 ? [refusedWhole(description ?? message)] : rejected,
    warnings,
    httpStatus: context.httpStatus,
    message: status === 'unknown' && description ? description : message,
    raw: envelope,
  });
}

function statusOf(
  status: string,
  description: string | undefined,
  counts: ImportCounts,
  rejected: readonly Rejection[],
  rejectedCount: number,
  sent: number | undefined,
): ImportStatus {
  if (status === 'ERROR') {
    if (rejected.length > 0 || isParseFailure(description)) return 'failed';
    // "Failed to flush BatchHandler" and the like: other requests at the same time, or a part already written. With all
    // counts at 0 a part of the values can be stored all the same.
    return 'unknown';
  }
  if (rejected.length === 0) return 'ok';
  const stored = counts.created + counts.updated + counts.deleted;
  if (sent === undefined) return stored === 0 && counts.ignored <= rejectedCount ? 'failed' : 'partial';
  return rejectedCount >= sent ? 'failed' : 'partial';
}

function isParseFailure(description: string | undefined): boolean {
  return (
    description === undefined ||
    /post-condition was null|deserializ|pars(?:e|ing)|unexpected|start element|not a supported/i.test(description)
  );
}

/** A conflict without indexes is about the request as a whole: then nothing of it is accepted. */
function countRejected(named: number, rejected: readonly Rejection[], sent: number | undefined): number {
  const whole = rejected.some(({ index }) => index === undefined);
  return whole ? (sent ?? Math.max(named, rejected.length)) : named;
}

function rejectionsOf(conflict: Record<string, unknown>, context: OutcomeContext): Rejection[] {
  const code = text(conflict['errorCode']) ?? 'NONE';
  const message = text(conflict['value']) ?? '';
  const objects = isRecord(conflict['objects']) ? conflict['objects'] : {};
  const object = text(conflict['object']);
  const base = {
    object,
    objectType: Object.keys(objects).find((key) => objects[key] === object),
    property: text(conflict['property']),
    code,
    message,
    ...explainCode(code, 'dataValues'),
  };
  const indexes = list(conflict['indexes']).filter((index): index is number => typeof index === 'number');
  const known = indexes.filter((index) => index >= 0);
  const all = known.length > 0 ? known : indexes.length > 0 ? decodedIndex(message) : [];
  if (all.length === 0) return [present<Rejection>({ ...base, row: undefined, index: undefined })];
  return all.map((index) => present<Rejection>({ ...base, row: rowAt(context, index), index }));
}

/** 2.43 gives position -1 when it cannot even decode a value; its sentence then begins with the position. */
function decodedIndex(message: string): number[] {
  const match = /^Value #(\d+) /.exec(message);
  return match ? [Number(match[1])] : [];
}

/**
 * Positions without a conflict are values that the import strategy left out: CREATE of one that is there, UPDATE of one that
 * is not. A DELETE of what is not there has reached its end.
 */
function leftOut(index: number, summary: Record<string, unknown>, context: OutcomeContext): Rejection {
  const options = summary['importOptions'];
  const strategy = isRecord(options) ? text(options['importStrategy']) : undefined;
  const code = strategy === 'DELETE' ? 'ABSENT' : summary['status'] === 'SUCCESS' ? 'STRATEGY' : 'NONE';
  return { row: rowAt(context, index), index, code, message: 'left out by the server', ...explainCode(code) };
}

function refusedWhole(message: string): Rejection {
  return { code: 'NONE', message, ...explainCode('NONE') };
}

export function countsOf(counts: Record<string, unknown>): ImportCounts {
  return {
    created: number(counts['imported']) + number(counts['created']),
    updated: number(counts['updated']),
    deleted: number(counts['deleted']),
    ignored: number(counts['ignored']),
  };
}
