/** What became of one recorded case when it was replayed. */
export interface CaseResult {
  /** The recording's own id, such as `eip/split/type-comma`. */
  readonly id: string;
  /** The row of the table that the case counts in, such as `eip` or `dataValueSets (2.42.5.2)`. */
  readonly subArea: string;
  readonly outcome: 'passed' | 'failed' | 'skipped';
  /** For a failure: what was expected and what came, in a line or two. For a skip: why. */
  readonly detail?: string;
}

/** A kind of recording that can be replayed: one module an area, named `<area>-area.ts`. */
export interface RecordedArea {
  /** Replays every case below `folder`, in the recordings' own order. Throws only when the folder cannot be read. */
  replay(folder: string, options: ReplayOptions): AsyncIterable<CaseResult>;
  /** Measures beside the cases' own outcome, printed after the table (such as "status 98.1 % of 640"). */
  summary?(): readonly string[];
}

export interface ReplayOptions {
  /** Only cases whose id holds this text. */
  readonly only: string | undefined;
  /** Cases that differ on purpose: id or `prefix*` to reason, from `recorded/AREA/differences.md`. */
  readonly differences: Differences;
}

export interface Differences {
  /** The reason when the case is listed, else undefined. */
  reasonFor(id: string): string | undefined;
}
