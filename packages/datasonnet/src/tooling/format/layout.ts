/*
 * A document is text with places where a line may break. A group is written on one line when it fits, else all its own
 * lines break (Wadler, "A prettier printer", 1998, with hard breaks that spread to the groups around them).
 */

export type Layout = string | readonly Layout[] | Group | Indent | Line | Verbatim | IfBroken;

interface Group {
  readonly kind: 'group';
  readonly content: Layout;
  readonly breaks: boolean;
}

interface Indent {
  readonly kind: 'indent';
  readonly content: Layout;
}

interface Line {
  readonly kind: 'line';
  /** What stands there on one line. */
  readonly flat: ' ' | '';
  readonly hard: boolean;
  /** Extra empty lines. */
  readonly blank: number;
}

/** Stands only where the group around it is broken. */
interface IfBroken {
  readonly kind: 'ifBroken';
  readonly text: string;
}

/** Text whose line ends are its own: a string or comment over several lines. */
interface Verbatim {
  readonly kind: 'verbatim';
  readonly text: string;
}

export const line: Layout = { kind: 'line', flat: ' ', hard: false, blank: 0 };
export const softLine: Layout = { kind: 'line', flat: '', hard: false, blank: 0 };
export const hardLine: Layout = { kind: 'line', flat: ' ', hard: true, blank: 0 };
export const blankLine: Layout = { kind: 'line', flat: ' ', hard: true, blank: 1 };

export function indent(content: Layout): Layout {
  return { kind: 'indent', content };
}

/** @param breaks Whether it is to be broken whether it fits or not. */
export function group(content: Layout, breaks = false): Layout {
  return { kind: 'group', content, breaks: breaks || hasHardLine(content) };
}

export function ifBroken(text: string): Layout {
  return { kind: 'ifBroken', text };
}

export function verbatim(text: string): Layout {
  return { kind: 'verbatim', text };
}

export function join(separator: Layout, parts: readonly Layout[]): Layout {
  return parts.flatMap((part, at) => (at === 0 ? [part] : [separator, part]));
}

const hardness = new WeakMap<object, boolean>();

export function hasHardLine(layout: Layout): boolean {
  if (typeof layout === 'string') return false;
  const known = hardness.get(layout);
  if (known !== undefined) return known;
  const hard = computeHardness(layout);
  hardness.set(layout, hard);
  return hard;
}

function computeHardness(layout: Exclude<Layout, string>): boolean {
  if (!('kind' in layout)) return layout.some(hasHardLine);
  switch (layout.kind) {
    case 'group':
      return layout.breaks || hasHardLine(layout.content);
    case 'indent':
      return hasHardLine(layout.content);
    case 'ifBroken':
      return false;
    case 'line':
      return layout.hard;
    case 'verbatim':
      return layout.text.includes('\n');
  }
}

interface Pending {
  readonly layout: Layout;
  readonly indent: number;
  readonly flat: boolean;
}

/** Writes a document, at most so many columns wide where its breaks allow. */
export function renderLayout(layout: Layout, width: number, step: string): string {
  let out = '';
  let column = 0;
  /** Up to here the text is the author's, blanks at the end of lines too. */
  let kept = 0;
  const stack: Pending[] = [{ layout, indent: 0, flat: false }];
  while (stack.length > 0) {
    const { layout: each, indent: level, flat } = stack.pop()!;
    if (typeof each === 'string') {
      out += each;
      column += each.length;
    } else if (!('kind' in each)) {
      for (let at = each.length - 1; at >= 0; at--) stack.push({ layout: each[at]!, indent: level, flat });
    } else if (each.kind === 'indent') stack.push({ layout: each.content, indent: level + 1, flat });
    else if (each.kind === 'group') {
      const fits = !each.breaks && (flat || fitsIn(each.content, width - column, stack));
      stack.push({ layout: each.content, indent: level, flat: fits });
    } else if (each.kind === 'ifBroken') {
      if (!flat) {
        out += each.text;
        column += each.text.length;
      }
    } else if (each.kind === 'verbatim') {
      out += each.text;
      kept = out.length;
      const last = each.text.lastIndexOf('\n');
      column = last < 0 ? column + each.text.length : each.text.length - last - 1;
    } else if (flat && !each.hard) {
      out += each.flat;
      column += each.flat.length;
    } else {
      out = `${out.slice(0, kept)}${out.slice(kept).trimEnd()}\n${'\n'.repeat(each.blank)}${step.repeat(level)}`;
      column = step.length * level;
    }
  }
  return `${out.trimEnd()}\n`;
}

/** Whether the content and what follows it up to the next line that may break fit in so many columns. */
function fitsIn(content: Layout, room: number, rest: readonly Pending[]): boolean {
  let left = room;
  let next = rest.length - 1;
  const stack: { readonly layout: Layout; readonly flat: boolean }[] = [{ layout: content, flat: true }];
  while (left >= 0) {
    const item = stack.pop() ?? rest[next--];
    if (!item) return true;
    const { layout: each, flat } = item;
    if (typeof each === 'string') left -= each.length;
    else if (!('kind' in each)) for (let at = each.length - 1; at >= 0; at--) stack.push({ layout: each[at]!, flat });
    else if (each.kind === 'indent') stack.push({ layout: each.content, flat });
    else if (each.kind === 'group') stack.push({ layout: each.content, flat: flat && !each.breaks });
    else if (each.kind === 'verbatim') {
      const end = each.text.indexOf('\n');
      if (end >= 0) return left - end >= 0;
      left -= each.text.length;
    } else if (each.kind === 'ifBroken') left -= flat ? 0 : each.text.length;
    else if (!flat || each.hard) return true;
    else left -= each.flat.length;
  }
  return false;
}
