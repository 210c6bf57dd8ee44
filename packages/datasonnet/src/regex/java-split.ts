import type { Regex } from './regex.ts';

/** Splits a text as `java.lang.String.split` does: empty texts at the end are dropped, a first empty match does not count. */
export function splitText(regex: Regex, text: string): string[] {
  const parts: string[] = [];
  let last = 0;
  for (const match of regex.findAll(text)) {
    if (match.end === 0) continue;
    // An empty match right at the end would only add an empty part, which is dropped again.
    parts.push(text.slice(last, match.start));
    last = match.end;
  }
  if (last === 0) return [text];
  parts.push(text.slice(last));
  let count = parts.length;
  while (count > 0 && parts[count - 1] === '') count--;
  return parts.slice(0, count);
}
