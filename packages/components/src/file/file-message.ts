import { dirname, isAbsolute } from 'node:path';
import type { Exchange } from '@dhow/core/component';
import { FileBody } from './file-body.ts';
import type { FileEndpointUri } from './file-endpoint.ts';
import type { TakenFile } from './file-taker.ts';

/** Makes the exchange the message of a file: its body, Camel's headers, and the charset for those who read the text. */
export function fillWithFile(exchange: Exchange, { file, path }: TakenFile, uri: FileEndpointUri): void {
  const { charset } = uri.options;
  const { name, relative, length, lastModified } = file;
  exchange.body = new FileBody({ path, name, length, lastModified, charset });
  if (charset !== undefined) exchange.properties.set('CamelCharsetName', charset);
  exchange.headers
    .set('CamelFileName', relative)
    .set('CamelFileNameConsumed', relative)
    .set('CamelFileNameOnly', name)
    .set('CamelFileRelativePath', relative)
    .set('CamelFilePath', `${uri.path}/${relative}`)
    .set('CamelFileAbsolutePath', path)
    .set('CamelFileAbsolute', isAbsolute(uri.path))
    .set('CamelFileParent', dirname(path))
    .set('CamelFileLength', length)
    .set('CamelFileLastModified', lastModified);
}
