import { LanguageError } from '../language-error.ts';

const cache = new Map<string, RegExp>();

/** A Java regular expression as JavaScript's: leading flags, possessive and Java-only pieces translated. */
export function javaPattern(source: string, whole = false): RegExp {
  const key = `${whole ? '^' : ''}${source}`;
  let pattern = cache.get(key);
  if (pattern === undefined) {
    pattern = translate(source, whole);
    if (cache.size > 500) cache.clear();
    cache.set(key, pattern);
  }
  return pattern;
}

const classes: Readonly<Record<string, string>> = {
  Alpha: 'a-zA-Z',
  Digit: '0-9',
  Alnum: 'a-zA-Z0-9',
  Upper: 'A-Z',
  Lower: 'a-z',
  Punct: '!-\\/:-@\\[-`{-~',
  Space: '\\s',
  Blank: ' \\t',
  XDigit: '0-9a-fA-F',
  ASCII: '\\x00-\\x7F',
};

/** The place of a brace that counts nothing, which Java refuses and JavaScript takes for a text. */
function strayBrace(source: string): number {
  const plain = source.replaceAll(/\\Q.*?(?:\\E|$)|\\[pPx]\{[^}]*\}|\\.|\[(?:\\.|[^\]\\])*\]|\(\?<\w+>/gs, (all) =>
    'x'.repeat(all.length),
  );
  const place = plain.search(/(?<![^(|])\{|\{(?!\d+(?:,\d*)?\})/);
  return place < 0 ? -1 : place + 1;
}

function translate(source: string, whole: boolean): RegExp {
  const stray = strayBrace(source);
  if (stray > 0) {
    const problem = `Illegal repetition near index ${stray}\n${source}\n${' '.repeat(stray)}^`;
    throw new LanguageError('SIMPLE_PATTERN', problem);
  }
  let flags = '';
  let body = source;
  const leading = /^\(\?([imsux]+)\)/.exec(body);
  if (leading) {
    body = body.slice(leading[0].length);
    for (const flag of leading[1]!) if ('ims'.includes(flag) && !flags.includes(flag)) flags += flag;
  }
  body = body
    .replaceAll(/\[\\p\{(\w+)\}\]|\\p\{(\w+)\}/g, (all, a: string | undefined, b: string | undefined) => {
      const set = classes[a ?? b ?? ''];
      return set === undefined ? all : `[${set}]`;
    })
    .replaceAll(/\\Q(.*?)(?:\\E|$)/gs, (_, text: string) => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`))
    .replaceAll(String.raw`\A`, '^')
    .replaceAll(/\\[zZ]/g, '$')
    .replaceAll(/([*+?]|\{\d+(?:,\d*)?\})\+/g, '$1');
  // JavaScript knows `\p{L}` only with this flag, which forbids needless backslashes.
  if (/\\[pP]\{/.test(body)) {
    flags += 'u';
    body = body.replaceAll(/\\([^\w\s^$\\.*+?()[\]{}|/-])/g, '$1');
  }
  try {
    return new RegExp(whole ? `^(?:${body})$` : body, flags);
  } catch (cause) {
    throw new LanguageError('SIMPLE_PATTERN', `${(cause as Error).message}: ${source}`, { cause });
  }
}
