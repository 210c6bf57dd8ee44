import { deserialize, serialize } from 'node:v8';
import { rowNumberKey, rowNumberOf, withRowNumber } from '../component/row-number.ts';

/** Bytes that are kept in memory before they go to the file. */
export const memoryLimit = 131_072;

/** Items that were read together. Only the last block grows; one that is in the file has no items here. */
export interface Block {
  items: unknown[] | undefined;
  at: number;
  length: number;
  ends: readonly number[] | undefined;
}

export function newBlock(): Block {
  return { items: [], at: 0, length: 0, ends: undefined };
}

/** What holds live objects stays in memory: a file would not give them back. */
export function mayBeStored(items: readonly unknown[]): boolean {
  return !items.some((item) => Number.isNaN(weigh(item)));
}

interface StoredItems {
  readonly items: unknown[];
  /** Row numbers, which are out of sight of the serializer. */
  readonly rows: readonly (number | undefined)[] | undefined;
}

/** Items in a file: pieces of bytes as they are, all else as the serializer has it. */
export interface WrittenItems {
  readonly bytes: Uint8Array;
  /** Where each piece ends; undefined for what was serialized. */
  readonly ends: readonly number[] | undefined;
}

export function writeItems(items: unknown[]): WrittenItems {
  if (items.every((item) => item instanceof Uint8Array)) {
    let end = 0;
    return { bytes: Buffer.concat(items), ends: items.map(({ length }) => (end += length)) };
  }
  const rows = items.some((item) => rowNumberOf(item) !== undefined) ? items.map(rowNumberOf) : undefined;
  return { bytes: serialize({ items, rows } satisfies StoredItems), ends: undefined };
}

export function readItems({ bytes, ends }: WrittenItems): unknown[] {
  if (ends) return ends.map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end));
  const { items, rows } = deserialize(bytes) as StoredItems;
  return rows
    ? items.map((item, index) => (rows[index] === undefined ? item : withRowNumber(item, rows[index])))
    : items;
}

/** About how many bytes an item takes; NaN for one that would not come back from a file as it was (a live object). */
export function weigh(item: unknown): number {
  return weighPart(item, 0);
}

const deepest = 50;

function weighPart(value: unknown, depth: number): number {
  switch (typeof value) {
    case 'string':
      return value.length;
    case 'function':
    case 'symbol':
      return Number.NaN;
    case 'object':
      return value === null ? 8 : weighObject(value, depth);
    default:
      return 8;
  }
}

function weighObject(value: object, depth: number): number {
  if (value instanceof Uint8Array) return value.byteLength;
  const prototype = Object.getPrototypeOf(value) as unknown;
  if (prototype === Date.prototype) return 16;
  const isList = Array.isArray(value) && prototype === Array.prototype;
  if ((!isList && prototype !== Object.prototype) || depth > deepest) return Number.NaN;
  const hidden = Object.getOwnPropertySymbols(value);
  if (hidden.length > 0 && (depth > 0 || hidden.length > 1 || hidden[0] !== rowNumberKey)) return Number.NaN;
  let size = 16;
  for (const name in value) size += name.length + weighPart((value as Record<string, unknown>)[name], depth + 1);
  return size;
}
