/** `body > 5 ? 'a' : 'b'` inside braces: the condition as a predicate and the two branches, or undefined. */
export function findTernary(text: string): { test: string; yes: string; no: string } | undefined {
  const question = outside(text, ' ? ', 0);
  const colon = question < 0 ? -1 : outside(text, ' : ', question + 3);
  if (colon < 0) return undefined;
  const condition = text.slice(0, question).trim();
  return {
    test: withBraces(condition),
    yes: text.slice(question + 3, colon).trim(),
    no: text.slice(colon + 3).trim(),
  };
}

/** The left value of the condition stands without its braces here. */
function withBraces(condition: string): string {
  if (condition.startsWith('${') || condition.startsWith("'") || condition.startsWith('"')) return condition;
  const end = outside(condition, ' ', 0);
  return end < 0 ? `\${${condition}}` : `\${${condition.slice(0, end)}}${condition.slice(end)}`;
}

/** The place of a text outside quotes and brackets. */
function outside(text: string, wanted: string, from: number): number {
  let quote = '';
  let depth = 0;
  for (let i = from; i < text.length; i++) {
    const char = text[i]!;
    if (quote === '' && depth === 0 && text.startsWith(wanted, i)) return i;
    if (quote !== '') {
      if (char === quote) quote = '';
    } else if (char === "'" || char === '"') quote = char;
    else if ('({['.includes(char)) depth++;
    else if (')}]'.includes(char)) depth--;
  }
  return -1;
}
