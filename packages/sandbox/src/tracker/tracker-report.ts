import type { JsonObject } from '../state/json.ts';
import type { TrackerKind } from './tracker-payload.ts';

/** An error (or a warning) about one object. */
export interface TrackerIssue {
  readonly code: string;
  readonly message: string;
  readonly kind: TrackerKind;
  readonly uid: string;
  readonly args: readonly string[];
}

export interface KindStats {
  created: number;
  updated: number;
  deleted: number;
  ignored: number;
}

/** What became of the objects of one kind. */
export interface KindReport {
  readonly stats: KindStats;
  readonly uids: string[];
}

export interface TrackerReport {
  readonly status: 'OK' | 'WARNING' | 'ERROR';
  readonly errors: readonly TrackerIssue[];
  readonly warnings: readonly TrackerIssue[];
  readonly stats: KindStats;
  /** Undefined when nothing was committed; empty after `importMode=VALIDATE`. */
  readonly kinds: ReadonlyMap<TrackerKind, KindReport> | undefined;
}

const kinds: readonly TrackerKind[] = ['ENROLLMENT', 'EVENT', 'RELATIONSHIP', 'TRACKED_ENTITY'];

export function emptyStats(): KindStats {
  return { created: 0, updated: 0, deleted: 0, ignored: 0 };
}

/** The report as the server gives it, without an envelope. */
export function trackerReportJson(report: TrackerReport): JsonObject {
  const body: JsonObject = {
    status: report.status,
    validationReport: {
      errorReports: report.errors.map((e) => issueJson(e, 'errorCode')),
      warningReports: report.warnings.map((w) => issueJson(w, 'warningCode')),
    },
    stats: statsJson(report.stats),
  };
  if (report.kinds) {
    const map: JsonObject = {};
    for (const kind of kinds) {
      const entry = report.kinds.get(kind);
      if (!entry) continue;
      const objectReports = entry.uids.map((uid) => ({ trackerType: kind, uid, errorReports: [] }));
      map[kind] = { trackerType: kind, stats: statsJson(entry.stats), objectReports };
    }
    body['bundleReport'] = { typeReportMap: map };
  }
  return body;
}

function issueJson({ message, code, kind, uid, args }: TrackerIssue, codeName: string): JsonObject {
  const body: JsonObject = { message, [codeName]: code, trackerType: kind, uid };
  if (codeName === 'errorCode') body['args'] = [...args];
  return body;
}

function statsJson({ created, updated, deleted, ignored }: KindStats): JsonObject {
  return { created, updated, deleted, ignored, total: created + updated + deleted + ignored };
}
