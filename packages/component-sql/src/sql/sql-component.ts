import type { Component, ComponentContext, EndpointUri } from '@dhow/core/component';
import type { DataSource } from '../data-source.ts';
import { SqlEndpoint, type SqlEndpointUri } from './sql-endpoint.ts';
import { sqlSpec } from './sql-spec.ts';

/**
 * `sql:`: statements in a database, and rows of a query as messages. `dataSource` is for endpoints that name none.
 *
 * @example
 * ```ts
 * import { createContext } from '@dhow/core';
 * import { sqlComponent, sqliteDataSource } from '@dhow/component-sql';
 *
 * createContext({ components: [sqlComponent({ dataSource: sqliteDataSource('reports.db') })] });
 * ```
 */
export function sqlComponent({ dataSource }: { readonly dataSource?: DataSource } = {}): Component {
  return {
    spec: sqlSpec,
    createEndpoint: (uri: EndpointUri, context: ComponentContext) =>
      new SqlEndpoint(uri as SqlEndpointUri, dataSource, context),
  };
}
