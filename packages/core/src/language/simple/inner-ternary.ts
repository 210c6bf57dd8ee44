/** `body > 5 ? 'a' : 'b'` inside braces: the condition as a predicate and the two branches, or undefined. */
export function findTernary(text: string): { test: string; yes: string; no: string } | undefined {
  const question = placeOutside(text, /\?(?![.:?~])/y);
  const colon = question < 0 ? -1 : placeOutside(text, /:/y, question + 1);
  const condition = text.slice(0, Math.max(0, question)).trim();
  if (colon < 0 || !/[\s<>=]/.test(condition))
    return isBare(text, question, colon) ? bare(text, question, colon) : undefined;
  return { test: withBraces(condition), yes: text.slice(question + 1, colon).trim(), no: text.slice(colon + 1).trim() };
}

/** `header.x ? 'a' : 'b'`: no condition, which the predicate parser tells. */
const isBare = (text: string, question: number, colon: number) =>
  colon >= 0 && text.slice(question - 1, question + 2) === ' ? ' && text.slice(colon - 1, colon + 2) === ' : ';

const bare = (text: string, question: number, colon: number) => ({
  test: text.slice(0, question).trim(),
  yes: text.slice(question + 1, colon).trim(),
  no: text.slice(colon + 1).trim(),
});

/** The left value of the condition stands without its braces here, unless there are braces in it. */
function withBraces(condition: string): string {
  if (condition.includes('${') || condition.startsWith("'") || condition.startsWith('"')) return condition;
  const end = placeOutside(condition, /\s/y);
  return end < 0 ? condition : `\${${condition.slice(0, end)}}${condition.slice(end)}`;
}

/** The first place outside quotes and brackets where a (sticky) pattern matches, or -1. */
function placeOutside(text: string, wanted: RegExp, from = 0): number {
  let quote = '';
  let depth = 0;
  for (let i = from; i < text.length; i++) {
    const char = text[i]!;
    wanted.lastIndex = i;
    if (quote === '' && depth === 0 && wanted.test(text)) return i;
    if (quote !== '') {
      if (char === quote) quote = '';
    } else if (char === "'" || char === '"') quote = char;
    else if ('({['.includes(char)) depth++;
    else if (')}]'.includes(char)) depth--;
  }
  return -1;
}
