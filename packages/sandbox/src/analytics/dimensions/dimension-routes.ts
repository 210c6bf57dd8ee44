import { jsonWithCharset } from '../../http/answer.ts';
import type { Router } from '../../http/router.ts';
import { flag, intParam } from '../../http/call.ts';
import { notFoundObject } from '../../http/web-error.ts';
import type { ServerContext } from '../../server/server-context.ts';
import type { JsonObject } from '../../state/json.ts';
import { refsAt, textAt } from '../../state/json.ts';
import { fixedDimensions } from './dimension.ts';
import { memberDimension, offeredDimensions } from './member-dimensions.ts';
import { IdReader } from './id-reader.ts';

/** `/api/dimensions`: the dimensions that metadata offers to analytics. */
export function dimensionRoutes(router: Router, context: ServerContext): void {
  const { metadata } = context;
  router.get('dimensions', (call) => {
    const fields = (call.query.get('fields') ?? 'id,displayName').split(',').map((field) => field.trim());
    const all = offeredDimensions(metadata).map(({ object, type }) => describe(object, type, fields));
    if (!flag(call, 'paging', true)) return jsonWithCharset({ dimensions: all });
    const pageSize = intParam(call, 'pageSize', 50);
    const page = intParam(call, 'page', 1);
    const pager = { page, total: all.length, pageSize, pageCount: Math.max(1, Math.ceil(all.length / pageSize)) };
    return jsonWithCharset({ pager, dimensions: all.slice((page - 1) * pageSize, page * pageSize) });
  });
  router.get('dimensions/{id}', (call) => {
    const id = call.params['id']!;
    const found = offeredDimensions(metadata).find(({ object }) => object.id === id);
    if (found) return jsonWithCharset(describe(found.object, found.type, ['id', 'name', 'displayName', 'dimensionType', 'items']));
    const fixed = fixedDimensions[id];
    if (!fixed) throw notFoundObject('DimensionalObject', id);
    return jsonWithCharset({ id, name: fixed.name, displayName: fixed.name, dimensionType: fixed.type });
  });
  router.get('dimensions/{id}/items', (call) => {
    const dimension = memberDimension(metadata, new IdReader(metadata, null), call.params['id']!, []);
    if (!dimension) throw notFoundObject('DimensionalObject', call.params['id']!);
    return jsonWithCharset({ items: dimension.items.map(({ id, name }) => ({ name, id, displayName: name })) });
  });
}

function describe(object: Parameters<typeof textAt>[0] & { id: string }, type: string, fields: readonly string[]): JsonObject {
  const name = textAt(object, 'name') ?? '';
  const all: JsonObject = {
    dimensionType: type,
    name,
    displayName: name,
    id: object.id,
    code: textAt(object, 'code') ?? null,
    items: refsAt(object, type === 'CATEGORY' ? 'categoryOptions' : 'organisationUnitGroups').map((id) => ({ id })),
  };
  const wanted = fields.includes('*') || fields.includes(':all') ? Object.keys(all) : fields;
  return Object.fromEntries(Object.entries(all).filter(([key, value]) => wanted.includes(key) && value !== null));
}
