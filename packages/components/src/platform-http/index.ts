import type { EndpointRef, OptionsOf } from '@dhow/core/component';
import type { platformHttpOptions } from './platform-http-spec.ts';

export {
  platformHttpComponent,
  type PlatformHttpComponent,
  type PlatformHttpSettings,
} from './platform-http-component.ts';
export { platformHttpSpec } from './platform-http-spec.ts';
export type { ServerAddress } from './http-server.ts';

/** The body of a request: text where its content type says so, the fields of a form, else bytes; null without one. */
export type RequestBody = string | Uint8Array | Readonly<Record<string, unknown>> | AsyncIterable<Uint8Array> | null;

/** The source `platform-http:path`: one message for each request, whose result is the answer. */
export function platformHttp(
  path: string,
  options: OptionsOf<typeof platformHttpOptions> = {},
): EndpointRef<never, RequestBody> {
  return { uri: `platform-http:${path}`, parameters: options };
}
