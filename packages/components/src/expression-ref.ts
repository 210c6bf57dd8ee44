/** An expression of a language as a typed factory makes it; `Out` is the type of its value. */
export interface ExpressionRef<Out = unknown> {
  readonly language: string;
  readonly expression: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly __out?: Out;
}
