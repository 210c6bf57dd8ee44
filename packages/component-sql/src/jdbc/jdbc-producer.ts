import { isMap, transactionOf, type ComponentContext, type Exchange, type Producer } from '@dhow/core/component';
import type { DataSource, Row, Statement, StatementResult } from '../data-source.ts';
import { SqlError } from '../sql-error.ts';
import { givingKeys } from '../statement/generated-keys.ts';
import { withValues } from '../statement/parameter-values.ts';
import { parseQuery } from '../statement/query-template.ts';
import { closeWith, onlyRow } from '../statement/query-output.ts';
import type { JdbcEndpointUri } from './jdbc-component.ts';

/** Runs the body. */
export class JdbcProducer implements Producer {
  readonly #uri: JdbcEndpointUri;
  readonly #source: DataSource;
  readonly #context: ComponentContext;
  readonly #place: string;

  constructor(uri: JdbcEndpointUri, source: DataSource, context: ComponentContext) {
    this.#uri = uri;
    this.#source = source;
    this.#context = context;
    this.#place = `jdbc:${uri.path}`;
  }

  readonly process = async (exchange: Exchange, signal: AbortSignal): Promise<void> => {
    const { outputType, readSize } = this.#uri.options;
    const running = { place: this.#place, signal, transaction: transactionOf(exchange, this.#source) };
    const statement = await this.#statement(exchange, signal);
    if (outputType === 'StreamList' || (readSize > 0 && /^\s*(?:select|with|values)\b/i.test(statement.text[0]!))) {
      const rows = await this.#source.stream(statement, { ...running, fetchSize: readSize > 0 ? readSize : 1000 });
      if (outputType === 'StreamList') {
        closeWith(exchange, rows);
        exchange.headers.set('CamelJdbcColumnNames', rows.columns);
        exchange.body = rows;
        return;
      }
      const first: Row[] = [];
      for await (const row of rows) if (first.push(row) === readSize) break;
      return this.#give(exchange, { rows: first, columns: rows.columns, updateCount: 0 });
    }
    if (exchange.header('CamelRetrieveGeneratedKeys') === true) {
      const keys = givingKeys(statement, exchange.header('CamelGeneratedColumns'));
      return giveKeys(exchange, await this.#source.execute(keys, running));
    }
    this.#give(exchange, await this.#source.execute(statement, running));
  };

  async #statement(exchange: Exchange, signal: AbortSignal): Promise<Statement> {
    const place = this.#place;
    const sql: unknown = this.#context.convert(exchange.body, 'String');
    if (typeof sql !== 'string') throw new SqlError('SQL_NO_STATEMENT', { place });
    const { useHeadersAsParameters, allowNamedParameters: named } = this.#uri.options;
    if (!useHeadersAsParameters) {
      const { text } = parseQuery(sql, { place, placeholders: [], named: false });
      return { text, values: [] };
    }
    const written = exchange.header('CamelJdbcParameters');
    const template = parseQuery(sql, { place, placeholders: ['?'], named });
    return withValues(template, {
      place,
      exchange,
      signal,
      data: written,
      separator: ',',
      parametersCount: undefined,
      headers: !isMap(written),
      evaluate: (expression) => {
        throw new SqlError('SQL_PARAMETER_MISSING', { place, key: expression });
      },
    });
  }

  #give(exchange: Exchange, { rows, columns, updateCount }: StatementResult): void {
    const { headers } = exchange;
    if (columns.length === 0) {
      headers.set('CamelJdbcUpdateCount', updateCount);
      return;
    }
    headers.set('CamelJdbcColumnNames', columns);
    if (this.#uri.options.outputType === 'SelectOne') exchange.body = onlyRow(rows, columns, this.#place);
    else {
      headers.set('CamelJdbcRowCount', rows.length);
      exchange.body = rows;
    }
  }
}

function giveKeys({ headers }: Exchange, { rows, updateCount }: StatementResult): void {
  headers.set('CamelJdbcUpdateCount', updateCount);
  headers.set('CamelGeneratedKeysRowCount', rows.length);
  headers.set('CamelGeneratedKeysRows', rows);
}
