import { DatasonnetError } from '../errors/datasonnet-errors.ts';
import { MediaType } from '../formats/media-type.ts';
import type { SourceText } from '../source/source-text.ts';
import type { Header, HeaderLine, InputLine } from './header.ts';

/** The lines of a version 1.0 header: Java properties such as `input.payload.application/xml.NamespaceSeparator=:`. */
export function readPropertyLines(source: SourceText, lines: readonly HeaderLine[], base: Header): Header {
  let { preserveOrder } = base;
  const formats = new Map<string, Map<string, string>>();
  const outputs = new Map<string, Map<string, string>>();
  const inputs = new Map<string, Map<string, Map<string, string>>>();
  for (const line of lines) {
    if (line.text === '' || line.text.startsWith('#') || line.text.startsWith('!') || line.text.startsWith('//'))
      continue;
    const equals = line.text.indexOf('=');
    const key = equals < 0 ? line.text : line.text.slice(0, equals).trim();
    const value = equals < 0 ? '' : line.text.slice(equals + 1).trim();
    const [kind, ...path] = splitKey(key);
    if (kind === 'preserveOrder' && path.length === 0) preserveOrder = value === 'true';
    else if (kind === 'dataformat') put(formats, nested(source, line, path, 2), value);
    else if (kind === 'output') put(outputs, nested(source, line, path, 2), value);
    else if (kind === 'input') {
      const [name, type, parameter] = nested(source, line, path, 3);
      let types = inputs.get(name!);
      if (!types) inputs.set(name!, (types = new Map()));
      put(types, [type!, parameter!], value);
    }
  }
  const inputLines: InputLine[] = [];
  for (const [name, types] of inputs) for (const mediaType of mediaTypes(types)) inputLines.push({ name, mediaType });
  return { ...base, preserveOrder, formats: mediaTypes(formats), outputs: mediaTypes(outputs), inputs: inputLines };
}

function splitKey(key: string): string[] {
  return key.split(/(?<!\\)\./).map((part) => part.replaceAll('\\.', '.'));
}

function nested(source: SourceText, line: HeaderLine, path: readonly string[], depth: number): readonly string[] {
  if (path.length === depth) return path;
  throw new DatasonnetError(
    'DS_HEADER',
    'a parameter is written input.NAME.TYPE/SUBTYPE.Parameter=value or output.TYPE/SUBTYPE.Parameter=value',
    {
      range: { source, start: line.start, end: line.start + line.text.length },
    },
  );
}

function put(types: Map<string, Map<string, string>>, [type, parameter]: readonly string[], value: string): void {
  let parameters = types.get(type!);
  if (!parameters) types.set(type!, (parameters = new Map()));
  parameters.set(parameter!.toLowerCase(), value);
}

function mediaTypes(types: ReadonlyMap<string, ReadonlyMap<string, string>>): MediaType[] {
  return [...types].map(([type, parameters]) => {
    const { type: main, subtype } = MediaType.parse(type);
    return new MediaType(main, subtype, parameters);
  });
}
