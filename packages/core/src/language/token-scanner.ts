/** Parts between separators: one separator at the start or the end makes no empty part, inner ones do. */
export function* pieces(text: string, separator: string | RegExp): Generator<string> {
  let at = 0;
  let first = true;
  while (at < text.length) {
    const found = next(text, separator, at);
    if (found === undefined) {
      yield text.slice(at);
      return;
    }
    if (found.start > at || !first || found.end === found.start) {
      if (found.end === found.start && found.start === at) {
        yield text.slice(at);
        return;
      }
      yield text.slice(at, found.start);
    }
    first = false;
    at = found.end;
  }
}

function next(text: string, separator: string | RegExp, from: number): { start: number; end: number } | undefined {
  if (typeof separator === 'string') {
    const start = separator === '' ? -1 : text.indexOf(separator, from);
    return start < 0 ? undefined : { start, end: start + separator.length };
  }
  separator.lastIndex = from;
  const match = separator.exec(text);
  return match === null ? undefined : { start: match.index, end: match.index + match[0].length };
}

/** As {@link pieces}, from a stream, holding no more than a part and a chunk. */
export async function* piecesOfStream(
  stream: AsyncIterable<Uint8Array | string>,
  separator: string | RegExp,
): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  let first = true;
  for await (const chunk of stream) {
    rest += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
    let at = 0;
    for (
      let found = next(rest, separator, at);
      found !== undefined && found.end < rest.length;
      found = next(rest, separator, at)
    ) {
      if (found.start > 0 || !first) yield rest.slice(at, found.start);
      first = false;
      at = found.end;
    }
    rest = rest.slice(at);
  }
  rest += decoder.decode();
  if (first || rest === '') yield* pieces(rest, separator);
  else {
    const found = next(rest, separator, 0);
    if (found === undefined) yield rest;
    else {
      yield rest.slice(0, found.start);
      if (found.end < rest.length) yield rest.slice(found.end);
    }
  }
}

/** Parts between a start and an end token. */
export function* pairs(text: string, start: string, end: string, keepTokens: boolean): Generator<string> {
  let at = 0;
  for (;;) {
    const from = text.indexOf(start, at);
    const to = from < 0 ? -1 : text.indexOf(end, from + start.length);
    if (to < 0) return;
    at = to + end.length;
    yield keepTokens ? text.slice(from, at) : text.slice(from + start.length, to);
  }
}
