/** One step of a path over objects: `.name`, `.name(args)` or `[key]`; `?.` may give null without failing the next. */
export interface PathStep {
  readonly kind: 'member' | 'key';
  /** The member's name or the key as written. */
  readonly name: string;
  /** What stands in the brackets of a call; undefined without brackets. */
  readonly args: string | undefined;
  readonly nullSafe: boolean;
  /** As written, for messages. */
  readonly text: string;
}

/** Reads `.a.b(1)[0]?.c`, or undefined when the text is no path. A name may stand first without its dot. */
export function parsePath(text: string): PathStep[] | undefined {
  const steps: PathStep[] = [];
  let at = 0;
  while (at < text.length) {
    const start = at;
    if (text[at] === '[') {
      const end = closing(text, at, '[', ']');
      if (end < 0) return undefined;
      steps.push({
        kind: 'key',
        name: text.slice(at + 1, end),
        args: undefined,
        nullSafe: false,
        text: text.slice(at, end + 1),
      });
      at = end + 1;
      continue;
    }
    let nullSafe = false;
    if (text.startsWith('?.', at)) {
      nullSafe = true;
      at += 2;
    } else if (text[at] === '.') at++;
    else if (at > 0) return undefined;
    const name = memberName(text, at);
    at += name.length;
    let args: string | undefined;
    if (text[at] === '(') {
      const end = closing(text, at, '(', ')');
      if (end < 0) return undefined;
      args = text.slice(at + 1, end);
      at = end + 1;
    }
    if (name === '' || /\s/.test(name)) return undefined;
    steps.push({ kind: 'member', name, args, nullSafe, text: text.slice(start, at) });
  }
  return steps;
}

function memberName(text: string, at: number): string {
  let end = at;
  while (end < text.length) {
    if (text.startsWith('${', end)) {
      const close = closing(text, end + 1, '{', '}');
      if (close < 0) return '';
      end = close + 1;
    } else if ('.[('.includes(text[end]!) || text.startsWith('?.', end)) break;
    else end++;
  }
  return text.slice(at, end);
}

function closing(text: string, at: number, open: string, close: string): number {
  let depth = 0;
  let quote = '';
  for (let i = at; i < text.length; i++) {
    const char = text[i]!;
    if (quote !== '') {
      if (char === quote) quote = '';
    } else if (char === "'" || char === '"') quote = char;
    else if (char === open) depth++;
    else if (char === close && --depth === 0) return i;
  }
  return -1;
}
