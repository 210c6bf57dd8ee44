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

function translate(source: string, whole: boolean): RegExp {
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
    .replaceAll(/([*+?}])\+/g, '$1');
  try {
    return new RegExp(whole ? `^(?:${body})$` : body, flags);
  } catch (cause) {
    throw new LanguageError('SIMPLE_PATTERN', `${(cause as Error).message}: ${source}`, { cause });
  }
}
