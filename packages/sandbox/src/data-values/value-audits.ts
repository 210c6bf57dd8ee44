/** A change of a data value, as the audit shows it. */
export interface ValueAudit {
  readonly row: number;
  readonly change: 'CREATE' | 'UPDATE' | 'DELETE';
  readonly before: string;
  readonly after: string;
  readonly user: string;
  readonly time: number;
}

const kept = 20_000;

/** The last changes of data values: only so many are kept that memory stays small. */
export class ValueAudits {
  #entries: ValueAudit[] = [];

  add(entry: ValueAudit): void {
    this.#entries.push(entry);
    if (this.#entries.length > 2 * kept) this.#entries = this.#entries.slice(-kept);
  }

  /** The changes of the rows that `wanted` takes, newest first. */
  of(wanted: (row: number) => boolean): readonly ValueAudit[] {
    return this.#entries.filter((entry) => wanted(entry.row)).toReversed();
  }
}
