import type { Registry } from 'prom-client';
import type { ManagementEndpoint } from '../management-services.ts';

/** Prometheus' text. prom-client is loaded at the first scrape, since many processes are never scraped. */
export const metricsEndpoint: ManagementEndpoint = {
  id: 'metrics',
  register(app, services) {
    let registry: Promise<Registry> | undefined;
    app.get('/management/metrics', async (_request, reply) => {
      registry ??= import('../metrics-registry.ts').then(({ createMetricsRegistry }) =>
        createMetricsRegistry(services),
      );
      const metrics = await registry;
      return reply.header('content-type', metrics.contentType).send(await metrics.metrics());
    });
  },
};
