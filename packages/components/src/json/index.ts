import type { DataFormatRef, OptionsOf } from '@dhow/core/component';
import type { jsonOptions } from './json-spec.ts';

export { JacksonReader } from '../jackson/jackson-reader.ts';
export { jsonDataFormat } from './json-data-format.ts';
export { jsonSpec } from './json-spec.ts';

/** JSON: `unmarshal(json<Report>())`. The type is the author's word; nothing checks it. */
export function json(options?: OptionsOf<typeof jsonOptions>): DataFormatRef<unknown>;
/** The same where the author says what the text holds: `unmarshal(json<Report>())`. Nothing checks it. */
export function json<Body>(options?: OptionsOf<typeof jsonOptions>): DataFormatRef<Body>;
export function json(options: OptionsOf<typeof jsonOptions> = {}): DataFormatRef<unknown> {
  return { name: 'json', options };
}
