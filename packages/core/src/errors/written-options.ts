import type { SourceLocation } from '../model/source-location.ts';

/** An option as it stands in a route file. */
export interface WrittenOption {
  readonly name: string;
  readonly nameAt: SourceLocation;
  /** What is written, of a single value. */
  readonly text: string | undefined;
  /** Where the text itself begins, behind a quote. */
  readonly textAt: SourceLocation;
}

/** By the place of their step, endpoint or bean: the models themselves stay as plain as they are. */
const written = new WeakMap<SourceLocation, readonly WrittenOption[]>();

export function noteWrittenOptions(source: SourceLocation, options: readonly WrittenOption[]): void {
  written.set(source, options);
}

/** The place of the option that an error tells of, or that of its step when it tells of none. */
export function optionPlace(error: object, source: SourceLocation): SourceLocation {
  const options = written.get(source);
  const { details } = error as { details?: Readonly<Record<string, unknown>> };
  if (options === undefined || details === undefined) return source;
  const { option, found, uri } = details;
  return (
    named(options, option)?.textAt ??
    inText(options, option, queryName, 1) ??
    named(options, found)?.nameAt ??
    inText(options, found, queryName, 1) ??
    saying(options, found)?.textAt ??
    inText(options, found, (name) => `\\{\\{\\??${name}\\b`, 0) ??
    (uri === undefined ? undefined : named(options, 'uri')?.textAt) ??
    source
  );
}

function named(options: readonly WrittenOption[], name: unknown): WrittenOption | undefined {
  return options.find((each) => each.name === name);
}

/** Its whole text, with or without the sign of a bean, or the scheme of its URI. */
function saying(options: readonly WrittenOption[], found: unknown): WrittenOption | undefined {
  if (typeof found !== 'string') return undefined;
  return options.find(
    ({ text }) => text === found || text === `#${found}` || text === `#bean:${found}` || text?.startsWith(`${found}:`),
  );
}

const queryName = (name: string) => `[?&]${name}=`;

/** The place of a name within a text of one line: an option of a URI, a placeholder. */
function inText(
  options: readonly WrittenOption[],
  name: unknown,
  patternOf: (name: string) => string,
  skipped: number,
): SourceLocation | undefined {
  if (typeof name !== 'string') return undefined;
  const pattern = new RegExp(patternOf(name.replaceAll(/[^\w]/g, '\\$&')));
  for (const { text = '', textAt } of options) {
    const at = text.search(pattern);
    if (at >= 0 && !text.includes('\n')) return { ...textAt, column: textAt.column + at + skipped };
  }
  return undefined;
}
