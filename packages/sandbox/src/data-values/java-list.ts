/** What `get` finds in the values, each once, in order. */
export function distinct<T>(values: readonly T[], get: (value: T) => string | undefined): string[] {
  const found = new Set<string>();
  for (const value of values) {
    const item = get(value);
    if (item !== undefined) found.add(item);
  }
  return [...found];
}

/** A list as Java prints it: `[a, b]`. */
export function list(items: Iterable<string>): string {
  return `[${[...items].join(', ')}]`;
}
