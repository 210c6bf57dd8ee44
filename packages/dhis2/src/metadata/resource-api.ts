import { Dhis2Error, isDhis2Error } from '../errors/dhis2-error.ts';
import { callOptions, type CallOptions } from '../http/call-options.ts';
import type { HttpClient } from '../http/http-client.ts';
import { segment, type Query } from '../http/query.ts';
import { fieldsParameter, type ExactFields, type Fields, type Selected } from './fields.ts';
import { listQuery, type ListOptions } from './list-options.ts';
import type { Page, Pager } from './page.ts';

/** What reading one object takes. */
export interface GetOptions<Model, Selection> extends CallOptions {
  readonly fields?: Selection & ExactFields<Model, Selection> & Fields<Model>;
  readonly translate?: boolean;
  readonly locale?: string;
  readonly params?: Query;
}

/** Reads metadata objects of one kind, such as `dhis2.dataElements`. */
export class ResourceReader<Model> {
  protected readonly http: HttpClient;
  /** `/api/dataElements`. */
  readonly path: string;
  /** Key of the list in answers. */
  readonly plural: string;

  constructor(http: HttpClient, plural: string, path: string) {
    this.http = http;
    this.path = path;
    this.plural = plural;
  }

  /** One object by uid. Throws DHIS2_NOT_FOUND when there is none. */
  async get<const Selection extends Fields<Model> = never>(
    id: string,
    options: GetOptions<Model, Selection> = {},
  ): Promise<Selected<Model, Selection>> {
    return this.http.json({
      method: 'GET',
      path: `${this.path}/${segment(id)}`,
      query: {
        fields: options.fields === undefined ? undefined : fieldsParameter(options.fields),
        translate: options.translate ?? (options.locale === undefined ? undefined : true),
        locale: options.locale,
        ...options.params,
      },
      ...callOptions(options),
    });
  }

  /** One object by uid, or undefined when there is none. */
  async find<const Selection extends Fields<Model> = never>(
    id: string,
    options: GetOptions<Model, Selection> = {},
  ): Promise<Selected<Model, Selection> | undefined> {
    try {
      return await this.get<Selection>(id, options);
    } catch (error) {
      if (isDhis2Error(error, 'DHIS2_NOT_FOUND')) return undefined;
      throw error;
    }
  }

  /**
   * All objects that match, in one array. The result has exactly the fields that were asked for.
   *
   * @example
   * ```ts
   * import { createClient, tokenAuth } from '@dhow/dhis2';
   *
   * const dhis2 = createClient({ baseUrl: 'http://localhost:8080', auth: tokenAuth('d2p_…') });
   * const elements = await dhis2.dataElements.list({
   *   fields: { id: true, categoryCombo: { id: true } },
   *   filter: { domainType: { eq: 'AGGREGATE' } },
   * });
   * elements[0]?.categoryCombo.id;
   * ```
   */
  async list<const Selection extends Fields<Model> = never>(
    options: ListOptions<Model, Selection> = {},
  ): Promise<Selected<Model, Selection>[]> {
    const all: Selected<Model, Selection>[] = [];
    for await (const page of this.pages<Selection>(options)) all.push(...page.items);
    return all;
  }

  /** All objects that match, page by page as the loop goes on. */
  async *iterate<const Selection extends Fields<Model> = never>(
    options: ListOptions<Model, Selection> = {},
  ): AsyncGenerator<Selected<Model, Selection>, void, undefined> {
    for await (const { items } of this.pages<Selection>(options)) yield* items;
  }

  /** The pages of {@link iterate}. Ends at the last page; throws DHIS2_PAGE_REPEATED when a server ignores paging. */
  async *pages<const Selection extends Fields<Model> = never>(
    options: ListOptions<Model, Selection> = {},
  ): AsyncGenerator<Page<Selected<Model, Selection>>, void, undefined> {
    const pageSize = options.pageSize ?? 1000;
    let firstOfLast: string | undefined;
    for (let page = 1; ; page++) {
      const answer = await this.page<Selection>({ ...options, page, pageSize });
      const first = JSON.stringify(answer.items[0]);
      if (page > 1 && first !== undefined && first === firstOfLast) {
        throw new Dhis2Error('DHIS2_PAGE_REPEATED', { method: 'GET', path: this.path, page });
      }
      firstOfLast = first;
      if (answer.items.length > 0) yield answer;
      if (isLast(answer.pager, answer.items.length, page)) return;
    }
  }

  /** One page, with its pager. */
  async page<const Selection extends Fields<Model> = never>(
    options: ListOptions<Model, Selection> & { readonly page?: number } = {},
  ): Promise<Page<Selected<Model, Selection>>> {
    const { page = 1, pageSize = 50 } = options;
    const answer = await this.http.json<Record<string, unknown> & { pager?: Pager }>({
      method: 'GET',
      path: this.path,
      query: { ...listQuery(options as ListOptions<never, object>), page, pageSize },
      ...callOptions(options),
    });
    const items = (answer?.[this.plural] ?? []) as Selected<Model, Selection>[];
    return { items, pager: answer?.pager };
  }

  /** How many objects match. */
  async count(
    options: Pick<ListOptions<Model, never>, 'filter' | 'rootJunction' | 'query' | 'params'> & CallOptions = {},
  ): Promise<number> {
    const { pager, items } = await this.page({ ...options, fields: { id: true }, pageSize: 1 } as never);
    return pager?.total ?? items.length;
  }
}

/** Without a pager the server gave everything at once. A page beyond the end is empty while its pager claims the last page. */
function isLast(pager: Pager | undefined, items: number, page: number): boolean {
  if (!pager || items === 0) return true;
  if (pager.pageCount !== undefined) return page >= pager.pageCount;
  return pager.nextPage === undefined;
}
