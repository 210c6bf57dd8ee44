import type { ManagementEndpoint } from '../management-services.ts';

/** Begins a graceful stop; the answer comes first. */
export const shutdownEndpoint: ManagementEndpoint = {
  id: 'shutdown',
  register(app, { shutdown }) {
    app.post('/management/shutdown', (_request, reply) => {
      reply.raw.once('finish', () => shutdown());
      return reply.send({ message: 'Shutting down, bye...' });
    });
  },
};
