import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { Exchange, Logger, ResumeMark, ResumePoints } from '@dhow/core/component';
import type { TakenFile } from './file-taker.ts';
import type { FoundFile } from './found-file.ts';

/** Bytes at the beginning, and before the offset, that a file is known again by. */
const windowLength = 1024;

/** How a message of a file ended: all of it is done, a part of it, or nothing more than before. */
export type FileProgress = 'whole' | 'part' | 'none';

/**
 * Goes on in each file where the route's `resumable` step says that it was left. The offset counts bytes; it holds for the
 * file that it was kept for, which is known by what stands before it: another one of that name begins at its beginning.
 */
export class FileResume {
  readonly #points: ResumePoints;
  readonly #folder: string;
  readonly #logger: Logger;
  /** Files that were seen to be at their end, so that nobody reads them again at each look. */
  readonly #atEnd = new Map<string, string>();

  constructor(points: ResumePoints, folder: string, logger: Logger) {
    this.#points = points;
    this.#folder = folder;
    this.#logger = logger;
  }

  /** The byte to begin at; undefined when the file was worked on to its end. */
  async startOf(file: FoundFile, path: string = file.path): Promise<number | undefined> {
    if (this.#atEnd.get(file.path) === stateOf(file)) return undefined;
    this.#atEnd.delete(file.path);
    const kept = await this.#points.last(this.#keyOf(file));
    if (kept === undefined) return 0;
    const offset = Number(kept.offset);
    const isSame =
      offset >= 0 &&
      offset <= file.length &&
      (kept.proof === undefined || kept.proof === (await proofOf(path, offset)));
    if (!isSame) {
      this.#logger.info(`The file ${file.name} is another one than before, and is read from its beginning`);
      return 0;
    }
    if (offset < file.length) return offset;
    this.#atEnd.set(file.path, stateOf(file));
    return undefined;
  }

  /** Tells the route where the message stands. */
  mark(exchange: Exchange, { file, path }: TakenFile, start: number): ResumeMark {
    return this.#points.mark(exchange, {
      key: this.#keyOf(file),
      offset: file.length,
      keepAs: async (given) => {
        const offset = Number(given);
        // What is no offset in the part that was handed over leaves the file where it stood.
        const isWithin = Number.isInteger(offset) && offset >= start;
        const kept = isWithin ? Math.min(offset, file.length) : start;
        return { offset: kept, proof: await proofOf(path, kept) };
      },
    });
  }

  /** How far the message, which ended well, has brought the file as it is now. */
  async progressOf(
    { file, path }: TakenFile,
    mark: ResumeMark,
    start: number,
    lengthNow: number,
  ): Promise<FileProgress> {
    if (!mark.passed) await this.#points.keep(this.#keyOf(file), await this.#end(file, path));
    const reached = mark.passed ? Number(mark.kept?.offset ?? start) : file.length;
    if (reached >= lengthNow && (reached > start || file.length === start)) return 'whole';
    return reached > start ? 'part' : 'none';
  }

  /** Before a file is put away: its offset would stand for the next one of its name. */
  async forget(file: FoundFile): Promise<void> {
    this.#atEnd.delete(file.path);
    await this.#points.forget(this.#keyOf(file));
  }

  async #end({ length }: FoundFile, path: string): Promise<{ offset: number; proof: string }> {
    return { offset: length, proof: await proofOf(path, length) };
  }

  #keyOf(file: FoundFile): string {
    return `${this.#folder}/${file.relative}`;
  }
}

const stateOf = ({ length, lastModified }: FoundFile): string => `${length}-${lastModified}`;

/** A hash of the first bytes of a file, and of the last ones before the offset. */
async function proofOf(path: string, offset: number): Promise<string> {
  const hash = createHash('sha256');
  const file = await open(path);
  try {
    for (const at of [0, Math.max(0, offset - windowLength)]) {
      const length = Math.min(windowLength, offset - at);
      const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, at);
      hash.update(buffer.subarray(0, bytesRead));
    }
  } finally {
    await file.close();
  }
  return hash.digest('base64url');
}
