import { batchesOf } from '../exchange/batch-source.ts';
import { mapEntries } from '../convert/convert-collection.ts';
import { isIterator, isMap, throughIterator } from '../convert/java-type.ts';
import { isRawStream } from '../stream-cache/one-shot.ts';

/** The parts of a value: a list when their number is known, else something to go through once. */
export type ValueParts = readonly unknown[] | Iterable<unknown> | AsyncIterable<unknown>;

/**
 * What split and recipientList see in a value: items of collections, entries of maps, bytes, what iterators and streams of
 * items give, parts of a text; anything else is one part.
 */
export function partsOfValue(value: unknown, delimiter: string): ValueParts {
  if (value === null || value === undefined) return [];
  if (typeof value === 'string') return splitText(value, delimiter);
  if (typeof value !== 'object') return [value];
  if (Array.isArray(value)) return value as unknown[];
  if (value instanceof Uint8Array) return value as unknown as readonly unknown[];
  if (value instanceof Set) return [...(value as Set<unknown>)];
  // Bytes or text to be read bit by bit are one part: only streams of items are taken apart.
  if (isAsyncIterable(value)) return isRawStream(value) ? [value] : value;
  if (isIterator(value)) return { [Symbol.iterator]: () => throughIterator(value) };
  if (!(value instanceof Map) && Symbol.iterator in value) return value as Iterable<unknown>;
  if (isMap(value)) return mapEntries(value);
  return [value];
}

export function isAsyncIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}

/** All parts in a list. */
export async function allParts(parts: ValueParts): Promise<unknown[]> {
  if (!isAsyncIterable(parts)) return Array.from(parts as Iterable<unknown>);
  const all: unknown[] = [];
  for await (const part of parts) all.push(part);
  return all;
}

/** Parts of a text: commas in round brackets do not count, and one empty part at each end vanishes. */
function splitText(text: string, delimiter: string): string[] {
  const isWhole = delimiter === '' || delimiter === 'single' || delimiter.toLowerCase() === 'false';
  if (isWhole || !text.includes(delimiter)) return text.trim() === '' ? [] : [text];
  const start = text.startsWith(delimiter) ? delimiter.length : 0;
  const end = text.endsWith(delimiter) ? text.length - delimiter.length : text.length;
  if (start > end) return [];
  const inner = text.slice(start, end);
  return delimiter === ',' && inner.includes('(') ? splitOutsideBrackets(inner) : inner.split(delimiter);
}

/**
 * A comma from which a closing bracket is nearer than an opening one is inside. As in Camel, brackets are not counted: of
 * nested ones only the innermost holds its commas together, and an empty item between brackets ends that.
 */
function splitOutsideBrackets(text: string): string[] {
  const cuts: number[] = [];
  /** Whether what stands to the right runs into a closing bracket. Read from the right: once, however long the text is. */
  let closes = false;
  for (let at = text.length - 1; at >= 0; at--) {
    const character = text[at];
    if (character === ')') closes = true;
    else if (character === '(') closes = false;
    else if (character === ',') {
      const after = text[at + 1] ?? ',';
      if (!closes || '(),'.includes(after)) cuts.push(at);
      closes &&= !'(,'.includes(text[at - 1] ?? ',') && !'),'.includes(after);
    }
  }
  const parts: string[] = [];
  let start = 0;
  for (const cut of cuts.toReversed()) {
    parts.push(text.slice(start, cut));
    start = cut + 1;
  }
  parts.push(text.slice(start));
  return parts;
}

/** Lists of `size` parts. */
export function grouped(parts: ValueParts, size: number): ValueParts {
  if (isAsyncIterable(parts)) return batchesOf(parts, size);
  const groups = { [Symbol.iterator]: () => groupsOf(parts as Iterable<unknown>, size) };
  // What is read bit by bit is put together bit by bit.
  return Array.isArray(parts) || parts instanceof Uint8Array ? Array.from(groups) : groups;
}

function* groupsOf(parts: Iterable<unknown>, size: number): Generator<unknown> {
  let group: unknown[] = [];
  for (const part of parts) {
    group.push(part);
    if (group.length < size) continue;
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
}
