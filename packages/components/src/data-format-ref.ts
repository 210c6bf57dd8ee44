/** A data format with its options as a typed factory makes it; `Out` is the body that `unmarshal` leaves. */
export interface DataFormatRef<Out = unknown> {
  readonly name: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly __out?: Out;
}
