/** A type that nothing has: its text is what the compiler shows for a wrong use. */
export interface Advice<Text extends string> {
  readonly __advice: Text;
}

/** `unknown` when the body may be sent, else advice. */
export type Fits<Body, In> = [unknown] extends [In]
  ? unknown
  : [In] extends [never]
    ? Advice<'This endpoint only gives messages: it stands in from(). To send there, take its counterpart, such as fileTarget().'>
    : [Body] extends [In]
      ? unknown
      : Advice<'The body before this step is not what the endpoint takes: change it with transform(), or say what it is with castBody<T>().'>;

/** `unknown` when the body can be marshalled, else advice. */
export type FitsFormat<Body, Data> = [unknown] extends [Data]
  ? unknown
  : [Body] extends [Data]
    ? unknown
    : Advice<'The body before this step is not what the data format writes: change it with transform(), or say what it is with castBody<T>().'>;

/** `unknown` when the body has items, else advice. */
export type HasItems<Body> = [Body] extends [AsyncIterable<unknown> | Iterable<unknown>]
  ? unknown
  : Advice<'mapEach() needs a list or a stream: the body before it is a single value. Use transform().'>;
