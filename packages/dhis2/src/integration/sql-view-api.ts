import { callOptions, type CallOptions } from '../http/call-options.ts';
import { segment, type Query } from '../http/query.ts';
import type { Pager } from '../metadata/page.ts';
import { ResourceApi } from '../metadata/resource-writer.ts';

/** Rows of a SQL view, with the columns' names. */
export interface SqlViewPage {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
  readonly pager: Pager | undefined;
}

export interface SqlViewCall extends CallOptions {
  /** Values of `${variable}` in the view's query. */
  readonly variables?: Readonly<Record<string, string | number>>;
  /** Columns that must equal a value. */
  readonly criteria?: Readonly<Record<string, string | number>>;
  /** `column:operator:value`. */
  readonly filter?: string | readonly string[];
}

/** `dhis2.sqlViews`. */
export class SqlViewApi<Model> extends ResourceApi<Model> {
  /** All rows as objects by column, page by page. */
  async *rows(
    id: string,
    call: SqlViewCall & { readonly pageSize?: number } = {},
  ): AsyncGenerator<Readonly<Record<string, unknown>>, void, undefined> {
    const pageSize = call.pageSize ?? 1000;
    for (let page = 1; ; page++) {
      const { columns, rows, pager } = await this.data(id, { ...call, page, pageSize });
      for (const row of rows) yield Object.fromEntries(columns.map((column, index) => [column, row[index]]));
      if (rows.length < pageSize || (pager?.pageCount !== undefined && page >= pager.pageCount)) return;
    }
  }

  /** One page. A view on protected tables or with words that change data is refused only now (E4310, E4311). */
  async data(
    id: string,
    call: SqlViewCall & { readonly page?: number; readonly pageSize?: number } = {},
  ): Promise<SqlViewPage> {
    const { variables, criteria, filter, page = 1, pageSize = 50 } = call;
    const pairs = (of: Readonly<Record<string, string | number>> | undefined) =>
      of && Object.entries(of).map(([name, value]) => `${name}:${value}`);
    const query: Query = { var: pairs(variables), criteria: pairs(criteria), filter, page, pageSize };
    const answer = await this.http.json<{
      pager?: Pager;
      listGrid: { headers: { name: string }[]; rows: unknown[][] };
    }>({ method: 'GET', path: `${this.path}/${segment(id)}/data`, query, ...callOptions(call) });
    const { headers, rows } = answer.listGrid;
    return { columns: headers.map(({ name }) => name), rows, pager: answer.pager };
  }

  /** Creates the view in the database (materialised or not), or refreshes it. */
  async execute(id: string, options: CallOptions & { readonly refresh?: boolean } = {}): Promise<void> {
    const verb = options.refresh ? 'refresh' : 'execute';
    await this.http.read({ method: 'POST', path: `${this.path}/${segment(id)}/${verb}`, ...callOptions(options) });
  }
}
