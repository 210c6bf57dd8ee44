/** Why a row is rejected. `reason` and `remedy` hold no values of the row. */
export interface RowRejection {
  readonly code: string;
  readonly reason: string;
  readonly remedy?: string | undefined;
}
