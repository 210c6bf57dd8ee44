import type { Comment } from '../../syntax/syntax-tree.ts';
import type { Layout } from './layout.ts';
import { blankLine, hardLine, verbatim } from './layout.ts';

/** The comments of a file in order: each is given out once, where the formatter comes to it. */
export class CommentCursor {
  readonly #comments: readonly Comment[];
  readonly #text: string;
  #next = 0;

  constructor(comments: readonly Comment[], text: string) {
    this.#comments = comments;
    this.#text = text;
  }

  /** Comments before an offset that were not given out yet. */
  before(offset: number): readonly Comment[] {
    const start = this.#next;
    while (this.#next < this.#comments.length && this.#comments[this.#next]!.start < offset) this.#next++;
    return this.#comments.slice(start, this.#next);
  }

  /** The comment that stands behind something on its line and closes the line, only blanks and a comma between. */
  trailing(end: number): Comment | undefined {
    const comment = this.#comments[this.#next];
    if (!comment || !/^[ \t]*[,;]?[ \t]*$/.test(this.#text.slice(end, comment.start))) return undefined;
    if (!comment.text.startsWith('/*')) {
      this.#next++;
      return comment;
    }
    const closes = /^[ \t]*[,;]?[ \t]*(?:\r?\n|$)/.test(this.#text.slice(comment.end));
    if (!closes || comment.text.includes('\n')) return undefined;
    this.#next++;
    return comment;
  }

  /** Whether an empty line lies between two offsets, comments apart. */
  hasBlankLine(start: number, end: number): boolean {
    return /\n[ \t\r]*\n/.test(this.#text.slice(start, end));
  }

  /** Comments that stand before something, each on its line; a short one in the middle of a line stays there. */
  leading(comments: readonly Comment[], next: number): Layout {
    return comments.flatMap((comment, at) => {
      const following = comments[at + 1]?.start ?? next;
      const gap = this.#text.slice(comment.end, following);
      const stays = comment.text.startsWith('/*') && !gap.includes('\n');
      const separator = stays ? ' ' : this.hasBlankLine(comment.end, following) ? blankLine : hardLine;
      return [commentLayout(comment), separator];
    });
  }
}

export function commentLayout(comment: Comment): Layout {
  return verbatim(comment.text.trimEnd());
}
