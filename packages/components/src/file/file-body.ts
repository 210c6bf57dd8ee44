import { open, readFile } from 'node:fs/promises';
import { passingPieces } from '../passing-pieces.ts';

const pieceLength = 65_536;

/**
 * A file as a message body: opened when it is read, as often as it is read. `for await` gives pieces of bytes; the whole
 * may be had as text or bytes.
 */
export class FileBody implements AsyncIterable<Uint8Array> {
  /** Reading again gives the same: nothing needs to be cached. */
  readonly rereadable = true;
  readonly name: string;
  readonly length: number;
  readonly lastModified: number;
  readonly charset: string | undefined;
  /** The part of the file that is read; to its end when nothing is said. */
  readonly #start: number;
  readonly #end: number;
  #path: string;

  constructor(file: {
    path: string;
    name: string;
    length: number;
    lastModified: number;
    charset?: string | undefined;
    start?: number;
    end?: number;
  }) {
    this.#path = file.path;
    this.name = file.name;
    this.#start = file.start ?? 0;
    this.#end = file.end ?? Number.POSITIVE_INFINITY;
    this.length = file.length - this.#start;
    this.lastModified = file.lastModified;
    this.charset = file.charset;
  }

  get path(): string {
    return this.#path;
  }

  /** The file was moved while the message is under way. */
  movedTo(path: string): void {
    this.#path = path;
  }

  async bytes(): Promise<Uint8Array> {
    if (this.#start === 0 && this.#end === Number.POSITIVE_INFINITY) return readFile(this.#path);
    const pieces: Uint8Array[] = [];
    for await (const piece of this) pieces.push(piece);
    return Buffer.concat(pieces);
  }

  /** The text in the file's charset. */
  async text(): Promise<string> {
    return new TextDecoder(this.charset ?? 'utf-8').decode(await this.bytes());
  }

  /** Pieces that readers may keep. */
  [Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    return this.#pieces(() => Buffer.allocUnsafeSlow(pieceLength));
  }

  /** Pieces in one buffer that is filled again and again: for readers that are done with a piece when they ask for the next. */
  [passingPieces](): AsyncGenerator<Uint8Array> {
    const buffer = Buffer.allocUnsafeSlow(pieceLength);
    return this.#pieces(() => buffer);
  }

  async *#pieces(bufferFor: () => Buffer): AsyncGenerator<Uint8Array> {
    const file = await open(this.#path);
    try {
      for (let at = this.#start; at < this.#end;) {
        const { bytesRead, buffer } = await file.read(bufferFor(), 0, Math.min(pieceLength, this.#end - at), at);
        if (bytesRead === 0) return;
        at += bytesRead;
        yield bytesRead === pieceLength ? buffer : buffer.subarray(0, bytesRead);
      }
    } finally {
      await file.close();
    }
  }

  toString(): string {
    return `GenericFile[${this.name}]`;
  }
}
