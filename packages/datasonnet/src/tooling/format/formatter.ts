import { DatasonnetError } from '../../errors/datasonnet-errors.ts';
import type { Profile } from '../../runtime/runtime.ts';
import { followingSource } from '../../source/deep-source.ts';
import { SourceText } from '../../source/source-text.ts';
import { grammarOf } from '../../syntax/grammar.ts';
import { parse } from '../../syntax/parser.ts';
import type { SyntaxTree } from '../../syntax/syntax-tree.ts';
import { ExpressionFormatter } from './expression-formatter.ts';
import { blankLine, hardLine, renderLayout } from './layout.ts';
import type { Layout } from './layout.ts';
import { commentLayout } from './comment-cursor.ts';

export interface FormatOptions {
  readonly profile?: Profile;
  /** The file's name, for messages. */
  readonly name?: string;
  /** Columns of a line: 100 when left out. */
  readonly width?: number;
}

/**
 * Lays out a mapping anew; comments stay, the meaning does not change, and what is formatted already stays as it is. Raises
 * `DS_SYNTAX` for a mapping that cannot be parsed.
 *
 * @example
 * import { formatMapping } from '@dhow/datasonnet/tooling';
 *
 * formatMapping('{a:1,b : "x"}'); // "{ a: 1, b: 'x' }\n"
 */
export function formatMapping(source: string, options: FormatOptions = {}): string {
  const tree = parse(
    new SourceText(options.name ?? '', source.replaceAll('\r\n', '\n')),
    grammarOf(options.profile ?? 'strict'),
  );
  const [first] = tree.diagnostics;
  if (first) {
    const range = { source: tree.source, start: first.start, end: first.end };
    throw new DatasonnetError('DS_SYNTAX', first.message, { range, details: { diagnostics: tree.diagnostics } });
  }
  return followingSource(tree.source, () => renderLayout(fileLayout(tree), options.width ?? 100, '  '));
}

function fileLayout(tree: SyntaxTree): Layout {
  const formatter = new ExpressionFormatter(tree);
  const { comments } = formatter;
  const leading = comments.before(tree.root.start);
  const root = [comments.leading(leading, tree.root.start), formatter.format(tree.root)];
  const trailing = comments.trailing(tree.root.end);
  const rest = comments.before(tree.source.text.length + 1);
  let last = trailing?.end ?? tree.root.end;
  const end: Layout[] = trailing ? [' ', commentLayout(trailing)] : [];
  for (const comment of rest) {
    end.push(comments.hasBlankLine(last, comment.start) ? blankLine : hardLine, commentLayout(comment));
    last = comment.end;
  }
  return [root, end];
}
