import { AnalyticsTables } from '../analytics/tables/analytics-tables.ts';
import { DataValueStore } from '../data-values/data-value-store.ts';
import { JobRunner } from '../jobs/job-runner.ts';
import { mirrorJob } from '../jobs/job-mirror.ts';
import type { Job } from '../jobs/job-runner.ts';
import { ChangeFeed } from '../metadata/change-feed.ts';
import { DataSetIndex } from '../metadata/data-set-index.ts';
import { MetadataStore } from '../metadata/metadata-store.ts';
import { OrgUnitTree } from '../metadata/org-unit-tree.ts';
import { SchemaCatalog } from '../schema/schema-catalog.ts';
import { Directory } from '../security/directory.ts';
import type { Clock } from '../state/clock.ts';
import { generateUuid } from '../state/identifiers.ts';
import type { Json } from '../state/json.ts';
import { Settings } from '../system/settings.ts';
import type { VersionProfile } from '../version/profile.ts';
import type { ServerContext } from './server-context.ts';
import { TableRegistry } from './server-context.ts';

export interface ContextParts {
  readonly profile: VersionProfile;
  readonly clock: Clock;
  readonly systemId: string | undefined;
  readonly importDelayMs: number;
  readonly remoteHosts: Readonly<Record<string, string>>;
}

/** Makes the empty state of a server and what computes on it. */
export function buildContext({ profile, clock, systemId, importDelayMs, remoteHosts }: ContextParts): ServerContext {
  const schemas = catalogOf(profile);
  const metadata = new MetadataStore(schemas);
  const tables = new TableRegistry();
  const context: ServerContext = {
    profile,
    clock,
    schemas,
    metadata,
    tables,
    importDelayMs,
    remoteHosts,
    tree: new OrgUnitTree(metadata),
    dataSets: new DataSetIndex(metadata),
    values: new DataValueStore(),
    analytics: new AnalyticsTables(),
    directory: new Directory(metadata, schemas, tables.table<string>('passwords')),
    settings: new Settings(tables.table<Json>('settings')),
    jobs: new JobRunner(tables.table<Job>('jobs'), clock),
    changes: new ChangeFeed(),
    systemId: systemId ?? generateUuid(),
  };
  context.jobs.onChange = (job) => mirrorJob(context, job);
  return context;
}

const catalogs = new Map<string, SchemaCatalog>();

/** Catalogues are read once a process: they take a tenth of a second to parse and never change. */
function catalogOf(profile: VersionProfile): SchemaCatalog {
  let catalog = catalogs.get(profile.data);
  if (!catalog) catalogs.set(profile.data, (catalog = new SchemaCatalog(profile)));
  return catalog;
}
