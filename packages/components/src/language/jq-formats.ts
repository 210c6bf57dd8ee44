import { JqError } from './jq-syntax.ts';
import { jsonKind, shownJson, type JsonTree } from './jq-value.ts';

const plain = (value: JsonTree) => (typeof value === 'string' ? value : JSON.stringify(value));

const htmlNames: Readonly<Record<string, string>> = {
  '<': '&lt;',
  '>': '&gt;',
  '&': '&amp;',
  "'": '&apos;',
  '"': '&quot;',
};

const tsvEscapes: Readonly<Record<string, string>> = { '\t': '\\t', '\n': '\\n', '\r': '\\r', '\\': '\\\\' };

function row(format: string, value: JsonTree, separator: string, quoted: (text: string) => string): string {
  if (!Array.isArray(value)) {
    throw new JqError(`${shownJson(value)} cannot be ${format}-formatted, only array`, 'JsonQueryTypeException');
  }
  return (value as JsonTree[])
    .map((cell) => {
      if (cell === null) return '';
      if (typeof cell === 'string') return quoted(cell);
      if (typeof cell === 'object') throw new JqError(`${jsonKind(cell)} is not valid in a ${format} row`);
      return String(cell);
    })
    .join(separator);
}

function shell(value: JsonTree): string {
  if (typeof value === 'string') return `'${value.replaceAll("'", String.raw`'\''`)}'`;
  if (typeof value === 'object' && value !== null) {
    throw new JqError(`${jsonKind(value).toUpperCase()} cannot be escaped for shell`, 'IllegalJsonInputException');
  }
  return String(value);
}

const formats: Readonly<Record<string, (value: JsonTree) => string>> = {
  '@text': plain,
  '@json': (value) => JSON.stringify(value),
  '@base64': (value) => Buffer.from(plain(value)).toString('base64'),
  '@base64d': (value) => Buffer.from(plain(value), 'base64').toString(),
  '@uri': (value) =>
    encodeURIComponent(plain(value)).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`),
  '@html': (value) => plain(value).replace(/[<>&'"]/g, (char) => htmlNames[char]!),
  '@csv': (value) => row('csv', value, ',', (text) => `"${text.replaceAll('"', '""')}"`),
  '@tsv': (value) => row('tsv', value, '\t', (text) => text.replace(/[\t\n\r\\]/g, (char) => tsvEscapes[char]!)),
  '@sh': (value) => (Array.isArray(value) ? (value as JsonTree[]).map(shell).join(' ') : shell(value)),
};

/** A value as `@base64`, `@csv` and the like write it. */
export function formatted(format: string, value: JsonTree): string {
  const write = Object.hasOwn(formats, format) ? formats[format] : undefined;
  if (write === undefined) throw new JqError(`Formatting operator ${format} does not exist`);
  return write(value);
}
