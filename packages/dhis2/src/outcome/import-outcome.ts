/**
 * What became of an import.
 *
 * - `ok`: everything that was sent is accepted.
 * - `partial`: some is accepted, the rest is in `rejected`.
 * - `failed`: nothing was stored.
 * - `unknown`: the server may have stored all, some or nothing. Read back, then send what is missing.
 */
export type ImportStatus = 'ok' | 'partial' | 'failed' | 'unknown';

/**
 * The server's own counts. What they mean differs by version (2.43 counts new data values as `updated`, identical ones too;
 * a zero that is not significant is counted nowhere), so they prove nothing: `accepted` is what counts.
 */
export interface ImportCounts {
  /** `imported` of data values, `created` of tracker and metadata. */
  readonly created: number;
  readonly updated: number;
  readonly deleted: number;
  readonly ignored: number;
}

/** One reason why something was not accepted. A row with two faults has two of these. */
export interface Rejection {
  /** Number of the row in its source, when the caller gave row numbers; else its position in the request plus one. */
  readonly row?: number;
  /** Position in the request, from 0. Absent when the server refused the request as a whole. */
  readonly index?: number;
  /** Uid or code that the server names. */
  readonly object?: string;
  /** What `object` is: `dataElement`, `EVENT`, `DataSet`. */
  readonly objectType?: string;
  /** The field at fault: `orgUnit`, `value`, `code`. */
  readonly property?: string;
  /** DHIS2's code (`E7613`), or `NONE` when the server gave none. */
  readonly code: string;
  /** The server's sentence. May hold the refused value. */
  readonly message: string;
  /** What the code means, in our words: holds no value of the request. */
  readonly reason: string;
  /** What to do about it. */
  readonly remedy: string;
}

/** The server's remarks about accepted objects, such as tracker warnings. */
export type ImportWarning = Rejection;

/** The job that an asynchronous import was put into. */
export interface StartedJob {
  readonly id: string;
  /** `DATAVALUE_IMPORT`, `TRACKER_IMPORT_JOB`, `METADATA_IMPORT`, … */
  readonly type: string;
}

/** One type for data values, completeness, tracker, metadata and single objects, for every supported version. */
export interface ImportOutcome {
  readonly status: ImportStatus;
  /** How many objects or values the request held, when that is known. */
  readonly sent?: number;
  /** Sent less rejected; 0 when nothing was stored; absent when unknown. */
  readonly accepted?: number;
  readonly counts: ImportCounts;
  readonly rejected: readonly Rejection[];
  readonly warnings: readonly ImportWarning[];
  /** HTTP status; absent when the answer was lost. */
  readonly httpStatus?: number;
  /** The server's own sentence about the whole, or why the answer is missing. */
  readonly message: string;
  /** Present when the import runs as a job: the outcome is `unknown` until the job's report is read. */
  readonly job?: StartedJob;
  /** The body as it came, for what is not modelled. */
  readonly raw: unknown;
  /** A line or more for people: status, numbers, and each code with its count and remedy. Holds no values. */
  summary(): string;
}

/** The fields of an outcome, without what is derived. */
export type OutcomeFields = Omit<ImportOutcome, 'summary' | 'accepted' | 'sent' | 'httpStatus' | 'job'> & {
  readonly sent?: number | undefined;
  /** Rows not accepted; default: the different rows of `rejected`. */
  readonly rejectedCount?: number | undefined;
  readonly httpStatus?: number | undefined;
  readonly job?: StartedJob | undefined;
};

export const noCounts: ImportCounts = { created: 0, updated: 0, deleted: 0, ignored: 0 };

/** Builds an outcome; `accepted` follows from the status. */
export function makeOutcome(fields: OutcomeFields): ImportOutcome {
  return new Outcome(fields);
}

class Outcome implements ImportOutcome {
  readonly status: ImportStatus;
  declare readonly sent?: number;
  declare readonly accepted?: number;
  readonly counts: ImportCounts;
  readonly rejected: readonly Rejection[];
  readonly warnings: readonly ImportWarning[];
  declare readonly httpStatus?: number;
  readonly message: string;
  declare readonly job?: StartedJob;
  readonly raw: unknown;

  constructor(fields: OutcomeFields) {
    this.status = fields.status;
    this.counts = fields.counts;
    this.rejected = fields.rejected;
    this.warnings = fields.warnings;
    this.message = fields.message;
    this.raw = fields.raw;
    if (fields.sent !== undefined) this.sent = fields.sent;
    const accepted = acceptedOf(fields);
    if (accepted !== undefined) this.accepted = accepted;
    if (fields.httpStatus !== undefined) this.httpStatus = fields.httpStatus;
    if (fields.job !== undefined) this.job = fields.job;
  }

  summary(): string {
    const { created, updated, deleted, ignored } = this.counts;
    const sent = this.sent === undefined ? '' : `${this.sent} sent, `;
    const accepted = this.accepted === undefined ? 'accepted not known' : `${this.accepted} accepted`;
    const counts = `created ${created}, updated ${updated}, deleted ${deleted}, ignored ${ignored}`;
    const lines = [`${this.status}: ${sent}${accepted}, ${rejectedRows(this.rejected)} rejected (server: ${counts})`];
    for (const { code, count, remedy } of codeCounts(this.rejected)) lines.push(`  ${code} x ${count}: ${remedy}`);
    if (this.job) lines.push(`  runs as job ${this.job.type} ${this.job.id}`);
    return lines.join('\n');
  }
}

function acceptedOf(fields: OutcomeFields): number | undefined {
  if (fields.status === 'unknown') return undefined;
  if (fields.status === 'failed') return 0;
  if (fields.sent === undefined) return undefined;
  return Math.max(0, fields.sent - (fields.rejectedCount ?? rejectedRows(fields.rejected)));
}

/** How many different rows (or, without rows, objects) stand in `rejected`. */
export function rejectedRows(rejected: readonly Rejection[]): number {
  const seen = new Set<string | number>();
  let nameless = 0;
  for (const { index, object, objectType } of rejected) {
    if (index !== undefined && index >= 0) seen.add(`${objectType ?? ''}#${index}`);
    else if (object !== undefined) seen.add(`${objectType ?? ''}:${object}`);
    else nameless++;
  }
  return seen.size + nameless;
}

/** A code with how often it came. */
export interface CodeCount {
  readonly code: string;
  readonly count: number;
  readonly reason: string;
  readonly remedy: string;
}

/** The codes of `rejected` with their counts, most frequent first. */
export function codeCounts(rejected: Iterable<Pick<Rejection, 'code' | 'reason' | 'remedy'>>): readonly CodeCount[] {
  const counts = new Map<string, CodeCount & { count: number }>();
  for (const { code, reason, remedy } of rejected) {
    const entry = counts.get(code);
    if (entry) entry.count++;
    else counts.set(code, { code, count: 1, reason, remedy });
  }
  return [...counts.values()].sort((a, b) => b.count - a.count);
}
