import { Dhis2Error, isDhis2Error } from '../errors/dhis2-error.ts';
import { callOptions, type CallOptions } from '../http/call-options.ts';
import { checkParameters, type EndpointParameters } from '../http/endpoint-parameters.ts';
import type { HttpClient } from '../http/http-client.ts';
import { segment, type Query } from '../http/query.ts';
import { fieldsParameter, type ExactFields, type Fields, type Selected } from '../metadata/fields.ts';
import type { Page, Pager } from '../metadata/page.ts';
import type { VersionGuard } from '../version/version-guard.ts';
import type { VersionProfile } from '../version/version-profile.ts';

/** How a list of tracker objects is read. Without `fields` the server's own choice comes. */
export interface TrackerReadOptions<Model, Selection> extends CallOptions {
  readonly fields?: Selection & ExactFields<Model, Selection> & Fields<Model>;
  /** Objects per page (default 200 when iterating, 50 for one page). */
  readonly pageSize?: number;
}

/** The result of a tracker read: what was selected, else the server's usual fields. */
export type TrackerSelected<Model, Selection> = [Selection] extends [never] ? Model : Selected<Model, Selection>;

/** What is fixed for one kind of tracker objects. */
export interface TrackerKind {
  /** `trackedEntities`: the path's last part, and the key of the list. */
  readonly plural: string;
  /** `trackedEntity`: the property that holds the uid. */
  readonly uid: string;
  readonly parameters: EndpointParameters;
  /** Whether the list takes one org unit (events) or several. */
  readonly oneOrgUnit: boolean;
  /** The release that it came with, and what there was before. */
  readonly since?: { readonly minor: number; readonly replacement: string };
}

/** Reads tracker objects of one kind, whatever the shape of the server's pages. */
export class TrackerList<Model, ListQuery> {
  readonly #http: HttpClient;
  readonly #versions: VersionGuard;
  readonly #kind: TrackerKind;

  constructor(http: HttpClient, versions: VersionGuard, kind: TrackerKind) {
    this.#http = http;
    this.#versions = versions;
    this.#kind = kind;
  }

