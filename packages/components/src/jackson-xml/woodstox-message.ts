import type { XmlMistake } from '../xml/xml-syntax-error.ts';

/** A mistake in XML as Jackson tells it: in the words of its parser, with the place; undefined for one that it does not see. */
export function woodstoxMessage({ woodstox, line, column, inRoot }: XmlMistake): string | undefined {
  if (woodstox === undefined) return undefined;
  const placed = `${woodstox}\n at [row,col {unknown-source}]: [${line},${column}]`;
  return inRoot ? `${placed}\n at [Source: (StringReader); line: ${line}, column: ${column + 1}]` : placed;
}
