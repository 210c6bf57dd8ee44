import { MediaType } from '../formats/media-type.ts';
import type { Header } from './header.ts';

const javaObject = new MediaType('application', 'x-java-object');

/**
 * The media type with which an input is read: its own, else the header's for its name, else java-object; with the
 * parameters of `dataformat`, `input *` and `input NAME`, in rising order, under its own.
 */
export function inputType(header: Header, name: string, own: MediaType | undefined): MediaType {
  const lines = header.inputs.filter((line) => line.name === name).map((line) => line.mediaType);
  const type = own ?? preferred(lines) ?? javaObject;
  const defaults = new Map<string, string>();
  const add = (mediaType: MediaType) => {
    if (mediaType.sameTypeAs(type))
      for (const [key, value] of mediaType.parameters) if (key !== 'q') defaults.set(key, value);
  };
  header.formats.forEach(add);
  header.inputs.filter((line) => line.name === '*').forEach((line) => add(line.mediaType));
  lines.forEach(add);
  return type.withDefaults(defaults);
}

/** The media type of the output: what is asked for unless that is any, else the header's, else the default. */
export function outputType(header: Header, asked: MediaType | undefined, otherwise: MediaType): MediaType {
  const type = asked && !asked.isAny ? asked : (preferred(header.outputs) ?? otherwise);
  const defaults = new Map<string, string>();
  for (const mediaType of [...header.formats, ...header.outputs]) {
    if (!mediaType.sameTypeAs(type)) continue;
    for (const [key, value] of mediaType.parameters) if (key !== 'q') defaults.set(key, value);
  }
  return type.withDefaults(defaults);
}

/** The one with the highest `q`; of equals the first. */
function preferred(types: readonly MediaType[]): MediaType | undefined {
  const quality = (type: MediaType) => Number(type.parameter('q') ?? 1);
  return types.reduce<MediaType | undefined>(
    (best, type) => (best && quality(best) >= quality(type) ? best : type),
    undefined,
  );
}
