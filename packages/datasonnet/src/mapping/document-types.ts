import type { Format, FormatRegistry } from '../formats/format.ts';
import type { MediaType } from '../formats/media-type.ts';
import { inputType, outputType } from '../header/document-types.ts';
import type { Header } from '../header/header.ts';
import type { Document } from './document.ts';
import { mediaTypeOf } from './document.ts';

interface TypeAndFormat {
  readonly type: MediaType;
  readonly format: Format;
}

interface OutputType extends TypeAndFormat {
  /** What the result is said to be. */
  readonly mediaType: string;
}

/** How many choices are remembered; hosts use a handful. */
const choicesKept = 32;

/** Chooses media type and format of inputs and output, and remembers the choices: a route runs a mapping for every row. */
export class DocumentTypes {
  readonly #header: Header;
  readonly #formats: FormatRegistry;
  readonly #defaultOutput: MediaType;
  readonly #inputs = new Map<string, TypeAndFormat>();
  readonly #outputs = new Map<string | undefined, OutputType>();

  constructor(header: Header, formats: FormatRegistry, defaultOutput: MediaType) {
    this.#header = header;
    this.#formats = formats;
    this.#defaultOutput = defaultOutput;
  }

  /** Raises `DS_MEDIA_TYPE` when no format reads it. */
  input(name: string, { mediaType, params, content }: Document): TypeAndFormat {
    const key = mediaType === undefined ? name : `${name} ${mediaType}`;
    const isPlain = isEmpty(params);
    const known = isPlain ? this.#inputs.get(key) : undefined;
    if (known && known.format.reads(content)) return known;
    const type = inputType(this.#header, name, mediaTypeOf(mediaType, params));
    const chosen = { type, format: this.#formats.reader(type, content) };
    if (isPlain) remember(this.#inputs, key, chosen);
    return chosen;
  }

  /** Raises `DS_MEDIA_TYPE` when no format writes it. */
  output(
    asked: { readonly mediaType?: string; readonly params?: Readonly<Record<string, string>> } | undefined,
  ): OutputType {
    const key = asked?.mediaType;
    const params = asked?.params;
    const isPlain = isEmpty(params);
    const known = isPlain ? this.#outputs.get(key) : undefined;
    if (known) return known;
    const type = outputType(this.#header, mediaTypeOf(key, params), this.#defaultOutput);
    const format = this.#formats.writer(type);
    const chosen = { type, format, mediaType: format.mediaType ?? `${type.type}/${type.subtype}` };
    if (isPlain) remember(this.#outputs, key, chosen);
    return chosen;
  }
}

function isEmpty(params: Readonly<Record<string, string>> | undefined): boolean {
  for (const _name in params) return false;
  return true;
}

function remember<K, V>(choices: Map<K, V>, key: K, chosen: V): void {
  if (choices.size >= choicesKept) choices.clear();
  choices.set(key, chosen);
}
