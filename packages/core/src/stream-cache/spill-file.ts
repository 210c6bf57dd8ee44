import { close, open, openSync, read, readSync, unlink, unlinkSync, write, writeSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const openFile = promisify(open);
const readFile = promisify(read);
const writeFile = promisify(write);
const removeFile = promisify(unlink);

/** Closes what nobody closed, such as the file of a body that was never read to its end. */
const forgotten = new FinalizationRegistry<number>((descriptor) => close(descriptor, () => undefined));

/**
 * A temporary file that only this process reads. Its name is gone as soon as it is open, so that nothing of a message
 * stays behind, however the process ends.
 */
export class SpillFile {
  readonly #descriptor: number;
  readonly #path: string;
  #length = 0;

  private constructor(descriptor: number, path: string) {
    this.#descriptor = descriptor;
    this.#path = path;
    forgotten.register(this, descriptor, this);
  }

  static async open(): Promise<SpillFile> {
    const path = newPath();
    const file = new SpillFile(await openFile(path, 'wx+', 0o600), path);
    await file.#unname();
    return file;
  }

  /** Answers where it stands. */
  async append(bytes: Uint8Array): Promise<number> {
    const at = this.#length;
    for (let done = 0; done < bytes.length;) {
      const { bytesWritten } = await writeFile(this.#descriptor, bytes, done, bytes.length - done, at + done);
      done += bytesWritten;
    }
    this.#length += bytes.length;
    return at;
  }

  async read(at: number, length: number): Promise<Uint8Array> {
    const bytes = Buffer.allocUnsafeSlow(length);
    for (let done = 0; done < length;) {
      const { bytesRead } = await readFile(this.#descriptor, bytes, done, length - done, at + done);
      if (bytesRead === 0) throw new Error(tooShort);
      done += bytesRead;
    }
    return bytes;
  }

  static openNow(): SpillFile {
    const path = newPath();
    const file = new SpillFile(openSync(path, 'wx+', 0o600), path);
    try {
      unlinkSync(path);
    } catch {
      // Some systems keep the name of a file that is open: it goes when the file is closed.
    }
    return file;
  }

  /** As {@link append}, for who cannot wait. */
  appendNow(bytes: Uint8Array): number {
    const at = this.#length;
    for (let done = 0; done < bytes.length;)
      done += writeSync(this.#descriptor, bytes, done, bytes.length - done, at + done);
    this.#length += bytes.length;
    return at;
  }

  /** As {@link read}, for who cannot wait. */
  readNow(at: number, length: number): Uint8Array {
    const bytes = Buffer.allocUnsafeSlow(length);
    for (let done = 0; done < length;) {
      const bytesRead = readSync(this.#descriptor, bytes, done, length - done, at + done);
      if (bytesRead === 0) throw new Error(tooShort);
      done += bytesRead;
    }
    return bytes;
  }

  close(): void {
    forgotten.unregister(this);
    close(this.#descriptor, () => void this.#unname());
  }

  /** Some systems keep the name of a file that is open. */
  async #unname(): Promise<void> {
    await removeFile(this.#path).catch(() => undefined);
  }
}

const newPath = () => join(tmpdir(), `dhow-stream-${randomUUID()}`);
const tooShort = 'The temporary file of a stream is shorter than it was written';
