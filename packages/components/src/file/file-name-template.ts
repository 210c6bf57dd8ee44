import { textOf } from '@dhow/core/component';
import { basename, dirname, extname } from 'node:path';
import { ComponentError } from '../component-error.ts';

/** What `${…}` in names of files may ask for. */
export interface FileNameValues {
  /** Path below the endpoint's folder. */
  readonly relative: string;
  readonly absolute?: string | undefined;
  readonly length?: number | undefined;
  readonly lastModified?: number | undefined;
  readonly now: number;
  readonly exchangeId?: string | undefined;
  header?(name: string): unknown;
}

type Part = string | ((values: FileNameValues) => string);

const parts: Readonly<Record<string, (values: FileNameValues) => string>> = {
  'file:name': ({ relative }) => relative,
  'file:onlyname': ({ relative }) => basename(relative),
  'file:name.noext': ({ relative }) => withoutExtension(relative),
  'file:onlyname.noext': ({ relative }) => withoutExtension(basename(relative)),
  'file:name.ext': ({ relative }) => extname(relative).slice(1),
  'file:ext': ({ relative }) => extname(relative).slice(1),
  'file:parent': ({ relative }) => dirname(relative),
  'file:path': ({ relative }) => relative,
  'file:absolute.path': ({ absolute, relative }) => absolute ?? relative,
  'file:size': ({ length }) => String(length ?? ''),
  'file:length': ({ length }) => String(length ?? ''),
  'file:modified': ({ lastModified }) => String(lastModified ?? ''),
  exchangeId: ({ exchangeId }) => exchangeId ?? '',
  id: ({ exchangeId }) => exchangeId ?? '',
};

/** A name with `${file:…}`, `${date:now:…}`, `${header.…}` and `${exchangeId}` in it. Checked when it is made. */
export class FileNameTemplate {
  readonly #parts: readonly Part[];

  constructor(text: string, option: string) {
    this.#parts = split(text, option);
  }

  /** A folder name stands for the file's own name in it, as in Camel's `move: done`. */
  static forMove(text: string, option: string): FileNameTemplate {
    return new FileNameTemplate(text.includes('${') ? text : `${text.replace(/\/+$/, '')}/\${file:onlyname}`, option);
  }

  fill(values: FileNameValues): string {
    return this.#parts.map((part) => (typeof part === 'string' ? part : part(values))).join('');
  }
}

function split(text: string, option: string): Part[] {
  const found: Part[] = [];
  let from = 0;
  for (const match of text.matchAll(/\$\{([^}]*)\}/g)) {
    found.push(text.slice(from, match.index), partOf(match[1]!, option));
    from = match.index + match[0].length;
  }
  found.push(text.slice(from));
  return found;
}

function partOf(word: string, option: string): Part {
  const known = parts[word];
  if (known) return known;
  const header = /^(?:header|headers|in\.header)[.:](.+)$/.exec(word);
  if (header) return (values) => textOf(values.header?.(header[1]!) ?? '');
  const date = /^date:(now|file):(.+)$/.exec(word);
  if (date) {
    const write = datePattern(date[2]!);
    return (values) => write(new Date(date[1] === 'now' ? values.now : (values.lastModified ?? values.now)));
  }
  throw new ComponentError('FILE_NAME_UNKNOWN', {
    option,
    found: word,
    known: [...Object.keys(parts), 'date:now:yyyyMMdd', 'header.name'].join(', '),
  });
}

const dateLetters: Readonly<Record<string, (date: Date) => number>> = {
  y: (date) => date.getUTCFullYear(),
  M: (date) => date.getUTCMonth() + 1,
  d: (date) => date.getUTCDate(),
  H: (date) => date.getUTCHours(),
  m: (date) => date.getUTCMinutes(),
  s: (date) => date.getUTCSeconds(),
  S: (date) => date.getUTCMilliseconds(),
};

/** The letters of Java's date patterns that names of files use, in UTC; text in quotes stays. */
function datePattern(pattern: string): (date: Date) => string {
  return (date) =>
    pattern.replace(
      /'([^']*)'|(y+|M+|d+|H+|m+|s+|S+)/g,
      (_, quoted: string | undefined, letters: string | undefined) => {
        if (letters === undefined) return quoted ?? '';
        const text = String(dateLetters[letters[0]!]!(date)).padStart(letters.length, '0');
        return letters === 'yy' ? text.slice(-2) : text;
      },
    );
}

function withoutExtension(name: string): string {
  return name.slice(0, name.length - extname(name).length);
}
