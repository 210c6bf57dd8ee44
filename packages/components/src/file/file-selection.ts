import { stat } from 'node:fs/promises';
import { compileSimple, Exchange, isTruthy, type ComponentContext, type Evaluate } from '@dhow/core/component';
import type { FileEndpointUri } from './file-endpoint.ts';
import { nameFilter } from './file-filter.ts';
import type { ListingFilter } from './file-listing.ts';
import { setFileHeaders } from './file-message.ts';
import { FileNameTemplate } from './file-name-template.ts';
import { fileValues } from './file-outcome.ts';
import type { FoundFile } from './found-file.ts';

/** Which files an endpoint takes: by their names, and by what its expressions say of them. */
export class FileSelection implements ListingFilter {
  readonly accepts: (name: string, relative: string) => boolean;
  readonly #uri: FileEndpointUri;
  readonly #context: ComponentContext;
  readonly #fileName: FileNameTemplate | undefined;
  readonly #filterFile: Evaluate | undefined;
  readonly #filterDirectory: Evaluate | undefined;

  constructor(uri: FileEndpointUri, context: ComponentContext) {
    const { fileName, filterFile, filterDirectory } = uri.options;
    const predicate = (text: string | undefined) =>
      text === undefined ? undefined : compileSimple(text, 'predicate', context);
    this.#uri = uri;
    this.#context = context;
    this.accepts = nameFilter(uri.options);
    this.#fileName = fileName === undefined ? undefined : new FileNameTemplate(fileName, 'fileName');
    this.#filterFile = predicate(filterFile);
    this.#filterDirectory = predicate(filterDirectory);
  }

  async acceptsFolder(path: string, relative: string, name: string): Promise<boolean> {
    if (this.#filterDirectory === undefined) return true;
    const about = await stat(path).catch(() => undefined);
    if (about === undefined) return false;
    const folder = { path, relative, name, length: about.size, lastModified: Math.trunc(about.mtimeMs) };
    return this.#meets(this.#filterDirectory, folder);
  }

  async wants(file: FoundFile): Promise<boolean> {
    const values = fileValues(file, this.#context.clock.now());
    if (this.#fileName !== undefined && this.#fileName.fill(values) !== file.name) return false;
    return this.#filterFile === undefined || this.#meets(this.#filterFile, file);
  }

  async #meets(predicate: Evaluate, file: FoundFile): Promise<boolean> {
    const exchange = new Exchange<unknown>(null);
    setFileHeaders(exchange, file, file.path, this.#uri);
    return isTruthy(await predicate(exchange, this.#context.signal));
  }
}
