/** A column of a table: numbers stand to the right. */
export interface Column {
  readonly title: string;
  readonly align?: 'left' | 'right';
  /** Longer texts are cut with an ellipsis. */
  readonly maxWidth?: number;
}

/** Lines of a table without borders, titles first. */
export function tableLines(columns: readonly Column[], rows: readonly (readonly string[])[], indent = '  '): string[] {
  const cut = (text: string, column: Column) => {
    const oneLine = text.replace(/\s+/g, ' ');
    return column.maxWidth && oneLine.length > column.maxWidth ? `${oneLine.slice(0, column.maxWidth - 1)}…` : oneLine;
  };
  const cells = [columns.map(({ title }) => title), ...rows].map((row) =>
    columns.map((column, i) => cut(row[i] ?? '', column)),
  );
  const widths = columns.map((_, i) => Math.max(...cells.map((row) => row[i]!.length)));
  return cells.map((row) =>
    (
      indent +
      row
        .map((cell, i) => (columns[i]!.align === 'right' ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!)))
        .join('   ')
    ).trimEnd(),
  );
}
