import { jsonWithCharset } from '../../http/answer.ts';
import { paginate } from '../../http/pager.ts';
import type { Router } from '../../http/router.ts';
import { notFoundObject } from '../../http/web-error.ts';
import { parseFields } from '../../fields/field-parser.ts';
import { Projector } from '../../fields/projector.ts';
import { fieldsOf, readContext } from '../../metadata/list-routes.ts';
import { mayRead } from '../../security/access.ts';
import type { ServerContext } from '../../server/server-context.ts';
import type { JsonObject } from '../../state/json.ts';
import { fixedDimensions } from './dimension.ts';
import { IdReader } from './id-reader.ts';
import { memberDimension, offeredDimensions } from './member-dimensions.ts';

/** `/api/dimensions`: the dimensions that metadata offers to analytics. */
export function dimensionRoutes(router: Router, context: ServerContext): void {
  const { metadata } = context;
  router.get('dimensions', (call) => {
    const projector = new Projector(readContext(context, call));
    const fields = fieldsOf(call, 'id,displayName');
    const nodes = parseFields(fields);
    const all = offeredDimensions(metadata).flatMap(({ object, plural, type }): JsonObject[] => {
      const schema = context.schemas.byPlural(plural);
      if (!schema || !mayRead(call.user, schema, object)) return [];
      const shown = projector.project(schema, object, nodes);
      return [fields.includes('dimensionType') ? { dimensionType: type, ...shown } : shown];
    });
    const { items, pager } = paginate(call, all);
    return jsonWithCharset({ ...(pager ? { pager } : {}), dimensions: [...items] });
  });
  router.get('dimensions/{id}', (call) => {
    const id = call.params['id']!;
    const fixed = fixedDimensions[id];
    const found = memberDimension(metadata, new IdReader(metadata, null), id, []);
    const dimension = fixed ? { id, ...fixed } : found;
    if (!dimension) throw notFoundObject('DimensionalObject', id);
    const { name, type } = dimension;
    return jsonWithCharset({ dimensionType: type, name, displayName: name, id });
  });
  router.get('dimensions/{id}/items', (call) => {
    const id = call.params['id']!;
    const dimension = memberDimension(metadata, new IdReader(metadata, null), id, []);
    if (!dimension) throw notFoundObject('DimensionalObject', id);
    const items = dimension.items.map((item): JsonObject => ({ name: item.name, id: item.id, displayName: item.name }));
    const { items: shown, pager } = paginate(call, items);
    return jsonWithCharset({ ...(pager ? { pager } : {}), items: [...shown] });
  });
}
