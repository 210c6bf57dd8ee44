import { readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** An exchange with a real server, as far as the client sees it. */
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

interface Recording {
  readonly id: string;
  readonly area: string;
  readonly note?: string;
  readonly request: { readonly method: string; readonly path: string; readonly as: string; readonly body?: unknown };
  readonly response?: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: unknown;
  };
}

const folder = new URL('../../../recorded/dhis2/', import.meta.url);

/** The recorded exchanges with 2.42.5.2 and 2.43.1. */
export const recordedExchanges: readonly RecordedExchange[] = ['2.42.5.2', '2.43.1'].flatMap((version) =>
  readdirSync(new URL(`${version}/`, folder))
    .filter((name) => name.endsWith('.jsonl.gz'))
    .flatMap((name) => read(version, name)),
);

function read(version: string, name: string): readonly RecordedExchange[] {
  const lines = gunzipSync(readFileSync(new URL(`${version}/${name}`, folder)))
    .toString()
    .split('\n')
    .filter(Boolean);
  return lines.flatMap((line) => {
    const { id, request, response, note = '' } = JSON.parse(line) as Recording;
    // Requests between the exchanges have no answer, and what a hook's target received is none.
    if (!response || !request.path) return [];
    const { method, path, as } = request;
    const values = (request.body as { dataValues?: unknown } | undefined)?.dataValues;
    const sent = Array.isArray(values) && !note.includes('shortened') ? { sent: values.length } : {};
    return [{ id, version, method, path, as, ...sent, ...response }];
  });
}

/** One exchange by version and id. */
export function recorded(version: '2.42.5.2' | '2.43.1', id: string): RecordedExchange {
  const found = recordedExchanges.find((exchange) => exchange.version === version && exchange.id === id);
  if (!found) throw new Error(`no recorded exchange ${version} ${id}`);
  return found;
}
