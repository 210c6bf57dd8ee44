import type { ClosableDataSource } from '@dhow/core/component';
import { BootError } from '../boot-errors.ts';
import type { Configuration } from '../configuration/load-configuration.ts';
import { loadConnectors, type NamedConnectors } from './load-connectors.ts';

/** What the packages of connectors that settings name bring to a context. */
export interface ConnectorParts {
  readonly components: NonNullable<NamedConnectors['components']>;
  readonly dataFormats: NonNullable<NamedConnectors['dataFormats']>;
  readonly languages: NonNullable<NamedConnectors['languages']>;
  readonly beans: Readonly<Record<string, unknown>>;
  /** Ends the connections of the data sources. */
  close(): Promise<void>;
}

/**
 * Loads the packages that the setting `components` names, and makes the data sources of `dataSources`. Nothing is connected to.
 *
 * @throws BootError BOOT_CONNECTORS_…, BOOT_DATA_SOURCE
 */
export async function connectorParts({ settings, origins, folder }: Configuration): Promise<ConnectorParts> {
  const packages = await loadConnectors(settings.components, folder);
  const sources = new Map<string, ClosableDataSource>();
  for (const [name, { maxConnections, timeout, ...connection }] of Object.entries(settings.dataSources)) {
    const asked = {
      name,
      ...connection,
      ...(maxConnections !== undefined && { maxConnections }),
      ...(timeout !== undefined && { connectionTimeoutMs: timeout }),
    };
    const path = `dataSources.${name}.url`;
    const source = packages.map((each) => each.dataSource?.(asked)).find((made) => made !== undefined);
    if (source === undefined) {
      const origin = origins.find((one) => one.path === path)?.origin ?? '';
      throw new BootError('BOOT_DATA_SOURCE', { origin, setting: path, known: known(packages) });
    }
    sources.set(name, source);
  }
  return {
    components: packages.flatMap(({ components = [] }) => components),
    dataFormats: packages.flatMap(({ dataFormats = [] }) => dataFormats),
    languages: packages.flatMap(({ languages = [] }) => languages),
    beans: Object.assign({}, ...packages.map(({ beans }) => beans), Object.fromEntries(sources)) as Readonly<
      Record<string, unknown>
    >,
    async close() {
      for (const source of sources.values()) await source.close();
    },
  };
}

function known(packages: readonly NamedConnectors[]): string {
  const urls = packages.flatMap(({ dataSourceUrls = [] }) => dataSourceUrls);
  if (urls.length > 0) return `Write one of ${urls.join(', ')}`;
  return 'Name a package that has one under "components", such as @dhow/component-sql';
}
