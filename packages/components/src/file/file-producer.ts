import { basename, isAbsolute, join, relative, resolve } from 'node:path';
import { textOf, type ComponentContext, type Exchange, type Producer } from '@dhow/core/component';
import { ComponentError } from '../component-error.ts';
import type { FileEndpointUri } from './file-endpoint.ts';
import { checksumOf } from './file-checksum.ts';
import { FileNameTemplate, type FileNameValues } from './file-name-template.ts';
import { permissionsOf } from './file-permissions.ts';
import { writeFileSafely, type FileContent, type WriteOptions } from './file-writer.ts';

/** Writes the body to a file. */
export class FileProducer implements Producer {
  readonly #uri: FileEndpointUri;
  readonly #folder: string;
  readonly #context: ComponentContext;
  readonly #name: FileNameTemplate | undefined;
  readonly #moveExisting: FileNameTemplate | undefined;
  readonly #done: FileNameTemplate | undefined;
  readonly #mode: number | undefined;
  readonly #folderMode: number | undefined;
  /** Messages for one name follow each other: two at once would write the same file. */
  readonly #busy = new Map<string, Promise<unknown>>();

  constructor(uri: FileEndpointUri, folder: string, context: ComponentContext) {
    const { fileName, moveExisting, doneFileName, fileExist } = uri.options;
    this.#uri = uri;
    this.#folder = folder;
    this.#context = context;
    this.#mode = permissionsOf(uri.options.chmod, 'chmod');
    this.#folderMode = permissionsOf(uri.options.chmodDirectory, 'chmodDirectory');
    this.#name = fileName === undefined ? undefined : new FileNameTemplate(fileName, 'fileName');
    this.#done = doneFileName === undefined ? undefined : new FileNameTemplate(doneFileName, 'doneFileName');
    if (fileExist === 'Move' && moveExisting === undefined) {
      const expected = 'a folder or name for the file that was there, since fileExist is Move';
      throw new ComponentError('ENDPOINT_OPTION_INVALID', {
        endpoint: uri.masked,
        option: 'moveExisting',
        found: 'absent',
        expected,
      });
    }
    this.#moveExisting =
      moveExisting === undefined ? undefined : FileNameTemplate.forMove(moveExisting, 'moveExisting');
  }

  readonly process = async (exchange: Exchange): Promise<void> => {
    const path = this.#path(exchange);
    const before = this.#busy.get(path) ?? Promise.resolve();
    const writing = before.catch(() => undefined).then(() => this.#write(path, exchange));
    this.#busy.set(path, writing);
    try {
      await writing;
    } finally {
      if (this.#busy.get(path) === writing) this.#busy.delete(path);
      // It counts once.
      if (exchange.header('CamelOverruleFileName') !== undefined) exchange.headers.delete('CamelOverruleFileName');
    }
    exchange.headers.set('CamelFileNameProduced', path);
  };

  #path(exchange: Exchange): string {
    const written = this.#name?.fill(this.#values(exchange, '')) ?? writtenName(exchange) ?? exchange.id;
    const name = this.#uri.options.flatten ? basename(written.replaceAll('\\', '/')) : written;
    const path = resolve(this.#folder, name);
    const below = relative(this.#folder, path);
    if (this.#uri.options.jailStartingDirectory && (below === '' || below.startsWith('..') || isAbsolute(below))) {
      throw new ComponentError('FILE_OUTSIDE_FOLDER', { folder: this.#folder });
    }
    return path;
  }

  async #write(path: string, exchange: Exchange): Promise<void> {
    const { options } = this.#uri;
    const { fileExist, tempPrefix, tempFileName, appendChars, charset, checksumFileAlgorithm, checksumWriteFile } =
      options;
    const name = relative(this.#folder, path);
    const values = this.#values(exchange, name);
    const plain: WriteOptions = {
      exist: 'Override',
      force: options.forceWrites,
      mode: this.#mode,
      folderMode: this.#folderMode,
      encode: encoder(undefined),
    };
    const written = await writeFileSafely(path, await this.#content(exchange.body), {
      ...plain,
      exist: fileExist,
      moveTo: this.#moveExisting && join(this.#folder, this.#moveExisting.fill(values)),
      temporaryName:
        tempFileName ?? (tempPrefix === undefined ? undefined : `${tempPrefix}${name.split(/[\\/]/).at(-1)}`),
      appendChars: appendChars?.replaceAll('\\n', '\n').replaceAll('\\r', '\r').replaceAll('\\t', '\t'),
      lastModified: options.keepLastModified ? lastModified(exchange) : undefined,
      encode: encoder(charset),
    });
    if (!written) return;
    if (checksumFileAlgorithm !== undefined) {
      const checksum = await checksumOf(path, checksumFileAlgorithm);
      exchange.headers.set('CamelFileChecksum', checksum);
      if (checksumWriteFile) await writeFileSafely(`${path}.${checksumFileAlgorithm}`, checksum, plain);
    }
    if (this.#done) await writeFileSafely(join(this.#folder, this.#done.fill(values)), '', plain);
  }

  async #content(body: unknown): Promise<FileContent> {
    if (body === null || body === undefined) {
      if (this.#uri.options.allowNullBody) return '';
      throw new ComponentError('FILE_NULL_BODY', { endpoint: this.#uri.masked });
    }
    if (typeof body === 'string' || body instanceof Uint8Array) return body;
    if (typeof body === 'object' && Symbol.asyncIterator in body) return body as AsyncIterable<Uint8Array>;
    return String(await this.#context.convert(body, 'java.lang.String'));
  }

  #values(exchange: Exchange, name: string): FileNameValues {
    return {
      relative: name === '' ? (writtenName(exchange) ?? exchange.id) : name,
      now: this.#context.clock.now(),
      exchangeId: exchange.id,
      header: (header) => exchange.header(header),
    };
  }
}

/** The name that the message asks for. */
function writtenName(exchange: Exchange): string | undefined {
  const header = exchange.header('CamelOverruleFileName') ?? exchange.header('CamelFileName');
  return header === undefined ? undefined : textOf(header);
}

/** Milliseconds since 1970, or a date. */
function lastModified(exchange: Exchange): Date | undefined {
  const written = exchange.header('CamelFileLastModified');
  const time = written instanceof Date ? written : new Date(Number(written ?? Number.NaN));
  return Number.isNaN(time.getTime()) ? undefined : time;
}

function encoder(charset: string | undefined): (text: string) => Uint8Array {
  const name = (charset ?? 'utf-8').toLowerCase();
  if (name === 'utf-8' || name === 'utf8') return (text) => Buffer.from(text, 'utf8');
  if (name === 'utf-16le') return (text) => Buffer.from(text, 'utf16le');
  if (['iso-8859-1', 'latin1', 'us-ascii'].includes(name)) return latin1;
  throw new ComponentError('FILE_CHARSET_UNWRITABLE', { charset: name });
}

/** A character that Latin-1 does not have would be written as another one: refused instead. */
function latin1(text: string): Uint8Array {
  for (let at = 0; at < text.length; at++) {
    if (text.charCodeAt(at) > 0xff)
      throw new ComponentError('FILE_CHARACTER_UNWRITABLE', { charset: 'iso-8859-1', at });
  }
  return Buffer.from(text, 'latin1');
}
