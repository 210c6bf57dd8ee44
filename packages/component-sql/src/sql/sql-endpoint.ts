import type {
  ComponentContext,
  Consumer,
  ConsumerRoute,
  Endpoint,
  EndpointUri,
  HealthResult,
  Producer,
  ResolvedOptions,
} from '@dhow/core/component';
import type { DataSource } from '../data-source.ts';
import { findDataSource, hasOneDataSource } from '../find-data-source.ts';
import { isSqlError } from '../sql-error.ts';
import { SqlConsumer } from './sql-consumer.ts';
import { SqlProducer } from './sql-producer.ts';
import { SqlQuery } from './sql-query.ts';
import type { sqlOptions } from './sql-spec.ts';

export type SqlOptions = ResolvedOptions<typeof sqlOptions>;
export type SqlEndpointUri = EndpointUri<SqlOptions>;

export class SqlEndpoint implements Endpoint {
  readonly uri: string;
  readonly options: SqlOptions;
  readonly context: ComponentContext;
  /** For messages. */
  readonly place: string;
  readonly #path: string;
  readonly #default: DataSource | undefined;

  constructor({ uri, path, options }: SqlEndpointUri, dataSource: DataSource | undefined, context: ComponentContext) {
    this.uri = uri;
    this.options = options;
    this.context = context;
    this.place = `sql:${path.length > 80 ? `${path.slice(0, 80)}…` : path}`;
    this.#path = path;
    this.#default = dataSource;
  }

  createProducer(): Producer {
    return new SqlProducer(this, this.query(this.#path));
  }

  createConsumer(route: ConsumerRoute): Consumer {
    return new SqlConsumer(this, this.query(this.#path), route);
  }

  async checkHealth(signal: AbortSignal): Promise<HealthResult> {
    const dataSource = this.dataSource();
    try {
      await dataSource.execute({ text: ['select 1'], values: [] }, { place: this.place, signal });
      return { status: 'UP', details: { database: dataSource.kind } };
    } catch (error) {
      const reason = isSqlError(error) ? error.code : 'unknown';
      return { status: 'DOWN', details: { database: dataSource.kind, reason } };
    }
  }

  /** That of the option, of the component, or the only one. */
  dataSource(written: unknown = this.options.dataSource ?? this.#default): DataSource {
    return findDataSource(written, this.context, this.place);
  }

  /** Finds at the start what is wrong with the data source that is named, or that is the only one. */
  checkDataSource(): void {
    const isNamed = this.options.dataSource !== undefined || this.#default !== undefined;
    if (isNamed || hasOneDataSource(this.context)) this.dataSource().check?.();
  }

  query(text: string): SqlQuery {
    return new SqlQuery(text, this);
  }
}
