import { dirname, extname, isAbsolute } from 'node:path';
import type { Exchange } from '@dhow/core/component';
import { FileBody } from './file-body.ts';
import type { FileEndpointUri } from './file-endpoint.ts';
import type { TakenFile } from './file-taker.ts';
import type { FoundFile } from './found-file.ts';

/** Makes the exchange the message of a file: its body, Camel's headers, and the charset for those who read the text. */
export function fillWithFile(
  exchange: Exchange,
  { file, path }: TakenFile,
  uri: FileEndpointUri,
  start?: number,
): void {
  const { charset, probeContentType } = uri.options;
  const { name, length, lastModified } = file;
  // Where an offset is kept, the message is what stood in the file as it was taken; what is added comes with the next one.
  const part = start === undefined ? {} : { start, end: length };
  exchange.body = new FileBody({ path, name, length, lastModified, charset, ...part });
  if (charset !== undefined) exchange.properties.set('CamelCharsetName', charset);
  setFileHeaders(exchange, file, path, uri);
  if (start !== undefined) exchange.headers.set('CamelFileInitialOffset', start);
  const contentType = probeContentType ? contentTypes[extname(name).toLowerCase()] : undefined;
  if (contentType !== undefined) exchange.headers.set('CamelFileContentType', contentType);
}

/** What Camel says of a file in the headers of its message. */
export function setFileHeaders(
  { headers }: Exchange,
  { name, relative, length, lastModified }: FoundFile,
  path: string,
  uri: FileEndpointUri,
): void {
  headers
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

/** Of the endings that integrations meet; of others nothing is said. */
const contentTypes: Readonly<Record<string, string>> = {
  '.csv': 'text/csv',
  '.gz': 'application/gzip',
  '.hl7': 'application/hl7-v2',
  '.html': 'text/html',
  '.json': 'application/json',
  '.pdf': 'application/pdf',
  '.txt': 'text/plain',
  '.xls': 'application/vnd.ms-excel',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  '.xml': 'application/xml',
  '.yaml': 'application/yaml',
  '.yml': 'application/yaml',
  '.zip': 'application/zip',
};
