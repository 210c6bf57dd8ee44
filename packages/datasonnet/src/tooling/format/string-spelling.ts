import type { StringLiteral } from '../../syntax/syntax-tree.ts';
import type { Layout } from './layout.ts';
import { blankLine, hardLine, indent, verbatim } from './layout.ts';

/** A string as the formatter spells it: single quotes unless the text holds some, blocks and verbatim strings as they were. */
export function stringLayout(node: Pick<StringLiteral, 'value' | 'form' | 'start' | 'end'>, text: string): Layout {
  switch (node.form) {
    case 'verbatim-double':
    case 'verbatim-single':
      return verbatim(text.slice(node.start, node.end));
    case 'block':
      return blockLayout(node.value);
    default:
      return quoted(node.value);
  }
}

export function quoted(value: string): string {
  const quote = value.includes("'") && !value.includes('"') ? '"' : "'";
  return (
    quote + value.replaceAll(needsEscape, (char) => (isQuote(char) && char !== quote ? char : escapeOf(char))) + quote
  );
}

const needsEscape =
  // oxlint-disable-next-line no-control-regex
  /["'\\\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

function isQuote(char: string): boolean {
  return char === '"' || char === "'";
}

const shortEscapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  "'": "\\'",
  '\\': '\\\\',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

function escapeOf(char: string): string {
  return shortEscapes[char] ?? `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function blockLayout(value: string): Layout {
  const chomped = !value.endsWith('\n');
  const lines = (chomped ? value : value.slice(0, -1)).split('\n');
  const content: Layout[] = [];
  let blanks = 0;
  for (const each of lines) {
    // Empty lines have no indentation; a run of them is one break with more lines.
    if (each === '') blanks++;
    else {
      content.push(blanks === 0 ? hardLine : emptyLines(blanks), verbatim(each));
      blanks = 0;
    }
  }
  const end = blanks === 0 ? hardLine : emptyLines(blanks);
  return [chomped ? '|||-' : '|||', indent(content), end, '|||'];
}

function emptyLines(count: number): Layout {
  return {
    ...(blankLine as { readonly kind: 'line'; readonly flat: ' '; readonly hard: true; readonly blank: number }),
    blank: count,
  };
}
