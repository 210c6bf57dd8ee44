import type { Component, ComponentContext, EndpointUri, ResolvedOptions } from '@dhow/core/component';
import { findDataSource } from '../find-data-source.ts';
import { JdbcProducer } from './jdbc-producer.ts';
import { jdbcSpec, type jdbcOptions } from './jdbc-spec.ts';

export type JdbcEndpointUri = EndpointUri<ResolvedOptions<typeof jdbcOptions>>;

/**
 * `jdbc:`: runs the SQL that is the body of the message. `sql:` is the better choice where the statement is known.
 *
 * @example
 * ```ts
 * import { createContext } from '@dhow/core';
 * import { jdbcComponent, sqliteDataSource } from '@dhow/component-sql';
 *
 * createContext({ components: [jdbcComponent()], beans: { reports: sqliteDataSource('reports.db') } });
 * ```
 */
export function jdbcComponent(): Component {
  return {
    spec: jdbcSpec,
    createEndpoint: (uri: EndpointUri, context: ComponentContext) => {
      const { path } = uri;
      const isAny = /^(?:dataSource|default)$/.test(path) && context.bean(path) === undefined;
      return {
        uri: uri.uri,
        createProducer: () => {
          const source = findDataSource(isAny ? undefined : path, context, `jdbc:${path}`);
          source.check?.();
          return new JdbcProducer(uri as JdbcEndpointUri, source, context);
        },
      };
    },
  };
}
