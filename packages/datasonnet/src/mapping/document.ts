import type { DocumentContent } from '../formats/format.ts';
import { MediaType } from '../formats/media-type.ts';

/** What goes into a mapping or comes out of it. */
export interface Document {
  readonly content: DocumentContent;
  /** Such as `application/json`, parameters allowed. Left out: the header decides, else the content is a host object. */
  readonly mediaType?: string;
  readonly params?: Readonly<Record<string, string>>;
}

/** The media type that a document or a request names, with its parameters. */
export function mediaTypeOf(
  mediaType: string | undefined,
  params: Readonly<Record<string, string>> | undefined,
): MediaType | undefined {
  if (mediaType === undefined) return undefined;
  const type = MediaType.parse(mediaType);
  if (!params || Object.keys(params).length === 0) return type;
  const lower = Object.entries(params).map(([name, value]): [string, string] => [name.toLowerCase(), value]);
  return new MediaType(type.type, type.subtype, new Map([...type.parameters, ...lower]));
}
