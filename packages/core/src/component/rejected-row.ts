/**
 * A row that is refused before it is sent, standing in the place of what it would have become: by a mapping, or by the
 * format when it does not fit its schema. Mappings of items let it pass, deliveries count it as rejected with this code.
 */
export interface RejectedRow {
  readonly reject: {
    readonly code: string;
    /** Names no values of persons. */
    readonly message: string;
    readonly remedy?: string;
  };
  /** Its number in the source, where it is not carried out of sight (see `rowNumberOf`). */
  readonly row?: number;
}

export function isRejectedRow(value: unknown): value is RejectedRow {
  if (typeof value !== 'object' || value === null) return false;
  const { reject } = value as { reject?: unknown };
  return typeof reject === 'object' && reject !== null && typeof (reject as { code?: unknown }).code === 'string';
}
