import { ComponentError } from '../component-error.ts';
import type { FileOptions } from './file-endpoint.ts';
import type { FoundFile } from './found-file.ts';

/** Which names a consumer takes, by the options of its endpoint. */
export function nameFilter(options: FileOptions): (name: string) => boolean {
  const include = wholeName(options.include, 'include');
  const exclude = wholeName(options.exclude, 'exclude');
  const includeExt = extensions(options.includeExt);
  const excludeExt = extensions(options.excludeExt);
  const only = options.fileName?.includes('${') ? undefined : options.fileName;
  return (name) => {
    const extension = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
    if (only !== undefined && name !== only) return false;
    if (include && !include.test(name)) return false;
    if (exclude?.test(name)) return false;
    return !(includeExt && !includeExt.has(extension)) && !excludeExt?.has(extension);
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

function extensions(list: string | undefined): ReadonlySet<string> | undefined {
  return list === undefined ? undefined : new Set(list.split(',').map((one) => one.trim().toLowerCase()));
}

/** `*.csv` as the regular expression that `include` takes. */
export function globToPattern(glob: string): string {
  return glob.replace(/[.+^${}()|[\]\\]|\*+|\?/g, (piece) => {
    if (piece.startsWith('*')) return '.*';
    return piece === '?' ? '.' : `\\${piece}`;
  });
}

/** Compares files as `sortBy` says; by name when it says nothing, so that the order does not hang on the disk. */
export function fileOrder(sortBy: string | undefined): (a: FoundFile, b: FoundFile) => number {
  const orders = (sortBy ?? 'file:name').split(';').map(oneOrder);
  return (a, b) => {
    for (const order of orders) {
      const result = order(a, b);
      if (result !== 0) return result;
    }
    return 0;
  };
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
