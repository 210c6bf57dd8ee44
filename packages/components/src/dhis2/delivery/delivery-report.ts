/** A code with the rows that it stopped. */
export interface RejectedCode {
  readonly code: string;
  readonly rows: number;
  readonly firstRow: number;
  readonly reason: string;
  readonly remedy: string | undefined;
}

/** A rejected row, for reports that show some. */
export interface ReportedRow {
  readonly row: number;
  readonly code: string;
  readonly reason: string;
  readonly remedy: string | undefined;
}

/**
 * What became of the rows of a delivery. `unknown`: some are pending, whether DHIS2 has them or not must be settled by
 * delivering again, which does no harm.
 */
export interface DeliveryReport {
  readonly status: 'ok' | 'partial' | 'failed' | 'unknown';
  readonly rows: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly pending: number;
  /** Rows of these that an earlier run had settled, and that were not sent again. */
  readonly settledBefore: number;
  /** Most frequent first. */
  readonly codes: readonly RejectedCode[];
  /** The first rejected rows, at most a hundred. */
  readonly rejections: readonly ReportedRow[];
  /** One line, and a line for each code. Holds no values. */
  summary(): string;
}

const shownRows = 100;

/** Counts the ends of rows. */
export class ReportBuilder {
  accepted = 0;
  rejected = 0;
  pending = 0;
  settledBefore = 0;
  readonly #codes = new Map<string, { -readonly [K in keyof RejectedCode]: RejectedCode[K] }>();
  readonly #rejections: ReportedRow[] = [];

  reject(row: number, { code, reason, remedy }: Omit<ReportedRow, 'row'>): void {
    this.rejected++;
    if (this.#rejections.length < shownRows) this.#rejections.push({ row, code, reason, remedy });
    const entry = this.#codes.get(code);
    if (!entry) this.#codes.set(code, { code, rows: 1, firstRow: row, reason, remedy });
    else {
      entry.rows++;
      entry.firstRow = Math.min(entry.firstRow, row);
    }
  }

  report(): DeliveryReport {
    const { accepted, rejected, pending, settledBefore } = this;
    const codes = [...this.#codes.values()].sort((a, b) => b.rows - a.rows || (a.code < b.code ? -1 : 1));
    const rows = accepted + rejected + pending;
    const status = pending > 0 ? 'unknown' : rejected === 0 ? 'ok' : accepted > 0 ? 'partial' : 'failed';
    const rejections = [...this.#rejections];
    return new Report({ status, rows, accepted, rejected, pending, settledBefore, codes, rejections });
  }
}

class Report implements DeliveryReport {
  declare readonly status: DeliveryReport['status'];
  declare readonly rows: number;
  declare readonly accepted: number;
  declare readonly rejected: number;
  declare readonly pending: number;
  declare readonly settledBefore: number;
  declare readonly codes: readonly RejectedCode[];
  declare readonly rejections: readonly ReportedRow[];

  constructor(fields: Omit<DeliveryReport, 'summary'>) {
    Object.assign(this, fields);
  }

  summary(): string {
    const before = this.settledBefore > 0 ? ` (${this.settledBefore} settled before)` : '';
    const line = `${this.status}: ${this.rows} rows, ${this.accepted} accepted, ${this.rejected} rejected, ${this.pending} pending${before}`;
    const codes = this.codes.map(
      ({ code, rows, firstRow, reason, remedy }) =>
        `  ${code} x ${rows} (first row ${firstRow}): ${reason}${remedy === undefined ? '' : `; ${remedy}`}`,
    );
    return [line, ...codes].join('\n');
  }
}
