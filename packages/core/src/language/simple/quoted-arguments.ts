/**
 * Splits the arguments of a function as Camel does: at commas outside quotes, blanks around an argument dropped, quotes
 * taken off unless kept. A lone comma gives no argument at all, `''` gives an empty one. Brackets do not protect commas.
 */
export function splitArguments(text: string, keepQuotes = false): string[] {
  if (!text.includes(',')) return [single(text, keepQuotes)];
  const found: string[] = [];
  let current = '';
  let quote = '';
  let fresh = true;
  let wasQuoted = false;
  for (let i = 0; i < text.length; i++) {
    const char = text[i]!;
    if ((char === "'" || char === '"') && (quote === '' || quote === char)) {
      const last = i === text.length - 1;
      if (quote === char && text[i - 1] === char && current === (keepQuotes ? char : '')) {
        found.push(keepQuotes ? char + char : '');
        current = '';
        quote = '';
        fresh = true;
        continue;
      }
      if (keepQuotes) current += char;
      if (last) {
        if (quote !== '' && current !== '') {
          found.push(current);
          current = '';
        }
        break;
      }
      quote = quote === '' ? char : '';
      fresh = false;
      wasQuoted = true;
      continue;
    }
    if (quote === '' && char === ',') {
      if (current !== '') found.push(wasQuoted ? current : current.trim());
      current = '';
      fresh = true;
      wasQuoted = false;
      continue;
    }
    if (quote === '' && char === ' ' && fresh) continue;
    fresh = false;
    current += char;
  }
  if (current !== '') found.push(wasQuoted ? current : current.trim());
  return found;
}

function single(text: string, keepQuotes: boolean): string {
  const first = text[0];
  const quoted = text.length > 1 && (first === "'" || first === '"') && text.endsWith(first);
  if (!quoted) return text.trim();
  return keepQuotes ? text : text.slice(1, -1);
}

/** The text without the quotes around it, if it has them. */
export function unquoted(text: string): string {
  const first = text[0];
  return text.length > 1 && (first === "'" || first === '"') && text.endsWith(first) ? text.slice(1, -1) : text;
}
