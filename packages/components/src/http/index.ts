import type { EndpointRef, OptionsOf } from '@dhow/core/component';
import type { httpOptions } from './http-spec.ts';

export { httpComponent } from './http-component.ts';
export { HttpOperationFailed } from './http-failure.ts';
export { httpSpec } from './http-spec.ts';

/** What a call may send. Plain objects and lists go out as JSON. */
export type HttpContent = string | Uint8Array | AsyncIterable<Uint8Array | string> | object | null;

/** The server at `url`; the body of the answer is text where its content type says so, else bytes. */
export function http(
  url: string,
  options: OptionsOf<typeof httpOptions> = {},
): EndpointRef<HttpContent, string | Uint8Array> {
  return { uri: url, parameters: options };
}
