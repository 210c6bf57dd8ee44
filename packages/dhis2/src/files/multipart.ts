/** A form with one file, written as it is read. */
export interface MultipartFile {
  readonly contentType: string;
  readonly body: AsyncIterable<Uint8Array>;
}

/** `multipart/form-data` with one part. A stream is passed through, so a file of any size needs no memory. */
export function multipartFile(
  field: string,
  file: { readonly name: string; readonly contentType: string; readonly data: Uint8Array | AsyncIterable<Uint8Array> },
): MultipartFile {
  const boundary = `----dhow-${crypto.randomUUID()}`;
  const name = file.name.replaceAll(/["\r\n]/g, '_');
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="${field}"; filename="${name}"\r\nContent-Type: ${file.contentType}\r\n\r\n`;
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    body: parts(head, file.data, `\r\n--${boundary}--\r\n`),
  };
}

async function* parts(
  head: string,
  data: Uint8Array | AsyncIterable<Uint8Array>,
  tail: string,
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  yield encoder.encode(head);
  if (data instanceof Uint8Array) yield data;
  else yield* data;
  yield encoder.encode(tail);
}
