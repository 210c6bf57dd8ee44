import { createReadStream } from 'node:fs';
import { Pool } from 'undici';
import { begin, end } from '../../report.ts';
import { type DataValue, toDataValue } from './generate.ts';

/** The work as a program for this one purpose: a stream of the file, fields found by hand, chunks posted one by one. */
const chunkSize = 5_000;
const pool = new Pool(process.env['SINK']!, { connections: 1 });
let count = 0;
let sum = 0;

begin();
let names: string[] | undefined;
let chunk: DataValue[] = [];
for await (const row of rows(process.env['CSV']!)) {
  if (!names) {
    names = row;
    continue;
  }
  const record: Record<string, string> = {};
  for (let i = 0; i < names.length; i++) record[names[i]!] = row[i]!;
  chunk.push(toDataValue(record));
  if (chunk.length === chunkSize) {
    await post(chunk);
    chunk = [];
  }
}
if (chunk.length > 0) await post(chunk);
end(`${count}:${sum}`, count);
await pool.close();

async function post(dataValues: readonly DataValue[]): Promise<void> {
  const { body } = await pool.request({
    method: 'POST',
    path: '/',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ dataValues }),
  });
  const answer = (await body.json()) as { count: number; sum: number };
  count += answer.count;
  sum += answer.sum;
}

async function* rows(file: string): AsyncGenerator<string[]> {
  let rest = '';
  for await (const part of createReadStream(file, { encoding: 'utf8', highWaterMark: 1 << 16 })) {
    const text = rest + (part as string);
    let at = 0;
    for (;;) {
      const row: string[] = [];
      const next = readRow(text, at, row);
      if (next < 0) break;
      yield row;
      at = next;
    }
    rest = text.slice(at);
  }
  if (rest !== '') {
    const row: string[] = [];
    readRow(`${rest}\n`, 0, row);
    yield row;
  }
}

/** Reads a row that starts at `at` into `row`; answers where the next one starts, or -1 when the text ends first. */
function readRow(text: string, at: number, row: string[]): number {
  for (;;) {
    if (text.charCodeAt(at) === 34) {
      let value = '';
      let from = at + 1;
      for (;;) {
        const quote = text.indexOf('"', from);
        if (quote < 0) return -1;
        value += text.slice(from, quote);
        if (text.charCodeAt(quote + 1) !== 34) {
          at = quote + 1;
          break;
        }
        value += '"';
        from = quote + 2;
      }
      row.push(value);
    } else {
      let stop = at;
      for (;;) {
        const code = text.charCodeAt(stop);
        if (code === 44 || code === 10 || code === 13) break;
        if (stop >= text.length) return -1;
        stop++;
      }
      row.push(text.slice(at, stop));
      at = stop;
    }
    const code = text.charCodeAt(at);
    if (code === 44) {
      at++;
      continue;
    }
    if (code === 13) at++;
    if (at >= text.length) return -1;
    return at + 1;
  }
}
