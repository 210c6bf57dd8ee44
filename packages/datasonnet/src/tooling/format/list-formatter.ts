import type { CommentCursor } from './comment-cursor.ts';
import { commentLayout } from './comment-cursor.ts';
import type { Layout } from './layout.ts';
import { blankLine, group, hardLine, ifBroken, indent, line } from './layout.ts';

/** An element between brackets, written when its turn comes. */
export interface ListItem {
  readonly start: number;
  readonly end: number;
  readonly write: () => Layout;
}

export interface ListOptions {
  readonly open: string;
  readonly close: string;
  /** What stands behind the opening and before the closing bracket when all is on one line. */
  readonly inner: Layout;
  readonly start: number;
  readonly end: number;
  /** The only element starts on the line of the bracket. */
  readonly hugging?: boolean;
  /** Whether a list whose first element is on a line of its own stays broken: true when left out. */
  readonly keepsBroken?: boolean;
}

/** Elements between brackets with commas: on one line, or each on its own with a comma after the last. */
export function listLayout(
  comments: CommentCursor,
  text: string,
  items: readonly ListItem[],
  options: ListOptions,
): Layout {
  const { open, close, inner, start, end, hugging = false, keepsBroken = true } = options;
  const content: Layout[] = [];
  let isBroken = keepsBroken && items.length > 0 && text.slice(start, items[0]!.start).includes('\n');
  let last = start + open.length;
  let afterComment = false;
  items.forEach((item, at) => {
    const before = comments.before(item.start);
    const first = before[0]?.start ?? item.start;
    if (at > 0) content.push(comments.hasBlankLine(last, first) ? blankLine : afterComment ? hardLine : line);
    if (before.length > 0) {
      content.push(comments.leading(before, item.start));
      isBroken ||= before.some((comment) => !comment.text.startsWith('/*'));
    }
    content.push(item.write());
    const isLast = at === items.length - 1;
    const trailing = comments.trailing(item.end);
    if (!isLast) content.push(',');
    else if (open !== '(') content.push(ifBroken(','));
    if (trailing) {
      content.push(' ', commentLayout(trailing));
      isBroken = true;
    }
    afterComment = trailing !== undefined;
    last = trailing?.end ?? item.end;
  });
  const rest = comments.before(end);
  for (const comment of rest) {
    content.push(
      content.length === 0 ? '' : comments.hasBlankLine(last, comment.start) ? blankLine : hardLine,
      commentLayout(comment),
    );
    isBroken = true;
    last = comment.end;
  }
  if (content.length === 0) return open + close;
  if (hugging && !isBroken) return [open, content, close];
  return group([open, indent([inner, content]), inner, close], isBroken);
}
