import { webMessage } from '../http/answer.ts';
import { empty } from '../http/answer.ts';
import type { Call } from '../http/call.ts';
import type { Router } from '../http/router.ts';
import { conflict } from '../http/web-error.ts';
import { jsonWithCharset } from '../http/answer.ts';
import type { ServerContext } from '../server/server-context.ts';

/** Whether a data set of a period may be entered at a unit although its days of grace are over. */
export function hasLockException(context: ServerContext, set: string, period: string, unit: string): boolean {
  return context.tables.table('lockExceptions').has(`${set}/${period}/${unit}`);
}

/** `/api/lockExceptions`. */
export function lockExceptionRoutes(router: Router, context: ServerContext): void {
  const table = context.tables.table('lockExceptions');
  const units = (call: Call): string[] =>
    (call.query.get('ou') ?? '')
      .replace(/[[\]]/g, '')
      .split(',')
      .filter((id) => id !== '');
  router.get('lockExceptions', () => jsonWithCharset({ lockExceptions: [...table.values()] }));
  router.post('lockExceptions', (call) => {
    const set = call.query.get('ds') ?? '';
    const period = call.query.get('pe') ?? '';
    if (!context.metadata.get('dataSets', set) || units(call).length === 0)
      throw conflict('OrganisationUnit ID, Period ID or DataSet ID is invalid');
    for (const unit of units(call)) {
      if (!context.metadata.get('organisationUnits', unit))
        throw conflict(`Can't find OrganisationUnit with id =${unit}`);
      table.set(`${set}/${period}/${unit}`, {
        period: { id: period },
        organisationUnit: { id: unit },
        dataSet: { id: set },
      });
    }
    return webMessage(201, 'OK', { message: 'LockException created successfully.' });
  });
  router.delete('lockExceptions', (call) => {
    const keys = units(call).map((unit) => `${call.query.get('ds')}/${call.query.get('pe')}/${unit}`);
    for (const key of keys) table.delete(key);
    return empty(204);
  });
}
