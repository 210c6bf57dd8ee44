/**
 * An endpoint as a typed factory makes it: what a URI says, with the types of the body that it gives (`Out`) and takes
 * (`In`). Phantom members carry the types and are never set.
 */
export interface EndpointRef<In = unknown, Out = unknown> {
  readonly uri: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly __in?: (body: In) => void;
  readonly __out?: Out;
}
