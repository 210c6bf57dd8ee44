/** What a code of DHIS2 means, and what to do about it. */
export interface CodeEntry {
  readonly reason: string;
  readonly remedy: string;
}

/** A family of codes, written as pairs of reason and remedy. */
export type CodeTable = Readonly<Record<string, readonly [reason: string, remedy: string]>>;
