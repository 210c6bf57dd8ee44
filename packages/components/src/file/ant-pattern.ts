/**
 * Apache Ant's patterns of paths as a test: `?` is a character, `*` any number of them within a folder's or file's name, `**`
 * any number of folders. Several stand with commas between them.
 */
export function antPattern(patterns: string, isCaseSensitive: boolean): (path: string) => boolean {
  const tests = patterns.split(',').map((pattern) => oneExpression(pattern.trim(), isCaseSensitive));
  return (path) => tests.some((test) => test.test(path));
}

function oneExpression(pattern: string, isCaseSensitive: boolean): RegExp {
  // As in Ant, a folder stands for all that is in it.
  const parts = (pattern.endsWith('/') ? `${pattern}**` : pattern).split('/');
  let source = '';
  for (const [index, part] of parts.entries()) {
    const isLast = index === parts.length - 1;
    if (part === '**') source += isLast ? '.*' : '(?:[^/]+/)*';
    else source += part.replace(/[.+^${}()|[\]\\]|\*+|\?/g, wildcard) + (isLast ? '' : '/');
  }
  return new RegExp(`^${source}$`, isCaseSensitive ? '' : 'i');
}

function wildcard(sign: string): string {
  if (sign.startsWith('*')) return '[^/]*';
  return sign === '?' ? '[^/]' : `\\${sign}`;
}
