import { AuditLog, type DeadLetter, DeadLetterStore, type DeadLetterStatus, StateError } from '@dhow/core/state';
import type { ManagementEndpoint } from '../management-services.ts';

interface Query {
  readonly status?: string;
  readonly route?: string;
  readonly code?: string;
  readonly after?: string;
  readonly limit?: string;
}

const mostInOneAnswer = 1000;

/** Messages that could not be delivered, without their payloads; replay and discard. */
export const deadLettersEndpoint: ManagementEndpoint = {
  id: 'dead-letters',
  links: { 'dead-letters-id': 'dead-letters/{id}' },
  register(app, { state, replay }) {
    const letters = new DeadLetterStore(state);
    const audit = new AuditLog(state);

    app.get<{ Querystring: Query }>('/management/dead-letters', async ({ query }) => {
      const filter = {
        ...(query.status !== 'all' && { status: (query.status ?? 'waiting') as DeadLetterStatus }),
        ...(query.route !== undefined && { routeId: query.route }),
        ...(query.code !== undefined && { code: query.code }),
      };
      const limit = Math.min(mostInOneAnswer, Math.max(1, Math.floor(Number(query.limit ?? 100)) || 100));
      const page = { limit, ...(query.after !== undefined && { after: query.after }) };
      const [total, found] = await Promise.all([letters.count(filter), letters.list({ ...filter, ...page })]);
      return { total, letters: found.map(withoutPayload) };
    });
    app.get<{ Params: { id: string } }>('/management/dead-letters/:id', async ({ params }) => {
      const letter = await letters.get(params.id);
      if (!letter) throw new StateError('STATE_NO_DEAD_LETTER', { id: params.id });
      return withoutPayload(letter);
    });
    app.post<{ Params: { id: string } }>('/management/dead-letters/:id/replay', async ({ params }) => {
      const entry = { actor: 'management', action: 'dead-letter.replay', target: params.id };
      try {
        await replay(params.id);
        await audit.add({ ...entry, outcome: 'done' });
      } catch (error) {
        await audit.add({ ...entry, outcome: 'failed' });
        throw error;
      }
      return withoutPayload((await letters.get(params.id))!);
    });
    app.delete<{ Params: { id: string }; Querystring: { reason?: string } }>(
      '/management/dead-letters/:id',
      async ({ params, query }, reply) => {
        if (!query.reason) {
          return reply.code(400).send({ error: 'REASON', message: 'Say why: ?reason=…; it is kept with the letter.' });
        }
        const letter = await letters.discard(params.id, 'management', query.reason);
        const { reason } = query;
        await audit.add({
          actor: 'management',
          action: 'dead-letter.discard',
          target: params.id,
          reason,
          outcome: 'done',
        });
        return withoutPayload(letter);
      },
    );
  },
};

function withoutPayload(whole: DeadLetter) {
  const { body, headers: _headers, ...letter } = whole;
  return { ...letter, hasPayload: body !== undefined && body.kind !== 'lost' };
}
