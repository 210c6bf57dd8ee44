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
        // A pattern that matches nothing at all cuts behind each character.
        const end = next(text, separator, at + 1)?.start ?? text.length;
        yield text.slice(at, end);
        at = end;
      } else {
        yield text.slice(at, found.start);
        at = found.end;
      }
    } else at = found.end;
    first = false;
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

/** Of the pieces before an end token what follows the start token; the first piece without a start token is the end. */
export function* pairs(
  text: string,
  start: string,
  end: { readonly text: string; readonly pattern: string | RegExp },
  keepTokens: boolean,
): Generator<string> {
  for (const piece of pieces(text, end.pattern)) {
    const at = piece.indexOf(start);
    if (at < 0) return;
    const part = piece.slice(at + start.length);
    yield keepTokens ? `${start}${part}${end.text}` : part;
  }
}
