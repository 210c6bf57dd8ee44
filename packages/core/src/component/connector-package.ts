import type { ExpressionLanguage } from '../expression/expression.ts';
import type { Component } from './component.ts';
import type { DataFormatFactory } from './data-format.ts';

/**
 * What a package of connectors brings. Its entry point exports a {@link ConnectorPackageMaker} as `connectorPackage`, so that
 * a process can take it by the name of the package (`components: ['@dhow/component-sql']` in dhow.yaml), without code.
 */
export interface ConnectorPackage {
  readonly components?: readonly Component[];
  readonly dataFormats?: readonly DataFormatFactory[];
  readonly languages?: readonly ExpressionLanguage[];
  /** Objects, and classes and functions that the `beans:` of route files make objects with, by the names used there. */
  readonly beans?: Readonly<Record<string, unknown>>;
  /** Makes the data source of settings; undefined when their URL is for another package. */
  dataSource?(settings: DataSourceSettings): ClosableDataSource | undefined;
  /** What `dataSource` takes, to be told when nothing fits: `postgresql:`. */
  readonly dataSourceUrls?: readonly string[];
}

/** A connection to a database as settings describe it. */
export interface DataSourceSettings {
  /** The bean that it becomes. */
  readonly name: string;
  /** `postgresql://host/database`, `sqlite:file.db`, or as Java writes them: `jdbc:postgresql://host/database`. */
  readonly url: string;
  readonly username?: string;
  readonly password?: string;
  readonly maxConnections?: number;
  readonly connectionTimeoutMs?: number;
}

/** A data source that is closed after the last route has stopped. */
export interface ClosableDataSource {
  close(): Promise<void>;
}

/** What a package is made for. */
export interface ConnectorSurroundings {
  /** Folder that relative names of files start from. */
  readonly baseFolder: string;
}

export type ConnectorPackageMaker = (around: ConnectorSurroundings) => ConnectorPackage | Promise<ConnectorPackage>;
