import type { AnalyticsTables } from '../analytics/tables/analytics-tables.ts';
import type { DataValueStore } from '../data-values/data-value-store.ts';
import type { Directory } from '../security/directory.ts';
import type { MetadataStore } from '../metadata/metadata-store.ts';
import type { OrgUnitTree } from '../metadata/org-unit-tree.ts';
import type { Settings } from '../system/settings.ts';
import type { Clock } from '../state/clock.ts';
import type { JsonObject } from '../state/json.ts';
import { Table } from '../state/table.ts';
import type { SchemaCatalog } from '../schema/schema-catalog.ts';
import type { VersionProfile } from '../version/profile.ts';
import type { JobRunner } from '../jobs/job-runner.ts';
import type { ChangeFeed } from '../metadata/change-feed.ts';
import type { DataSetIndex } from '../metadata/data-set-index.ts';

/** All that the resources of one running sandbox share. */
export interface ServerContext {
  readonly profile: VersionProfile;
  readonly clock: Clock;
  readonly schemas: SchemaCatalog;
  readonly metadata: MetadataStore;
  readonly tree: OrgUnitTree;
  readonly dataSets: DataSetIndex;
  readonly values: DataValueStore;
  readonly analytics: AnalyticsTables;
  readonly directory: Directory;
  readonly settings: Settings;
  readonly jobs: JobRunner;
  readonly changes: ChangeFeed;
  readonly tables: TableRegistry;
  /** How long after its answer an asynchronous data value import starts. */
  readonly importDelayMs: number;
  /** Where requests to other hosts really go, by origin; these hosts are open to routes too. */
  readonly remoteHosts: Readonly<Record<string, string>>;
  /** The uuid of this installation, `systemId` of `/api/system/info`. */
  readonly systemId: string;
}

/** All tables beside metadata, made when first named, so that persistence finds them. */
export class TableRegistry {
  readonly #tables = new Map<string, Table<unknown>>();

  table<T = JsonObject>(name: string): Table<T> {
    let table = this.#tables.get(name);
    if (!table) this.#tables.set(name, (table = new Table<unknown>(name)));
    return table as Table<T>;
  }

  add(table: Table<never>): void {
    this.#tables.set(table.name, table as unknown as Table<unknown>);
  }

  get all(): Iterable<Table<unknown>> {
    return this.#tables.values();
  }
}
