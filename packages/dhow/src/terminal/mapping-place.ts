/** A place in a file that is not the route's: of a mapping, or of what it imports. */
export interface MappingPlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The line there. */
  readonly text: string;
}

/** What errors of DataSonnet say of their place. */
interface Range {
  readonly source: {
    readonly name: string;
    positionAt(offset: number): { readonly line: number; readonly column: number };
    lineAt(line: number): string;
  };
  readonly start: number;
}

/** Where in a mapping's own file an error or one of its causes came up; undefined for all others. */
export function mappingPlace(error: unknown): MappingPlace | undefined {
  let one = error as { readonly range?: Range | undefined; readonly cause?: unknown } | null | undefined;
  for (let depth = 0; one && depth < 10; depth++) {
    const { range } = one;
    if (typeof range?.source?.positionAt === 'function' && range.source.name !== '') {
      const { source, start } = range;
      const { line, column } = source.positionAt(start);
      return { file: source.name, line, column, text: source.lineAt(line) };
    }
    one = one.cause as typeof one;
  }
  return undefined;
}
