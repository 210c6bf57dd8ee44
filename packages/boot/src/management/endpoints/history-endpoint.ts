import { AuditLog, type HistoryRecord, MessageHistoryStore } from '@dhow/core/state';
import type { ManagementEndpoint } from '../management-services.ts';
import { findRoute } from './routes-endpoint.ts';

/** The way of the last messages of a route, newest first, without their bodies; wiping the bodies that are kept. */
export const historyEndpoint: ManagementEndpoint = {
  id: 'history',
  links: { 'history-route': 'history/{route}' },
  register(app, { engine, state }) {
    const history = new MessageHistoryStore(state);
    const audit = new AuditLog(state);
    app.get('/management/history', () => engine.routes().map(({ id }) => id));
    app.get<{ Params: { route: string }; Querystring: { after?: string; limit?: string } }>(
      '/management/history/:route',
      async ({ params, query }) => {
        const limit = Math.min(1000, Math.max(1, Math.floor(Number(query.limit ?? 100)) || 100));
        const after = Number(query.after);
        const page = { limit, ...(Number.isInteger(after) && after > 0 && { after }) };
        const records = await history.list(params.route, page);
        // A route that is gone may have a history; one that never was is a slip.
        if (records.length === 0) findRoute(engine, params.route);
        return records.map(withoutBody);
      },
    );
    app.delete<{ Params: { route: string } }>('/management/history/:route/payloads', async ({ params }, reply) => {
      await history.wipePayloads(params.route);
      await audit.add({ actor: 'management', action: 'history.wipe', target: params.route, outcome: 'done' });
      return reply.code(204).send();
    });
  },
};

function withoutBody(whole: HistoryRecord) {
  const { body, ...record } = whole;
  return { ...record, hasBody: body !== undefined && body.kind !== 'lost' };
}
