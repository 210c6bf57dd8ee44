import { copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { startDhow, untilIdle } from '@dhow/boot';
import { RowLedger } from '@dhow/core/state';

/** Where the report runs, with what. */
export interface ReportRun {
  /** `ts` for route.ts, `yaml` for route.yaml. */
  readonly route: 'ts' | 'yaml';
  /** The working folder: inbox, done, rejects and the state are below it. */
  readonly folder: string;
  /** Address of DHIS2. */
  readonly url: string;
  readonly signal?: AbortSignal;
}

/** Why rows were rejected, over all files. */
export interface RejectedFor {
  readonly code: string;
  readonly rows: number;
}

export interface ReportResult {
  readonly accepted: number;
  readonly rejected: number;
  readonly pending: number;
  readonly codes: readonly RejectedFor[];
  readonly deadLetters: number;
}

const here = import.meta.dirname;

/** Runs the route until its inbox is empty, and answers what the ledger says of all rows. */
export async function runReport({ route, folder, url, signal }: ReportRun): Promise<ReportResult> {
  prepareFolder(folder);
  const dhow = await startDhow({
    routes: [route === 'yaml' ? join(folder, 'route.yaml') : (await import('./route.ts')).default],
    configuration: {
      file: join(folder, 'dhow.yaml'),
      environment: {},
      overrides: { 'connections.national.url': url, 'management.enabled': false, 'log.level': 'OFF' },
    },
  });
  try {
    await untilIdle(dhow.context, signal ?? new AbortController().signal);
    const ledger = new RowLedger(dhow.state);
    const result = { accepted: 0, rejected: 0, pending: 0 };
    const codes = new Map<string, number>();
    for (const { source } of await ledger.list()) {
      const { state } = await ledger.open(source);
      result.accepted += state.accepted.size;
      result.rejected += state.rejected.size;
      result.pending += state.pending.size;
      for (const { code, rows } of state.reasons) codes.set(code, (codes.get(code) ?? 0) + rows.size);
    }
    return {
      ...result,
      codes: [...codes].map(([code, rows]) => ({ code, rows })).sort((a, b) => (a.code < b.code ? -1 : 1)),
      deadLetters: await dhow.deadLetters.count(),
    };
  } finally {
    await dhow.stop();
  }
}

/** Puts the route's files into the folder where it runs. */
export function prepareFolder(folder: string): void {
  mkdirSync(join(folder, 'inbox'), { recursive: true });
  for (const name of readdirSync(here)) {
    if (/\.(ds|libsonnet|csv|yaml)$/.test(name)) copyFileSync(join(here, name), join(folder, name));
  }
}
