/** The method of a stream of bytes whose pieces are good only until the next one is asked for. */
export const passingPieces: unique symbol = Symbol.for('dhow.passingPieces') as never;

/** The cheapest way to read a stream for a reader that keeps no piece. */
export function piecesOf(stream: AsyncIterable<Uint8Array | string>): AsyncIterable<Uint8Array | string> {
  const { [passingPieces]: passing } = stream as { [passingPieces]?: () => AsyncIterable<Uint8Array> };
  return passing === undefined ? stream : passing.call(stream);
}
