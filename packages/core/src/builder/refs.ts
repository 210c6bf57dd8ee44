/** Stands for "the body stays as it is" where an endpoint gives no reply. */
export interface Unchanged {
  readonly __unchanged: true;
}

/**
 * An endpoint with the types of its messages, as the typed factories of connectors make it: `file('inbox', { … })`.
 * `In` is what may be sent to it; `Out` is the body that comes from it, as a source or as a reply.
 */
export interface EndpointRef<In = unknown, Out = Unchanged> {
  readonly uri: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
  /** Carries the type; never set. */
  readonly __in?: (body: In) => void;
  /** Carries the type; never set. */
  readonly __out?: Out;
}

/** A data format with the types on both sides: `csv({ schema })`. */
export interface DataFormatRef<Data = unknown> {
  /** The data format's name, `csv`. */
  readonly name: string;
  readonly options?: Readonly<Record<string, unknown>>;
  /** What `unmarshal` leaves. Carries the type; never set. */
  readonly __out?: Data;
}

/** An expression in a language with the type of its value: `datasonnet('./map.ds')`. */
export interface ExpressionRef<Value = unknown> {
  readonly language: string;
  readonly expression: string;
  readonly options?: Readonly<Record<string, unknown>>;
  /** Carries the type; never set. */
  readonly __out?: Value;
}

/** What an item of a body is: of a list, a stream, a text's parts. */
export type ItemOf<Body> = Body extends string
  ? string
  : Body extends AsyncIterable<infer Item>
    ? Item
    : Body extends Iterable<infer Item>
      ? Item
      : Body;

/** Many items: a stream stays a stream, a list a list. */
export type Many<Body, Item> = Body extends AsyncIterable<unknown> ? AsyncIterable<Item> : readonly Item[];

/** A body after an endpoint: its reply, or what it was. */
export type After<Body, Out> = [Out] extends [Unchanged] ? Body : Out;
