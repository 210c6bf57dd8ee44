import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';

/** Checksum of a file as it is on disk, what was there before an append included. The algorithm by Camel's name: `SHA_256`. */
export async function checksumOf(path: string, algorithm: string): Promise<string> {
  const hash = createHash(algorithm.toLowerCase().replace('sha3_', 'sha3-').replace('sha_', 'sha').replace('_', '-'));
  for await (const piece of createReadStream(path)) hash.update(piece as Uint8Array);
  return hash.digest('hex');
}
