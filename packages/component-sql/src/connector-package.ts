import { resolve } from 'node:path';
import type { ConnectorPackage, ConnectorSurroundings } from '@dhow/core/component';
import { databaseUrls, dataSourceOf } from './configured/database-url.ts';
import { javaDataSources } from './configured/java-data-source.ts';
import { jdbcComponent } from './jdbc/jdbc-component.ts';
import { postgresDataSource } from './postgres/postgres-data-source.ts';
import { sqlComponent } from './sql/sql-component.ts';
import { sqliteDataSource } from './sqlite/sqlite-data-source.ts';

/**
 * What `components: ['@dhow/component-sql']` in dhow.yaml takes from this package: `sql:` and `jdbc:`, data sources of
 * settings, and what the `beans:` of route files may make data sources with.
 */
export function connectorPackage({ baseFolder }: ConnectorSurroundings): ConnectorPackage {
  return {
    components: [sqlComponent(), jdbcComponent()],
    beans: {
      sqliteDataSource: (file: string, options?: Parameters<typeof sqliteDataSource>[1]) =>
        sqliteDataSource(file === ':memory:' ? file : resolve(baseFolder, file), options),
      postgresDataSource: (options?: Parameters<typeof postgresDataSource>[0]) => postgresDataSource(options),
      ...javaDataSources(baseFolder),
    },
    dataSource: ({ url, ...access }) => dataSourceOf(url, { ...access, baseFolder }),
    dataSourceUrls: databaseUrls,
  };
}
