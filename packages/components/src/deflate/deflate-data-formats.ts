import { constants, deflateSync, gunzipSync, gzipSync, inflateSync } from 'node:zlib';
import { NamedException } from '@dhow/core';
import { option, type ComponentContext, type DataFormat, type DataFormatFactory } from '@dhow/core/component';
import { bytesOf } from '../bytes-of.ts';

/** Ends reading before a small file fills the memory. */
const mostBytes = 512 * 1024 * 1024;

/** The data format `gzipDeflater`: gzip. */
export function gzipDeflaterDataFormat(): DataFormatFactory {
  return factory('gzipDeflater', 'Gzip', 'Packs the body with gzip and unpacks it.', {}, () => ({
    pack(bytes) {
      const packed = gzipSync(bytes);
      // The operating system is not told, as Java has it.
      packed[9] = 0xff;
      return packed;
    },
    unpack(bytes) {
      if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) {
        throw new NamedException('java.io.IOException', 'Input is not in the .gz format.');
      }
      return gunzipSync(bytes, { maxOutputLength: mostBytes });
    },
  }));
}

/** The data format `zipDeflater`: deflate with a zlib head. */
export function zipDeflaterDataFormat(): DataFormatFactory {
  const options = {
    compressionLevel: option.string({ description: '0 (none) to 9 (best), or -1.', default: '-1' }),
  } as const;
  return factory('zipDeflater', 'Zip deflate', 'Packs the body with deflate and unpacks it.', options, (given) => {
    const level = Number(given['compressionLevel'] ?? constants.Z_DEFAULT_COMPRESSION);
    return {
      pack: (bytes) => deflateSync(bytes, { level }),
      unpack: (bytes) => inflateSync(bytes, { maxOutputLength: mostBytes }),
    };
  });
}

interface Packing {
  readonly pack: (bytes: Uint8Array) => Uint8Array;
  readonly unpack: (bytes: Uint8Array) => Uint8Array;
}

function factory(
  name: string,
  title: string,
  description: string,
  options: DataFormatFactory['spec']['options'],
  packing: (options: Readonly<Record<string, unknown>>) => Packing,
): DataFormatFactory {
  return {
    spec: { name, title, description, options },
    create: (given, context) => dataFormat(packing(given), context),
  };
}

function dataFormat({ pack, unpack }: Packing, context: ComponentContext): DataFormat {
  return {
    marshal: (body) => bytesOf(body, context, (bytes) => Uint8Array.from(pack(bytes))),
    unmarshal: (body) =>
      bytesOf(body, context, (bytes) => {
        try {
          return Uint8Array.from(unpack(bytes));
        } catch (cause) {
          if (cause instanceof NamedException) throw cause;
          const { message } = cause as Error;
          throw message === 'unexpected end of file'
            ? new NamedException('java.io.EOFException', 'Unexpected end of ZLIB input stream', { cause })
            : new NamedException('java.util.zip.ZipException', message, { cause });
        }
      }),
  };
}
