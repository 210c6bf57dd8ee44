import type { ManagementEndpoint } from '../management-services.ts';

/** Messages under way, the longest first; ids and times only. */
export const inflightEndpoint: ManagementEndpoint = {
  id: 'inflight',
  register(app, { engine }) {
    app.get('/management/inflight', () => {
      return engine.inflight().toSorted((a, b) => b.durationMillis - a.durationMillis);
    });
  },
};
