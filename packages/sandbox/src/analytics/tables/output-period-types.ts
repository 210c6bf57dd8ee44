import { empty, jsonWithCharset } from '../../http/answer.ts';
import { bodyText } from '../../http/call.ts';
import type { Router } from '../../http/router.ts';
import { badRequest, forbidden, parseBody } from '../../http/web-error.ts';
import { hasAuthority } from '../../security/user.ts';
import type { ServerContext } from '../../server/server-context.ts';
import type { JsonObject } from '../../state/json.ts';
import { isObject, textAt } from '../../state/json.ts';
import { frequencyOf, periodTypeNames } from '../dimensions/coarser-period.ts';

function listOf(context: ServerContext): readonly string[] {
  const stored = context.tables.table<string[]>('analytics/outputPeriodTypes').get('list');
  return stored ?? [];
}

/** Whether analytics runs must fail: 2.43 has a list of period types for its tables, which is empty on a new database. */
export function outputPeriodTypesAreMissing(context: ServerContext): boolean {
  return context.profile.minor >= 43 && listOf(context).length === 0;
}

/** Puts all period types on the list, as whoever sets a server up does. */
export function setAllOutputPeriodTypes(context: ServerContext): void {
  context.tables.table<string[]>('analytics/outputPeriodTypes').set('list', [...periodTypeNames]);
}

/** `/api/configuration/dataOutputPeriodTypes`; `whenSet` is called after the list was set. */
export function outputPeriodTypeRoutes(router: Router, context: ServerContext, whenSet: () => void): void {
  if (context.profile.minor < 43) return;
  router.get('configuration/dataOutputPeriodTypes', () => {
    const types: JsonObject[] = listOf(context).map((name) => ({ name, frequencyOrder: frequencyOf(name) }));
    return jsonWithCharset(types);
  });
  router.post('configuration/dataOutputPeriodTypes', (call) => {
    if (!hasAuthority(call.user, 'F_SYSTEM_SETTING')) throw forbidden('Access is denied');
    const body = parseBody(bodyText(call));
    if (!Array.isArray(body)) throw badRequest('JSON parse error');
    const names = (body as unknown[]).filter(isObject).flatMap((type) => textAt(type, 'name') ?? []);
    context.tables.table<string[]>('analytics/outputPeriodTypes').set('list', names);
    if (names.length > 0) whenSet();
    return empty(204);
  });
}
