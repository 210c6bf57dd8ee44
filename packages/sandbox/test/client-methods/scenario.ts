import { periodTypes, type Dhis2Client, type FinishedJob } from '@dhow/dhis2';
import type { Sandbox } from '../../src/index.ts';

/** What a scenario works with: a client of the superuser on a sandbox with the recorded seed. */
export interface Stage {
  readonly dhis2: Dhis2Client;
  readonly sandbox: Sandbox;
  readonly version: string;
}

/** Runs one method of the reference page and checks what came of it. */
export type Scenario = (stage: Stage) => Promise<void>;
export type Scenarios = Readonly<Record<string, Scenario>>;

/** All items of a stream. */
export async function all<Item>(stream: AsyncIterable<Item>): Promise<Item[]> {
  const items: Item[] = [];
  for await (const item of stream) items.push(item);
  return items;
}

/** Bytes as text. */
export async function text(stream: AsyncIterable<Uint8Array>): Promise<string> {
  return Buffer.concat(await all(stream)).toString();
}

/** Makes the tables that analytics reads. A new server of 2.43 needs its output period types before. */
export async function runAnalytics({ dhis2 }: Stage): Promise<FinishedJob> {
  const types = await dhis2.resourceTables.outputPeriodTypes();
  if (types?.length === 0) await dhis2.resourceTables.setOutputPeriodTypes(periodTypes);
  return dhis2.resourceTables.runAnalytics({}, { intervalMs: 1 });
}
