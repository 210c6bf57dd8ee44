/** Why `java.net.URI` refuses a text, with the place; undefined for a URI. */
export function uriProblem(text: string): string | undefined {
  const scheme = /^[^/?#:]*:/.exec(text)?.[0] ?? '';
  const inScheme = scheme.slice(0, -1).search(/^[^A-Za-z]|[^\w+.-]/);
  return inScheme >= 0 ? `Illegal character in scheme name at index ${inScheme}` : badPart(text, scheme);
}

/** What is wrong behind the scheme: a character that its part may not have, half an escape, no host. */
function badPart(text: string, scheme: string): string | undefined {
  if (text.slice(scheme.length) === '//') return `Expected authority at index ${text.length}`;
  const escape = text.search(/%(?![0-9a-fA-F]{2})/);
  if (escape >= 0) return `Malformed escape pair at index ${escape}`;
  const isOpaque = scheme !== '' && !text.startsWith('/', scheme.length);
  const [authority] = /^\/\/[^/?#]*/.exec(text.slice(scheme.length)) ?? [''];
  const path = scheme.length + authority.length;
  const query = text.indexOf('?', path);
  const fragment = text.indexOf('#', path);
  const bad = (from: number, to: number, wrong: RegExp) => {
    const at = text.slice(from, to).search(wrong);
    return at < 0 ? -1 : from + at;
  };
  const end = (...marks: number[]) => Math.min(...marks.filter((mark) => mark >= 0), text.length);
  if (bad(scheme.length, path, /[\s"<>\\^`{|}]/) >= 0) {
    return `Illegal character in authority at index ${scheme.length + 2}`;
  }
  const inPath = bad(path, end(query, fragment), isOpaque ? /[\s"<>\\^`{|}]/ : /[\s"<>\\^`{|}[\]]/);
  if (inPath >= 0) return `Illegal character in ${isOpaque ? 'opaque part' : 'path'} at index ${inPath}`;
  const inQuery = query < 0 ? -1 : bad(query + 1, end(fragment), /[\s"<>\\^`{|}]/);
  if (inQuery >= 0) return `Illegal character in query at index ${inQuery}`;
  const inFragment = fragment < 0 ? -1 : bad(fragment + 1, text.length, /[\s"<>\\^`{|}#]/);
  return inFragment < 0 ? undefined : `Illegal character in fragment at index ${inFragment}`;
}
