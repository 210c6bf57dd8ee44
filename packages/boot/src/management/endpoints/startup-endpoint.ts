import type { ManagementEndpoint } from '../management-services.ts';

/** What the start did, in its order, and how long each part took. */
export const startupEndpoint: ManagementEndpoint = {
  id: 'startup',
  register(app, { watch }) {
    app.get('/management/startup', () =>
      watch.startup().map(({ what, at, tookMs }) => ({ what, at: rounded(at), tookMs: rounded(tookMs) })),
    );
  },
};

const rounded = (ms: number): number => Math.round(ms * 1000) / 1000;
