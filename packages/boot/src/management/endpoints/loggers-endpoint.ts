import { nearestHint } from '@dhow/core';
import type { LevelName } from '../../configuration/settings-spec.ts';
import { levelNames } from '../../logging/log-levels.ts';
import type { ManagementEndpoint } from '../management-services.ts';

/** Spring Boot's loggers: levels by name, changed while the process runs. */
export const loggersEndpoint: ManagementEndpoint = {
  id: 'loggers',
  links: { 'loggers-name': 'loggers/{name}' },
  register(app, { loggers }) {
    app.get('/management/loggers', () => ({
      levels: levelNames.toReversed(),
      loggers: Object.fromEntries(loggers.list()),
      groups: {},
    }));
    app.get<{ Params: { name: string } }>('/management/loggers/:name', ({ params }, reply) => {
      const found = loggers.find(params.name);
      if (found) return reply.send(found);
      const nearest = nearestHint(params.name, loggers.list().keys());
      return reply.code(404).send({ error: 'NOT_FOUND', message: `There is no logger "${params.name}".${nearest}` });
    });
    app.post<{ Params: { name: string }; Body: { configuredLevel?: unknown } | null }>(
      '/management/loggers/:name',
      ({ params, body }, reply) => {
        const wanted = body?.configuredLevel;
        const level = typeof wanted === 'string' ? (wanted.toUpperCase() as LevelName) : undefined;
        if (level !== undefined ? !levelNames.includes(level) : wanted !== undefined && wanted !== null) {
          const message = `configuredLevel is one of ${levelNames.join(', ')}, or null for that of the parent.`;
          return reply.code(400).send({ error: 'LEVEL', message });
        }
        loggers.setLevel(params.name, level);
        return reply.code(204).send();
      },
    );
  },
};
