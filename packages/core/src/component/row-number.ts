/** Where an item keeps the number of the row that it came from. */
export const rowNumberKey: unique symbol = Symbol.for('dhow.row') as never;

/** The 1-based number of the row or line in its source that an item came from; undefined when it is not known. */
export function rowNumberOf(item: unknown): number | undefined {
  if ((typeof item !== 'object' && typeof item !== 'function') || item === null) return undefined;
  const row = (item as { [rowNumberKey]?: unknown })[rowNumberKey];
  return typeof row === 'number' ? row : undefined;
}

/**
 * Gives an item the number of its row, without showing in its keys or JSON. The same item comes back; a frozen one is
 * copied, and a value that cannot carry a number (text, numbers, null) comes back as it is.
 */
export function withRowNumber<T>(item: T, row: number): T {
  if (typeof item !== 'object' || item === null) return item;
  const target = Object.isExtensible(item)
    ? item
    : Array.isArray(item)
      ? [...(item as readonly unknown[])]
      : { ...item };
  Object.defineProperty(target, rowNumberKey, { value: row, writable: true, configurable: true, enumerable: false });
  return target as T;
}
