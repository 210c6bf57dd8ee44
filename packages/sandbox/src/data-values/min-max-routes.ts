import { empty, json } from '../http/answer.ts';
import { bodyText } from '../http/call.ts';
import { paginate } from '../http/pager.ts';
import type { Router } from '../http/router.ts';
import { conflict, parseBody } from '../http/web-error.ts';
import type { ServerContext } from '../server/server-context.ts';
import type { JsonObject } from '../state/json.ts';
import { isObject, refAt } from '../state/json.ts';

/** `/api/minMaxDataElements`: the range in which values of an element at a unit are expected. */
export function minMaxRoutes(router: Router, context: ServerContext): void {
  const table = context.tables.table('minMaxDataElements');
  const keyOf = (body: JsonObject): string =>
    `${refAt(body, 'dataElement')}/${refAt(body, 'source')}/${refAt(body, 'optionCombo')}`;
  router.get('minMaxDataElements', (call) => {
    const { items, pager } = paginate(call, [...table.values()]);
    const shown = pager
      ? { page: pager['page'], pageCount: pager['pageCount'], total: pager['total'], pageSize: pager['pageSize'] }
      : undefined;
    return json({ ...(shown ? { pager: shown } : {}), minMaxDataElements: items });
  });
  router.post('minMaxDataElements', (call) => {
    const body = parseBody(bodyText(call));
    if (!isObject(body)) throw conflict('Min, max, data element, source and option combo are required');
    const { min = 0, max = 0, generated = false, source = null, dataElement = null, optionCombo = null } = body;
    table.set(keyOf(body), { min, max, generated, source, dataElement, optionCombo });
    return empty(201);
  });
  router.delete('minMaxDataElements', (call) => {
    const body = parseBody(bodyText(call));
    if (!isObject(body) || !table.delete(keyOf(body))) throw conflict('Can not find MinMaxDataElement');
    return empty(200);
  });
}
