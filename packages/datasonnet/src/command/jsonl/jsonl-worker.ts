import { parentPort, workerData } from 'node:worker_threads';
import { MappingCache } from '../../mapping/mapping-cache.ts';
import type { Limits } from '../../runtime/limits.ts';
import { answerLine } from './jsonl-protocol.ts';

/** What the server gives to a worker. */
export interface WorkerSettings {
  readonly limits: Partial<Limits>;
}

const { limits } = workerData as WorkerSettings;
const cache = new MappingCache(200, {
  limits,
  host: { now: () => BigInt(Date.now()) * 1_000_000n, random: () => Math.random() },
});
const port = parentPort!;
port.on('message', (line: string) => port.postMessage(JSON.stringify(answerLine(line, cache))));
