import type { OptionsOf } from '@dhow/core/component';
import type { DataFormatRef } from '../data-format-ref.ts';
import type { jsonOptions } from './json-spec.ts';

export { JacksonReader } from './jackson-reader.ts';
export { jsonDataFormat } from './json-data-format.ts';
export { jsonSpec } from './json-spec.ts';

/** JSON: `unmarshal(json<Report>())`. The type is the author's word; nothing checks it. */
export function json<Body = unknown>(options: OptionsOf<typeof jsonOptions> = {}): DataFormatRef<Body> {
  return { name: 'json', options };
}
