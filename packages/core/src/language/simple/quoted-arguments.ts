export interface SplitOptions {
  /** Leaves the quotes where they stand. */
  readonly keepQuotes?: boolean;
  /** Leaves the blanks around arguments, as Camel does for some functions: `replace(a, b)` puts a blank before b. */
  readonly keepBlanks?: boolean;
}

/**
 * Splits the arguments of a function as Camel does: at commas outside quotes, blanks around an argument dropped, quotes
 * taken off, unless told to keep them. A lone comma gives no argument at all, `''` gives an empty one. Brackets do not
 * protect commas.
 */
export function splitArguments(text: string, { keepQuotes = false, keepBlanks = false }: SplitOptions = {}): string[] {
  if (!text.includes(',')) return [single(text, keepQuotes, keepBlanks)];
  const found: string[] = [];
  let current = '';
  let quote = '';
  let fresh = true;
  /** The length up to the last closing quote; only blanks behind it fall away. */
  let closed = -1;
  const end = () => {
    const kept = keepBlanks || (closed >= 0 && current.slice(closed).trim() !== '');
    if (current !== '') found.push(kept ? current : closed >= 0 ? current.slice(0, closed) : current.trim());
    current = '';
    fresh = true;
    closed = -1;
  };
  for (let i = 0; i < text.length; i++) {
    const char = text[i]!;
    if ((char === "'" || char === '"') && (quote === '' || quote === char)) {
      if (quote === char && text[i - 1] === char && current === (keepQuotes ? char : '')) {
        found.push(keepQuotes ? char + char : '');
        current = '';
        quote = '';
        fresh = true;
        continue;
      }
      if (keepQuotes) current += char;
      fresh = false;
      if (quote !== '') closed = current.length;
      quote = quote === '' ? char : '';
      continue;
    }
    if (quote === '' && char === ',') {
      end();
      continue;
    }
    if (quote === '' && char === ' ' && fresh && !keepBlanks) continue;
    fresh = false;
    current += char;
  }
  end();
  return found;
}

function single(text: string, keepQuotes: boolean, keepBlanks: boolean): string {
  const first = text[0];
  const quoted = text.length > 1 && (first === "'" || first === '"') && text.endsWith(first);
  if (!quoted) return keepBlanks ? text : text.trim();
  return keepQuotes ? text : text.slice(1, -1);
}

/** The text without the quotes around it, if it has them. */
export function unquoted(text: string): string {
  const first = text[0];
  return text.length > 1 && (first === "'" || first === '"') && text.endsWith(first) ? text.slice(1, -1) : text;
}
