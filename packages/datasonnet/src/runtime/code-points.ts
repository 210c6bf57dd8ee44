/*
 * Jsonnet's texts are code points, JavaScript's are UTF-16 units. For texts without surrogates both are the same, and then
 * nothing is copied.
 */

const surrogates = /[\ud800-\udfff]/;

function isFlat(text: string): boolean {
  return !surrogates.test(text);
}

/** Its code points, each as a text. */
export function characters(text: string): string[] {
  return isFlat(text) ? text.split('') : Array.from(text);
}

export function characterCount(text: string): number {
  if (isFlat(text)) return text.length;
  let count = 0;
  for (const _ of text) count++;
  return count;
}

export function characterAt(text: string, index: number): string | undefined {
  return isFlat(text) ? text[index] : Array.from(text)[index];
}

export function sliceCharacters(text: string, from: number, to: number): string {
  return isFlat(text) ? text.slice(from, to) : Array.from(text).slice(from, to).join('');
}

/** Order of code points: negative, 0 or positive. */
export function compareCharacters(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let at = 0; at < length; at++) {
    const a = left.charCodeAt(at);
    const b = right.charCodeAt(at);
    if (a === b) continue;
    const isPairA = a >= 0xd800 && a < 0xe000;
    const isPairB = b >= 0xd800 && b < 0xe000;
    return isPairA === isPairB ? a - b : isPairA ? 1 : -1;
  }
  return left.length - right.length;
}
