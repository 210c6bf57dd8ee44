/** What the caller knows about the request that an answer belongs to. */
export interface OutcomeContext {
  /** How many values or objects the request held. */
  readonly sent?: number | undefined;
  /** Row number for a position in the request (default: position plus one). */
  readonly rowAt?: ((index: number) => number | undefined) | undefined;
  /** Row number for a uid; tracker and metadata reports name uids instead of positions. */
  readonly rowOfUid?: ((uid: string) => number | undefined) | undefined;
  readonly httpStatus?: number | undefined;
}

export function rowAt(context: OutcomeContext, index: number): number {
  return context.rowAt?.(index) ?? index + 1;
}

export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function number(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Leaves undefined properties out, as exact optional properties want it. */
export function present<T extends object>(value: { [K in keyof T]: T[K] | undefined }): T {
  const out: Record<string, unknown> = {};
  for (const key in value) if (value[key] !== undefined) out[key] = value[key];
  return out as T;
}
