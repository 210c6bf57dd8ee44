import { textOf, type Exchange } from '@dhow/core/component';
import { piecesOf } from '../passing-pieces.ts';
import type { RowSource } from '../row-source.ts';
import type { CsvOptions } from './csv-dialect.ts';
import { CsvReader, type CsvInput } from './csv-reader.ts';

/** Finds rows again by reading the body a second time, which costs nothing while none is asked for. */
export function csvRowSource(
  exchange: Exchange,
  input: CsvInput,
  options: CsvOptions,
  charset: string,
  columns: () => readonly string[],
): RowSource {
  const name = textOf(exchange.header('CamelFileName') ?? exchange.id);
  const version = [exchange.header('CamelFileLength'), exchange.header('CamelFileLastModified')];
  // The rest of a file counts its rows anew.
  const start = exchange.header('CamelFileInitialOffset');
  if (typeof start === 'number' && start > 0) version.push(start);
  const key = version[0] === undefined ? undefined : `${name}:${version.join(':')}`;
  const callbacks: (() => void | Promise<void>)[] = [];
  const done = async () => {
    for (const callback of callbacks.splice(0)) await callback();
  };
  exchange.unitOfWork?.addCompletion({ onComplete: done, onFailure: done });
  return {
    key,
    name,
    columns,
    whenDone: (callback) => void callbacks.push(callback),
    async originals(rows) {
      const found = new Map<number, readonly (string | null)[]>();
      if (rows.size === 0 || !canReadAgain(input)) return found;
      const reader = new CsvReader(options, charset, (values, count, record) => {
        if (rows.has(record)) found.set(record, values.slice(0, count));
      });
      if (typeof input === 'string' || input instanceof Uint8Array) reader.write(input);
      else {
        const last = Math.max(...rows);
        for await (const piece of piecesOf(input)) {
          reader.write(piece);
          if (found.size === rows.size || found.has(last)) return found;
        }
      }
      reader.end();
      return found;
    },
  };
}

function canReadAgain(input: CsvInput): boolean {
  if (typeof input === 'string' || input instanceof Uint8Array) return true;
  return (input as { readonly rereadable?: boolean }).rereadable === true;
}
