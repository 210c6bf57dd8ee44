/** A named way to write text as bytes. */
export interface Charset {
  encode(text: string): Uint8Array;
  decode(bytes: Uint8Array): string;
}

const utf8: Charset = {
  encode: (text) => new TextEncoder().encode(text),
  decode: (bytes) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes),
};

/** The charset of a name that Java knows (`UTF-8`, `ISO-8859-1`, `US-ASCII`, `UTF-16`, `windows-1252`, …). */
export function charset(name: string): Charset | undefined {
  const lower = name.toLowerCase();
  switch (lower) {
    case 'utf-8':
    case 'utf8':
      return utf8;
    case 'iso-8859-1':
    case 'iso8859-1':
    case 'iso8859_1':
    case 'latin1':
      return singleByte(256);
    case 'us-ascii':
    case 'ascii':
      return singleByte(128);
    case 'utf-16':
      return utf16(false, true);
    case 'utf-16be':
      return utf16(false, false);
    case 'utf-16le':
      return utf16(true, false);
    default:
      return /^(?:iso-8859-(?:[2-9]|1[0356])|windows-125[0-8]|koi8-[ru]|ibm866)$/.test(lower)
        ? tabled(lower)
        : undefined;
  }
}

function singleByte(limit: number): Charset {
  return {
    encode: (text) =>
      Uint8Array.from(text.replace(/[\ud800-\udbff][\udc00-\udfff]/g, '?'), (c) => {
        const code = c.charCodeAt(0);
        return code < limit ? code : 63;
      }),
    decode: (bytes) => Array.from(bytes, (byte) => String.fromCharCode(byte < limit ? byte : 0xfffd)).join(''),
  };
}

function utf16(littleEndian: boolean, mark: boolean): Charset {
  return {
    encode(text) {
      const view = new DataView(new ArrayBuffer((text.length + (mark ? 1 : 0)) * 2));
      if (mark) view.setUint16(0, 0xfeff);
      for (let i = 0; i < text.length; i++) view.setUint16((i + (mark ? 1 : 0)) * 2, text.charCodeAt(i), littleEndian);
      return new Uint8Array(view.buffer);
    },
    decode(bytes) {
      const little = mark ? bytes[0] === 0xff && bytes[1] === 0xfe : littleEndian;
      const marked = mark && ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff));
      return new TextDecoder(little ? 'utf-16le' : 'utf-16be', { ignoreBOM: true }).decode(
        marked ? bytes.subarray(2) : bytes,
      );
    },
  };
}

/** A charset of one byte a character, with the table that the host's decoder has. */
function tabled(label: string): Charset {
  const decoder = new TextDecoder(label);
  return {
    decode: (bytes) => decoder.decode(bytes),
    encode(text) {
      const bytes = new Map<string, number>();
      for (let byte = 0; byte < 256; byte++) bytes.set(decoder.decode(Uint8Array.of(byte)), byte);
      return Uint8Array.from(Array.from(text), (c) => bytes.get(c) ?? 63);
    },
  };
}
