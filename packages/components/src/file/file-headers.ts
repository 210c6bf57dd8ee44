import { dirname, isAbsolute } from 'node:path';
import type { Exchange } from '@dhow/core/component';
import type { FoundFile } from './found-file.ts';

/** Camel's headers of a file that was read. */
export function setFileHeaders(exchange: Exchange, file: FoundFile, path: string, folder: string): void {
  exchange.headers
    .set('CamelFileName', file.relative)
    .set('CamelFileNameConsumed', file.relative)
    .set('CamelFileNameOnly', file.name)
    .set('CamelFileRelativePath', file.relative)
    .set('CamelFilePath', `${folder}/${file.relative}`)
    .set('CamelFileAbsolutePath', path)
    .set('CamelFileAbsolute', isAbsolute(folder))
    .set('CamelFileParent', dirname(path))
    .set('CamelFileLength', file.length)
    .set('CamelFileLastModified', file.lastModified);
}
