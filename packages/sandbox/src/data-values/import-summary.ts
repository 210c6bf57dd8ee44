import type { Answer } from '../http/answer.ts';
import { webMessage, webMessageBody } from '../http/answer.ts';
import type { JsonObject, Json } from '../state/json.ts';

export interface Conflict {
  readonly objects: JsonObject;
  readonly value: string;
  readonly errorCode: string;
  readonly property?: string | undefined;
  /** Undefined when the whole import was refused. */
  readonly indexes?: number[];
}

export interface ValueCounts {
  imported: number;
  updated: number;
  ignored: number;
  deleted: number;
}

/** What became of a data value import. */
export interface ValueSummary {
  readonly status: 'SUCCESS' | 'WARNING' | 'ERROR';
  readonly description?: string | undefined;
  readonly counts: ValueCounts;
  readonly conflicts: readonly Conflict[];
  readonly rejected: readonly number[];
  /** `false`, or the day that the set was completed; undefined when the import was aborted. */
  readonly dataSetComplete: string | undefined;
  /** Whether conflicts name their first object beside `objects` (2.42). */
  readonly namesObject: boolean;
  /** The data sets written to, and how many values each took (2.43). */
  readonly groups?: readonly (readonly [dataSet: string, values: number])[];
}

/** The summary as the answer carries it. */
export function summaryJson(summary: ValueSummary, importOptions: JsonObject | undefined): JsonObject {
  const body: JsonObject = { status: summary.status };
  if (importOptions) body['importOptions'] = importOptions;
  if (summary.description !== undefined) body['description'] = summary.description;
  body['importCount'] = { ...summary.counts };
  body['conflicts'] = summary.conflicts.map((conflict) => conflictJson(conflict, summary.namesObject));
  body['rejectedIndexes'] = [...summary.rejected];
  if (summary.dataSetComplete !== undefined) body['dataSetComplete'] = summary.dataSetComplete;
  body['responseType'] = 'ImportSummary';
  return body;
}

function conflictJson(conflict: Conflict, namesObject: boolean): JsonObject {
  const body: JsonObject = {};
  const first: Json | undefined = Object.values(conflict.objects)[0];
  // A combo that was not even given cannot be the object of a conflict about it.
  const nameless = conflict.errorCode === 'E7635' && conflict.objects['categoryOptionCombo'] === undefined;
  if (namesObject && first !== undefined && !nameless) body['object'] = first;
  body['objects'] = conflict.objects;
  body['value'] = conflict.value;
  body['errorCode'] = conflict.errorCode;
  if (conflict.property !== undefined) body['property'] = conflict.property;
  if (conflict.indexes) body['indexes'] = conflict.indexes;
  return body;
}

const messages43 = {
  SUCCESS: 'Import was successful.',
  WARNING: 'Import completed with warnings, please check import summary.',
  ERROR: 'An error occurred, please check import summary.',
} as const;

/** The envelope: status, message and HTTP status of the version. */
export function summaryEnvelope(
  summary: ValueSummary,
  importOptions: JsonObject,
  minor: number,
): { httpStatus: number; status: 'OK' | 'WARNING' | 'ERROR'; message: string; response: JsonObject } {
  const response = summaryJson(summary, importOptions);
  const status = summary.status === 'SUCCESS' ? 'OK' : summary.status;
  const message =
    summary.status === 'WARNING' && minor < 43
      ? 'One more conflicts encountered, please check import summary.'
      : messages43[summary.status];
  const httpStatus = summary.status === 'SUCCESS' || (summary.status === 'WARNING' && minor >= 43) ? 200 : 409;
  return { httpStatus, status, message, response };
}

export function summaryAnswer(summary: ValueSummary, importOptions: JsonObject, minor: number): Answer {
  const { httpStatus, status, message, response } = summaryEnvelope(summary, importOptions, minor);
  return webMessage(httpStatus, status, { message, response });
}

/** The envelope as JSON, for answers in another format. */
export function summaryBody(summary: ValueSummary, importOptions: JsonObject, minor: number): JsonObject {
  const { httpStatus, status, message, response } = summaryEnvelope(summary, importOptions, minor);
  return webMessageBody(httpStatus, status, { message, response });
}

/** The summary of an import that was not even begun. */
export function failedSummary(description: string | undefined, conflicts: readonly Conflict[] = []): ValueSummary {
  return {
    status: 'ERROR',
    description,
    counts: { imported: 0, updated: 0, ignored: 0, deleted: 0 },
    conflicts,
    rejected: [],
    dataSetComplete: undefined,
    namesObject: true,
  };
}
