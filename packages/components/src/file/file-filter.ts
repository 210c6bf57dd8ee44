import { ComponentError } from '../component-error.ts';
import { antPattern } from './ant-pattern.ts';
import type { FileOptions } from './file-endpoint.ts';
import type { FoundFile } from './found-file.ts';

/** Which names a consumer takes, by the options of its endpoint. */
export function nameFilter(options: FileOptions): (name: string, relative: string) => boolean {
  const include = wholeName(options.include, 'include');
  const exclude = wholeName(options.exclude, 'exclude');
  const { antInclude, antExclude, antFilterCaseSensitive } = options;
  const antIncludes = antInclude === undefined ? undefined : antPattern(antInclude, antFilterCaseSensitive);
  const antExcludes = antExclude === undefined ? undefined : antPattern(antExclude, antFilterCaseSensitive);
  const includeExt = extensions(options.includeExt);
  const excludeExt = extensions(options.excludeExt);
  return (name, relative) => {
    const folded = name.toLowerCase();
    if (antExcludes?.(relative) || (antIncludes && !antIncludes(relative))) return false;
    if (exclude?.test(name) || (include && !include.test(name))) return false;
    if (excludeExt?.some((ending) => folded.endsWith(ending))) return false;
    return !includeExt || includeExt.some((ending) => folded.endsWith(ending));
  };
}

function wholeName(pattern: string | undefined, option: string): RegExp | undefined {
  if (pattern === undefined) return undefined;
  try {
    return new RegExp(`^(?:${pattern})$`, 'i');
  } catch (cause) {
    const found = JSON.stringify(pattern);
    const expected = 'a regular expression: write .*[.]csv for names that end in .csv';
    throw new ComponentError('ENDPOINT_OPTION_INVALID', { endpoint: 'file', option, found, expected }, cause);
  }
}

/** With the dot before them: `gz` and `tar.gz` are both endings of `a.tar.gz`, as in Camel. */
function extensions(list: string | undefined): readonly string[] | undefined {
  return list?.split(',').map((one) => `.${one.trim().toLowerCase()}`);
}

/** `*.csv` as the regular expression that `include` takes. */
export function globToPattern(glob: string): string {
  return glob.replace(/[.+^${}()|[\]\\]|\*+|\?/g, (piece) => {
    if (piece.startsWith('*')) return '.*';
    return piece === '?' ? '.' : `\\${piece}`;
  });
}

/**
 * Puts files in order as `sortBy` says, or else `preSort`; by name when they say nothing, so that the order does not hang on the
 * disk.
 */
export function fileOrder({ sortBy, preSort, shuffle }: FileOptions): (files: FoundFile[]) => FoundFile[] {
  if (shuffle && sortBy === undefined) return shuffled;
  const orders = (sortBy ?? preSorts[preSort ?? 'false']).split(';').map(oneOrder);
  return (files) =>
    files.sort((a, b) => {
      for (const order of orders) {
        const result = order(a, b);
        if (result !== 0) return result;
      }
      return 0;
    });
}

const preSorts = {
  true: 'file:name',
  false: 'file:name',
  name: 'file:name',
  '-name': 'reverse:file:name',
  modified: 'file:modified',
  '-modified': 'reverse:file:modified',
  size: 'file:size',
  '-size': 'reverse:file:size',
} as const;

function shuffled(files: FoundFile[]): FoundFile[] {
  for (let last = files.length - 1; last > 0; last--) {
    const other = Math.floor(Math.random() * (last + 1));
    [files[last], files[other]] = [files[other]!, files[last]!];
  }
  return files;
}

function oneOrder(text: string): (a: FoundFile, b: FoundFile) => number {
  const reverse = text.includes('reverse:') ? -1 : 1;
  const key = text.replaceAll(/reverse:|ignoreCase:/g, '').trim();
  const fold = (value: string) => (text.includes('ignoreCase:') ? value.toLowerCase() : value);
  const byText = (a: string, b: string) => (fold(a) < fold(b) ? -1 : fold(a) > fold(b) ? 1 : 0);
  switch (key) {
    case 'file:name':
    case 'file:onlyname':
      return (a, b) => reverse * byText(a.relative, b.relative);
    case 'file:modified':
      return (a, b) => reverse * (a.lastModified - b.lastModified);
    case 'file:length':
    case 'file:size':
      return (a, b) => reverse * (a.length - b.length);
    default: {
      const expected = 'file:name, file:modified or file:length';
      throw new ComponentError('ENDPOINT_OPTION_INVALID', { endpoint: 'file', option: 'sortBy', found: key, expected });
    }
  }
}
