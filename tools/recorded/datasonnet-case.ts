/** A line of the recordings; `recorded/datasonnet/README.md` describes the fields. */
export interface RecordedCase {
  readonly id: string;
  readonly area: string;
  readonly mapping: string;
  readonly inputs?: Readonly<Record<string, RecordedDocument>>;
  readonly imports?: Readonly<Record<string, string>>;
  readonly output?: { readonly mediaType?: string; readonly params?: Readonly<Record<string, string>> };
  readonly profile?: string;
  readonly expect: RecordedExpectation;
  /** What the C++ Jsonnet gives, where it differs. */
  readonly cpp?: RecordedExpectation;
}

export interface RecordedDocument {
  readonly content: string;
  readonly mediaType?: string;
  readonly params?: Readonly<Record<string, string>>;
}

export interface RecordedExpectation {
  readonly content?: string;
  readonly value?: unknown;
  readonly mediaType?: string;
  readonly error?: { readonly kind?: string; readonly message?: string; readonly class?: string };
  readonly shape?: RecordedShape;
}

/** For results that differ from run to run. */
export interface RecordedShape {
  readonly pattern?: string;
  readonly min?: number;
  readonly max?: number;
}
