/** Java's `String.hashCode`. */
export function javaHash(text: string): number {
  let hash = 0;
  for (let i = 0; i < text.length; i++) hash = (Math.imul(31, hash) + text.charCodeAt(i)) | 0;
  return hash;
}

/** The order in which a Java `HashSet` or `HashMap` of these texts is walked: DHIS2 shows several lists so. */
export function javaHashOrder(texts: readonly string[]): string[] {
  let capacity = 16;
  while (texts.length > capacity * 0.75) capacity *= 2;
  const bucket = (text: string): number => {
    const hash = javaHash(text);
    return (hash ^ (hash >>> 16)) & (capacity - 1);
  };
  return texts
    .map((text, index) => ({ text, index, bucket: bucket(text) }))
    .toSorted((a, b) => a.bucket - b.bucket || a.index - b.index)
    .map(({ text }) => text);
}

/** The order in which the server's JSON reader names the constants of an enum that it knows. */
export function enumNameOrder(constants: readonly string[]): string[] {
  const names = javaHashOrder(constants);
  let size = names.length <= 5 ? 8 : names.length <= 12 ? 16 : 32;
  if (size === 32) while (size < names.length + (names.length >> 2)) size *= 2;
  const area: string[] = [];
  const spilled: string[] = [];
  for (const name of names) {
    const slot = javaHash(name) & (size - 1);
    const second = size + (slot >> 1);
    if (area[slot] === undefined) area[slot] = name;
    else if (area[second] === undefined) area[second] = name;
    else spilled.push(name);
  }
  return [...area.filter((name) => name !== undefined), ...spilled];
}
