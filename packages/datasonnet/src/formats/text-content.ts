import { failure } from '../errors/datasonnet-errors.ts';
import type { DocumentContent } from './format.ts';
import type { MediaType } from './media-type.ts';

/** The text of a document: strings as they are, bytes in the media type's charset (UTF-8 when it names none). */
export function textOf(content: DocumentContent, mediaType: MediaType): string {
  if (typeof content === 'string') return content;
  if (content instanceof Uint8Array) return decoderFor(mediaType.parameter('charset')).decode(content);
  throw failure('DS_INPUT', `text or bytes are expected for ${mediaType.type}/${mediaType.subtype}`);
}

function decoderFor(charset = 'utf-8'): InstanceType<typeof TextDecoder> {
  try {
    return new TextDecoder(charset, { ignoreBOM: true });
  } catch {
    return new TextDecoder('utf-8', { ignoreBOM: true });
  }
}
