import { asText } from '../state/json.ts';
import type { Answer } from '../http/answer.ts';
import { jsonWithCharset } from '../http/answer.ts';
import type { Call } from '../http/call.ts';
import { flag, intParam } from '../http/call.ts';
import type { Router } from '../http/router.ts';
import { notFound } from '../http/web-error.ts';
import { parseFields } from '../fields/field-parser.ts';
import { Projector } from '../fields/projector.ts';
import type { Schema } from '../schema/schema-catalog.ts';
import { mayRead } from '../security/access.ts';
import type { ServerContext } from '../server/server-context.ts';
import { compileFilter } from './filter.ts';
import { crudSchemas } from './crud-routes.ts';
import { fieldsOf, readContext, requireReadable } from './list-routes.ts';
import type { MetadataObject } from './metadata-store.ts';
import { GistView } from './gist-view.ts';
import { orderBy } from './ordering.ts';

const noCache = { 'cache-control': 'no-cache, private' };

/** `/api/{plural}/gist` and its like: light-weight lists. */
export function gistRoutes(router: Router, context: ServerContext): void {
  for (const schema of crudSchemas(context)) {
    router.get(`${schema.plural}/gist`, (call) =>
      gistList(context, schema, call, [...context.metadata.tableOf(schema).values()]),
    );
    router.get(`${schema.plural}/{uid:uid}/gist`, (call) => {
      const object = requireReadable(context, schema, call, call.params['uid']!);
      const view = new GistView(context, schema, new Projector(readContext(context, call)), true);
      return jsonWithCharset(view.object(object, parseFields(fieldsOf(call, '*'))), 200, noCache);
    });
    router.get(`${schema.plural}/{uid:uid}/{collection}/gist`, (call) => gistCollection(context, schema, call));
  }
}

function gistCollection(context: ServerContext, schema: Schema, call: Call): Answer {
  const object = requireReadable(context, schema, call, call.params['uid']!);
  const property = context.schemas.properties(schema).get(call.params['collection']!);
  const item = context.schemas.byKlass(property?.itemKlass);
  if (!property?.collection || !item) throw notFound(`Property ${call.params['collection']} does not exist`);
  const projector = new Projector(readContext(context, call));
  const raw = projector.rawValue(schema, object, property);
  const ids = new Set(
    (Array.isArray(raw) ? raw : []).map((r) =>
      typeof r === 'object' && r !== null && !Array.isArray(r) ? asText(r['id']) : '',
    ),
  );
  const members = [...context.metadata.tableOf(item).values()].filter((member) => ids.has(member.id));
  return gistList(context, item, call, members, context.profile.minor >= 43);
}

/** A gist page; from 2.43 on a collection's pager always names a next page. */
function gistList(
  context: ServerContext,
  schema: Schema,
  call: Call,
  objects: readonly MetadataObject[],
  namesNext = false,
): Answer {
  const projector = new Projector(readContext(context, call));
  const predicates = call.query
    .getAll('filter')
    .map((text) => compileFilter(context.metadata, projector, schema, text));
  let kept = objects.filter((o) => mayRead(call.user, schema, o) && predicates.every((p) => p(o)));
  const orders = call.query.getAll('order');
  if (orders.length > 0) kept = kept.toSorted(orderBy(context.metadata, projector, schema, orders));
  const pageSize = intParam(call, 'pageSize', 50);
  const page = Math.max(1, intParam(call, 'page', 1));
  const nodes = parseFields(fieldsOf(call, '*'));
  const view = new GistView(context, schema, projector, false);
  const items = kept.slice((page - 1) * pageSize, page * pageSize).map((object) => view.object(object, nodes));
  const single = nodes.length === 1 && !nodes[0]!.preset && !nodes[0]!.children;
  const shown = single ? items.map((item) => Object.values(item)[0] ?? null) : items;
  if (flag(call, 'headless')) return jsonWithCharset(shown, 200, noCache);
  const total = flag(call, 'total') || flag(call, 'totalPages');
  const link = (to: number): string => {
    const others = call.queryText.split('&').filter((part) => part !== '' && !part.startsWith('page='));
    return `${call.baseUrl}${call.sentPath}?${[...others, `page=${to}`].join('&')}`;
  };
  const pager = {
    page,
    pageSize,
    ...(total ? { total: kept.length } : {}),
    ...(page > 1 ? { prevPage: link(page - 1) } : {}),
    ...(page * pageSize < kept.length || namesNext ? { nextPage: link(page + 1) } : {}),
    ...(total ? { pageCount: Math.ceil(kept.length / pageSize) } : {}),
  };
  return jsonWithCharset({ pager, [schema.plural]: shown }, 200, noCache);
}