  /** One object by uid. `program` is needed for attributes that belong to a program. */
  async get<const Selection extends Fields<Model> = never>(
    uid: string,
    options: TrackerReadOptions<Model, Selection> & { readonly program?: string } = {},
  ): Promise<TrackerSelected<Model, Selection>> {
    return this.#http.json({
      method: 'GET',
      path: `${this.#path}/${segment(uid)}`,
      query: { fields: fieldsText(options.fields), program: options.program },
      ...callOptions(options),
    });
  }

  /** As {@link get}, but undefined for an object that is not there (any more), or that the user may not see. */
  async find<const Selection extends Fields<Model> = never>(
    uid: string,
    options: TrackerReadOptions<Model, Selection> & { readonly program?: string } = {},
  ): Promise<TrackerSelected<Model, Selection> | undefined> {
    try {
      return await this.get<Selection>(uid, options);
    } catch (error) {
      if (isDhis2Error(error, 'DHIS2_NOT_FOUND')) return undefined;
      throw error;
    }
  }

  /** All objects that match, in one array. */
  async list<const Selection extends Fields<Model> = never>(
    query: ListQuery & TrackerReadOptions<Model, Selection>,
  ): Promise<TrackerSelected<Model, Selection>[]> {
    const all: TrackerSelected<Model, Selection>[] = [];
    for await (const item of this.iterate<Selection>(query)) all.push(item);
    return all;
  }

  /**
   * All objects that match, page by page as the loop goes on. An object that moves from one page to the next, because
   * others were added meanwhile, is given once.
   */
  async *iterate<const Selection extends Fields<Model> = never>(
    query: ListQuery & TrackerReadOptions<Model, Selection>,
  ): AsyncGenerator<TrackerSelected<Model, Selection>, void, undefined> {
    let before = new Set<unknown>();
    for await (const { items } of this.pages<Selection>(query)) {
      const uids = new Set<unknown>();
      for (const item of items) {
        const uid = (item as Record<string, unknown>)[this.#kind.uid];
        if (uid !== undefined) uids.add(uid);
        if (uid === undefined || !before.has(uid)) yield item;
      }
      before = uids;
    }
  }

  /** The pages of {@link iterate}. */
  async *pages<const Selection extends Fields<Model> = never>(
    query: ListQuery & TrackerReadOptions<Model, Selection>,
  ): AsyncGenerator<Page<TrackerSelected<Model, Selection>>, void, undefined> {
    const pageSize = query.pageSize ?? 200;
    let last = '';
    for (let page = 1; ; page++) {
      const answer = await this.page<Selection>({ ...query, pageSize, page });
      const text = JSON.stringify(answer.items);
      if (page > 1 && answer.items.length > 0 && text === last) {
        throw new Dhis2Error('DHIS2_PAGE_REPEATED', { method: 'GET', path: this.#path, page });
      }
      last = text;
      if (answer.items.length > 0) yield answer;
      if (answer.items.length < pageSize && answer.pager?.nextPage === undefined) return;
      if (answer.items.length === 0) return;
    }
  }

  /** One page. `totalPages` makes the server count, which is slow for large programs. */
  async page<const Selection extends Fields<Model> = never>(
    query: ListQuery & TrackerReadOptions<Model, Selection> & { readonly page?: number; readonly totalPages?: boolean },
  ): Promise<Page<TrackerSelected<Model, Selection>>> {
    const { version, profile } = await this.#versions.get(query.signal);
    const { since } = this.#kind;
    if (since && version.minor < since.minor) {
      const { minor, replacement } = since;
      throw new Dhis2Error('DHIS2_TOO_OLD', { what: this.#path, since: minor, version: version.text, replacement });
    }
    const parameters = this.#query(query as Record<string, unknown>, profile);
    // Before 2.42 names differ, and there is no list of them to check against.
    if (version.minor >= 42) checkParameters(this.#kind.parameters, parameters, version);
    const body = await this.#http.json<Record<string, unknown>>({
      method: 'GET',
      path: this.#path,
      query: parameters,
      ...callOptions(query),
    });
    return pageOf(body, this.#kind.plural);
  }

  get #path(): string {
    return `/api/tracker/${this.#kind.plural}`;
  }

  #query(query: Record<string, unknown>, profile: VersionProfile): Query {
    const { signal: _s, timeoutMs: _t, fields, orgUnits, orgUnitMode, ...rest } = query;
    const names = profile.trackerOrgUnits;
    const out: Record<string, unknown> = { ...rest, fields: fieldsText(fields as object | undefined) };
    if (orgUnits !== undefined) {
      const list = typeof orgUnits === 'string' ? [orgUnits] : (orgUnits as readonly string[]);
      if (this.#kind.oneOrgUnit && list.length > 1) {
        throw new Dhis2Error('DHIS2_INVALID_OPTION', {
          option: 'orgUnits',
          reason: `${this.#path} takes one org unit; ask for each, or for their parent with orgUnitMode DESCENDANTS`,
        });
      }
      out[this.#kind.oneOrgUnit ? 'orgUnit' : names.list] = list.join(names.separator);
    }
    if (orgUnitMode !== undefined) out[names.mode] = orgUnitMode;
    for (const key in out) {
      const value = out[key];
      // Lists of uids are one parameter with commas; filters are repeated.
      if (Array.isArray(value) && !key.startsWith('filter')) out[key] = value.join(profile.trackerOrgUnits.separator);
    }
    return out as Query;
  }
}

/** Reads a page of any of the three shapes: 2.40 flat with `instances`, 2.41 flat and nested, 2.42 nested. */
export function pageOf<Item>(body: Record<string, unknown> | undefined, plural: string): Page<Item> {
  const items = (body?.[plural] ?? body?.['instances'] ?? []) as readonly Item[];
  const nested = body?.['pager'];
  if (typeof nested === 'object' && nested !== null) return { items, pager: nested as Pager };
  if (typeof body?.['page'] !== 'number') return { items, pager: undefined };
  const { page, pageSize, total, pageCount } = body as unknown as Pager;
  return {
    items,
    pager: {
      page,
      pageSize,
      ...(total === undefined ? {} : { total }),
      ...(pageCount === undefined ? {} : { pageCount }),
    },
  };
}

function fieldsText(fields: object | undefined): string | undefined {
  return fields === undefined ? undefined : fieldsParameter(fields);
}
