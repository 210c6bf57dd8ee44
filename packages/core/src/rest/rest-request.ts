/**
 * The request that a message was made of, as it came. A connector that receives requests keeps it as the hidden property
 * {@link restRequestProperty}: checks of credentials and parameters must not mistake a parameter for a header.
 */
export interface RestRequest {
  readonly method: string;
  /** Without the query, not decoded. */
  readonly path: string;
  /** Several of a name are joined by commas; undefined when there is none. */
  header(name: string): string | undefined;
  /** All values of that name, decoded. */
  query(name: string): readonly string[] | undefined;
  queryNames(): readonly string[];
  /** Of the path's template, decoded. */
  pathParameter(name: string): string | undefined;
}

export const restRequestProperty = 'DhowRestRequest';
