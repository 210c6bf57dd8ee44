import { DatasonnetError } from '../errors/datasonnet-errors.ts';
import { MediaType } from '../formats/media-type.ts';
import type { SourceText } from '../source/source-text.ts';
import { readPropertyLines } from './property-header.ts';

/** What the comment at the top of a mapping says of its inputs and output. */
export interface Header {
  /** As written, such as `3.0`. Undefined without a header. */
  readonly version: string | undefined;
  readonly preserveOrder: boolean;
  /** JSON text of what a missing field gives. */
  readonly default: string | undefined;
  readonly formats: readonly MediaType[];
  readonly inputs: readonly InputLine[];
  readonly outputs: readonly MediaType[];
}

export interface InputLine {
  /** `*` for all. */
  readonly name: string;
  readonly mediaType: MediaType;
}

const noHeader: Header = {
  version: undefined,
  preserveOrder: true,
  default: undefined,
  formats: [],
  inputs: [],
  outputs: [],
};

const opening = '/** DataSonnet';

/** A header line with its place in the source. */
export interface HeaderLine {
  readonly text: string;
  readonly start: number;
}

/** Reads the header comment; raises `DS_HEADER`. */
export function readHeader(source: SourceText): Header {
  const start = source.text.length - source.text.trimStart().length;
  if (!source.text.startsWith(opening, start)) return noHeader;
  const end = source.text.indexOf('*/', start);
  if (end < 0) throw headerError(source, start, opening.length, 'the header has no end; close it with */');
  const lines = headerLines(source.text.slice(start + opening.length, end), start + opening.length);
  const first = lines.find(({ text }) => text !== '');
  const version = /^version\s*=\s*(\S+)$/.exec(first?.text ?? '')?.[1];
  if (!first || version === undefined) {
    const at = first ?? { text: opening, start };
    throw headerError(
      source,
      at.start,
      at.text.length,
      'the first line of the header must be a version, such as version=3.0',
    );
  }
  const [major, minor] = version.split('.');
  if (major !== '1' && major !== '2' && major !== '3') {
    throw headerError(source, first.start, first.text.length, `there is no DataSonnet ${version}; write version=3.0`);
  }
  if (minor === undefined || (major === '1' && minor !== '0')) {
    const advice = major === '1' ? '1.0' : `${major}.0`;
    throw headerError(
      source,
      first.start,
      first.text.length,
      `the version ${version} is not known; write version=${advice}`,
    );
  }
  const rest = lines.slice(lines.indexOf(first) + 1);
  return major === '1'
    ? { ...readPropertyLines(source, rest, noHeader), version }
    : { ...readLines(source, rest), version };
}

function headerLines(text: string, start: number): readonly HeaderLine[] {
  let at = start;
  return text.split('\n').map((line) => {
    const lineStart = at + (line.length - line.trimStart().length);
    at += line.length + 1;
    return { text: line.trim(), start: lineStart };
  });
}

function readLines(source: SourceText, lines: readonly HeaderLine[]): Header {
  let { preserveOrder } = noHeader;
  let fallback: string | undefined;
  const formats: MediaType[] = [];
  const inputs: InputLine[] = [];
  const outputs: MediaType[] = [];
  for (const line of lines) {
    const { text } = line;
    if (text === '' || text.startsWith('//')) continue;
    const property = /^(preserveOrder|default)\s*=(.*)$/.exec(text);
    const directive = /^(input|output|dataformat)\b\s*(.*)$/.exec(text);
    if (property?.[1] === 'preserveOrder') preserveOrder = property[2]!.trim() === 'true';
    else if (property) fallback = readDefault(source, line, property[2]!.trim());
    else if (directive?.[1] === 'input') inputs.push(readInput(source, line, directive[2]!));
    else if (directive?.[1] === 'output') outputs.push(readMediaType(source, line, directive[2]!));
    else if (directive) formats.push(readMediaType(source, line, directive[2]!));
    else {
      const known = 'input NAME TYPE, output TYPE, dataformat TYPE, preserveOrder=true|false or default=JSON';
      throw headerError(source, line.start, text.length, `this header line is not understood; write ${known}`);
    }
  }
  return { version: undefined, preserveOrder, default: fallback, formats, inputs, outputs };
}

function readDefault(source: SourceText, line: HeaderLine, text: string): string {
  try {
    JSON.parse(text);
    return text;
  } catch (cause) {
    throw headerError(
      source,
      line.start,
      line.text.length,
      'default= takes a JSON value, such as default=null or default=""',
      cause,
    );
  }
}

function readInput(source: SourceText, line: HeaderLine, text: string): InputLine {
  const match = /^(\S+)\s+(\S.*)$/.exec(text);
  if (!match)
    throw headerError(source, line.start, line.text.length, 'an input line is written: input NAME TYPE/SUBTYPE');
  return { name: match[1]!, mediaType: readMediaType(source, line, match[2]!) };
}

function readMediaType(source: SourceText, line: HeaderLine, text: string): MediaType {
  try {
    return MediaType.parse(text);
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw headerError(source, line.start, line.text.length, message, cause);
  }
}

export function headerError(
  source: SourceText,
  start: number,
  length: number,
  message: string,
  cause?: unknown,
): DatasonnetError {
  return new DatasonnetError('DS_HEADER', message, { range: { source, start, end: start + length }, cause });
}
