import type { DhowContext } from '@dhow/core';
import type { DeliveryReport } from '@dhow/components/dhis2';
import type { DemoRejections } from './demo-report.ts';

interface CodeTotal {
  readonly code: string;
  readonly reason: string;
  readonly remedy: string | undefined;
  readonly first: string;
  rows: number;
}

/** What became of the rows of all files, from the report that each delivery leaves in its message. */
export class DeliveryTotals {
  rows = 0;
  accepted = 0;
  rejected = 0;
  pending = 0;
  readonly #codes = new Map<string, CodeTotal>();
  readonly #firstRows: { file: string; row: number; code: string; reason: string }[] = [];

  listen(context: DhowContext): void {
    context.events.listen((event) => {
      if (event.type !== 'ExchangeCompleted' && event.type !== 'ExchangeFailed') return;
      const { body, exception } = event.exchange;
      const file = String(event.exchange.header('CamelFileName'));
      if (isReport(body)) this.#add(body, file);
      else if (exception !== undefined) this.#addFailure(exception);
    });
  }

  rejections(): Pick<DemoRejections, 'codes' | 'firstRows'> {
    const codes = [...this.#codes.values()].sort((a, b) => b.rows - a.rows || (a.code < b.code ? -1 : 1));
    return { codes, firstRows: this.#firstRows };
  }

  #add(report: DeliveryReport, file: string): void {
    this.rows += report.rows;
    this.accepted += report.accepted;
    this.rejected += report.rejected;
    this.pending += report.pending;
    for (const { code, rows, firstRow, reason, remedy } of report.codes) {
      const known = this.#codes.get(code);
      if (known) known.rows += rows;
      else this.#codes.set(code, { code, rows, reason, remedy, first: `${file} row ${firstRow}` });
    }
    for (const { row, code, reason } of report.rejections) this.#firstRows.push({ file, row, code, reason });
  }

  /** A delivery that could not be brought to its end says how many rows it left open. */
  #addFailure(exception: unknown): void {
    const { rows, pending } = (exception as { details?: { rows?: number; pending?: number } }).details ?? {};
    this.rows += rows ?? 0;
    this.pending += pending ?? 0;
  }
}

function isReport(body: unknown): body is DeliveryReport {
  return typeof body === 'object' && body !== null && 'accepted' in body && 'rejections' in body;
}
