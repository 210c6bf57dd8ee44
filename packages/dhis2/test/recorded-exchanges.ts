import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** An exchange with a real server, shortened to what the client sees of it. */
export interface RecordedExchange {
  readonly id: string;
  readonly version: string;
  readonly method: string;
  readonly path: string;
  readonly as: string;
  /** Data values in the request, where it was a data value set. */
  readonly sent?: number;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** The recorded exchanges of 2.42.5.2 and 2.43.1 whose answers are short. */
export const recordedExchanges: readonly RecordedExchange[] = gunzipSync(
  readFileSync(new URL('recorded/exchanges.jsonl.gz', import.meta.url)),
)
  .toString()
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line) as RecordedExchange);

/** One exchange by version and id. */
export function recorded(version: '2.42.5.2' | '2.43.1', id: string): RecordedExchange {
  const found = recordedExchanges.find((exchange) => exchange.version === version && exchange.id === id);
  if (!found) throw new Error(`no recorded exchange ${version} ${id}`);
  return found;
}
