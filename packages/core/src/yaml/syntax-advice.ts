import type { YAMLParseError } from 'yaml';

/** What is wrong with a text that is no YAML, in words for who wrote it, and where to look. */
export interface SyntaxAdvice {
  readonly reason: string;
  readonly line: number;
  readonly column: number;
}

/**
 * Says what people do wrong, where the parser says what it met: tabs, indentation that fits nothing, text that wants quotes,
 * a quote or brace that is left open. `line` and `column` (both from 1) are where the parser gave up.
 */
export function syntaxAdvice(error: YAMLParseError, text: string, line: number, column: number): SyntaxAdvice {
  const lines = text.split(/\r?\n/);
  const written = lines[line - 1] ?? '';
  const here = { line, column };
  const tab = /^ *\t/.exec(written);
  if (tab) return { reason: 'a tab stands in the indentation. Indent with blanks.', line, column: tab[0].length };
  const placeholder = /[{,][^'"]*:\s+(\$\{)/.exec(written);
  if (placeholder) {
    const at = placeholder.index + placeholder[0].length - 1;
    return { reason: "within { } a text with braces needs quotes: { simple: '${body}' }", line, column: at };
  }
  if (error.message.startsWith('Missing closing'))
    return openQuote(error.message, lines) ?? { reason: plain(error), ...here };
  const end = /end with a ([}\]])/.exec(error.message)?.[1];
  if (end !== undefined) return { reason: `a "${end === '}' ? '{' : '['}" before this place is not closed.`, ...here };
  if (error.message.startsWith('Nested mappings are not allowed'))
    return { reason: 'a text with a colon and a blank in it needs quotes: log: "got: ${body}"', ...here };
  if (
    /implicit map key|Implicit (map )?keys|same column|sufficiently indented|BAD_INDENT/i.test(
      `${error.code} ${error.message}`,
    )
  ) {
    const indent = written.length - written.trimStart().length;
    const above = itemAbove(lines, line);
    const hint =
      above === undefined || above.column === indent + 1
        ? ''
        : `; the ${above.isItem ? '"- "' : 'word'} above begins at column ${above.column}`;
    const reason = `the indentation fits nothing above. Items of one list, and words of one map, begin at the same column${hint}.`;
    return { reason, line, column: indent + 1 };
  }
  return { reason: plain(error), ...here };
}

const plain = ({ message }: YAMLParseError) => message.split('\n')[0]!.replace(/ at line.*$/, '.');

/** The quote that opens the first text which its line does not close. */
function openQuote(message: string, lines: readonly string[]): SyntaxAdvice | undefined {
  const quote = message.charAt('Missing closing '.length);
  for (const [index, written] of lines.entries()) {
    const code = written.replace(/(^|\s)#.*$/, '');
    if (code.split(quote).length % 2 === 1) continue;
    return {
      reason: `the ${quote} that opens here is never closed.`,
      line: index + 1,
      column: code.lastIndexOf(quote) + 1,
    };
  }
  return undefined;
}

/** The nearest line above that holds something: where it begins. */
function itemAbove(
  lines: readonly string[],
  line: number,
): { readonly column: number; readonly isItem: boolean } | undefined {
  for (let at = line - 2; at >= 0; at--) {
    const written = lines[at]!;
    if (written.trim() === '' || written.trimStart().startsWith('#')) continue;
    const start = written.trimStart();
    return { column: written.length - start.length + 1, isItem: start.startsWith('- ') };
  }
  return undefined;
}
