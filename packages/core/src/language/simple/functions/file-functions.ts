import type { Exchange } from '../../../exchange/exchange.ts';
import type { Evaluate } from '../../evaluation.ts';
import { prefix, type SimpleFunction } from '../function-call.ts';

const name = (exchange: Exchange) => textHeader(exchange, 'CamelFileName');
const only = (exchange: Exchange) => textHeader(exchange, 'CamelFileNameOnly') ?? lastPart(name(exchange));

function textHeader(exchange: Exchange, header: string): string | undefined {
  const value = exchange.header(header);
  return value === undefined || value === null ? undefined : String(value as string);
}

const lastPart = (path: string | undefined) => path?.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);

/** Without its extension: from the first dot of the last part on, or only from the last dot. */
function withoutExtension(path: string | undefined, single: boolean): string | undefined {
  if (path === undefined) return undefined;
  const start = path.length - lastPart(path)!.length;
  const dot = single ? path.lastIndexOf('.') : path.indexOf('.', start + 1);
  return dot > start ? path.slice(0, dot) : path;
}

function extension(path: string | undefined, single: boolean): string | undefined {
  if (path === undefined) return undefined;
  const file = lastPart(path)!;
  const dot = single ? file.lastIndexOf('.') : file.indexOf('.', 1);
  return dot < 0 ? undefined : file.slice(dot + 1);
}

const readers: Readonly<Record<string, (exchange: Exchange) => unknown>> = {
  name,
  'name.noext': (exchange) => withoutExtension(name(exchange), false),
  'name.noext.single': (exchange) => withoutExtension(name(exchange), true),
  'name.ext': (exchange) => extension(name(exchange), false),
  'name.ext.single': (exchange) => extension(name(exchange), true),
  ext: (exchange) => extension(name(exchange), false),
  onlyname: only,
  'onlyname.noext': (exchange) => withoutExtension(only(exchange), false),
  'onlyname.noext.single': (exchange) => withoutExtension(only(exchange), true),
  parent: (exchange) => exchange.header('CamelFileParent'),
  path: (exchange) => exchange.header('CamelFilePath'),
  absolute: (exchange) => exchange.header('CamelFileAbsolute'),
  'absolute.path': (exchange) => exchange.header('CamelFileAbsolutePath'),
  length: (exchange) => exchange.header('CamelFileLength'),
  size: (exchange) => exchange.header('CamelFileLength'),
  modified: (exchange) => {
    const time = exchange.header('CamelFileLastModified');
    return time === undefined || time === null ? null : new Date(Number(time));
  },
};

/** `file:…` reads what a file consumer says in its headers. */
export const fileFunctions: readonly SimpleFunction[] = [
  prefix(
    'file:',
    Object.keys(readers).map((key) => `file:${key}`),
    'Something of the file that the message came from.',
    (of): Evaluate => {
      const read = readers[of.rest];
      if (read === undefined) throw of.syntax(`Unknown file language syntax: ${of.rest}`);
      return (exchange) => read(exchange) ?? null;
    },
  ),
];
