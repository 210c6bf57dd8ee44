import { readFile, readdir } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** A request of a recording; `as` names the user. */
export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  readonly as?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** A recorded exchange, or (without `response`) a request that was sent between two of them. */
export interface Exchange {
  readonly id: string;
  readonly seq: number;
  readonly area: string;
  readonly title?: string;
  readonly request: RecordedRequest;
  readonly response?: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string | string[]>>;
    readonly body: unknown;
  };
  readonly replay?: boolean;
  readonly note?: string;
}

/** The recordings of one version. */
export interface VersionRecording {
  readonly version: string;
  readonly seed: Record<string, unknown>;
  /** Exchanges and setup requests of an area, in the order of `seq`. */
  readonly areas: ReadonlyMap<string, readonly Exchange[]>;
}

/** Reads all versions below a folder: one file an exchange, or one compressed file an area. */
export async function readRecordings(folder: string): Promise<VersionRecording[]> {
  const recordings: VersionRecording[] = [];
  for (const version of (await readdir(folder)).filter((name) => /^\d+\.\d+/.test(name)).toSorted()) {
    const home = join(folder, version);
    const seed = await readSeed(home);
    const areas = new Map<string, Exchange[]>();
    for (const entry of (await readdir(home, { withFileTypes: true })).toSorted((a, b) =>
      a.name.localeCompare(b.name),
    )) {
      if (entry.isDirectory()) areas.set(entry.name, await readFolder(join(home, entry.name)));
      else if (entry.name.endsWith('.jsonl.gz'))
        areas.set(entry.name.slice(0, -9), await readLines(join(home, entry.name)));
    }
    for (const exchanges of areas.values()) exchanges.sort((a, b) => a.seq - b.seq);
    recordings.push({ version, seed, areas });
  }
  return recordings;
}

async function readSeed(home: string): Promise<Record<string, unknown>> {
  const plain = join(home, 'seed.json');
  if (existsSync(plain)) return JSON.parse(await readFile(plain, 'utf8')) as Record<string, unknown>;
  return JSON.parse(gunzipSync(await readFile(join(home, 'seed.json.gz'))).toString('utf8')) as Record<string, unknown>;
}

async function readFolder(folder: string): Promise<Exchange[]> {
  const exchanges: Exchange[] = [];
  for (const name of await readdir(folder)) {
    if (!name.endsWith('.json')) continue;
    const parsed: unknown = JSON.parse(await readFile(join(folder, name), 'utf8'));
    if (name === 'setup.json') exchanges.push(...(parsed as { requests: SetupRequest[] }).requests.map(setupExchange));
    else if (isExchange(parsed)) exchanges.push(parsed);
  }
  return exchanges;
}

async function readLines(file: string): Promise<Exchange[]> {
  const text = gunzipSync(await readFile(file)).toString('utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Exchange | SetupRequest)
    .map((entry) => ('request' in entry ? entry : setupExchange(entry)));
}

interface SetupRequest extends RecordedRequest {
  readonly seq: number;
  readonly area: string;
}

function setupExchange({ seq, area, ...request }: SetupRequest): Exchange {
  return { id: `${area}/setup-${seq}`, seq, area, request };
}

function isExchange(value: unknown): value is Exchange {
  return typeof value === 'object' && value !== null && 'request' in value && 'response' in value && 'seq' in value;
}
