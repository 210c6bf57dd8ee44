import { RowLedger } from '@dhow/core/state';
import type { ManagementEndpoint } from '../management-services.ts';

/** Sources with the number of rows accepted, rejected and pending; one source with its reasons. */
export const ledgerEndpoint: ManagementEndpoint = {
  id: 'ledger',
  links: { 'ledger-source': 'ledger/{source}' },
  register(app, { state }) {
    const ledger = new RowLedger(state);
    app.get<{ Querystring: { after?: string } }>('/management/ledger', ({ query }) =>
      ledger.list({ limit: 100, ...(query.after !== undefined && { after: query.after }) }),
    );
    app.get<{ Params: { '*': string } }>('/management/ledger/*', async ({ params }, reply) => {
      const { source, state: account } = await ledger.open(params['*']);
      if (account.size === 0) return reply.code(404).send({ error: 'NOT_FOUND', message: 'No such source.' });
      return {
        source,
        accepted: account.accepted.size,
        rejected: account.rejected.size,
        pending: account.pending.size,
        reasons: account.reasons.map(({ code, reason, remedy, rows }) => ({
          code,
          reason,
          remedy,
          count: rows.size,
          rows: rows.toJSON(),
        })),
      };
    });
  },
};
