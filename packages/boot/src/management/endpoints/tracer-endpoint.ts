import type { ManagementEndpoint } from '../management-services.ts';

const defaultSize = 100;
const largestSize = 1000;

/** The last steps that messages went through, while it is switched on: types and names, never bodies or values. */
export const tracerEndpoint: ManagementEndpoint = {
  id: 'tracer',
  register(app, { watch }) {
    app.get('/management/tracer', () => {
      const { steps, ...rest } = watch.tracer();
      return {
        ...rest,
        steps: steps.map((step) => ({ ...step, body: undefined, elapsedMs: Math.round(step.elapsedMs * 1000) / 1000 })),
      };
    });
    app.post<{ Body: unknown }>('/management/tracer', async ({ body }, reply) => {
      const { enabled, size = defaultSize, pattern } = (body ?? {}) as Readonly<Record<string, unknown>>;
      const isSized = typeof size === 'number' && Number.isInteger(size) && size > 0 && size <= largestSize;
      if (typeof enabled !== 'boolean' || !isSized || (pattern !== undefined && typeof pattern !== 'string')) {
        const message = `Write {"enabled": true, "pattern": "route*", "size": ${defaultSize}}; size is at most ${largestSize}.`;
        return reply.code(400).send({ error: 'TRACER', message });
      }
      watch.trace(enabled ? { size, ...(pattern !== undefined && { pattern }) } : undefined);
      return reply.code(204).send();
    });
  },
};
