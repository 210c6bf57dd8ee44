import type { XmlMistake } from '../xml/xml-syntax-error.ts';

/** A mistake in XML in the words of the parser that Jackson uses; undefined for those that it words as we do. */
export function woodstoxMessage({ kind, line, column, open, found }: XmlMistake): string | undefined {
  switch (kind) {
    case 'close':
      return placed(`Unexpected close tag </${found}>; expected </${open}>.`, line, column - 1);
    case 'entity':
      return placed(`Undeclared general entity "${found}"`, line, column);
    case 'unclosed':
      return placed(`Unexpected EOF; was expecting a close tag for element <${open}>`, line, column + 1);
    default:
      return undefined;
  }
}

function placed(problem: string, line: number, column: number): string {
  return [
    problem,
    ` at [row,col {unknown-source}]: [${line},${column}]`,
    ` at [Source: (StringReader); line: ${line}, column: ${column + 1}]`,
  ].join('\n');
}
