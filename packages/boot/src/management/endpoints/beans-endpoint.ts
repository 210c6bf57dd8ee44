import type { ManagementEndpoint } from '../management-services.ts';

/** Names and classes of the objects that routes may name, in the form of Spring Boot's Actuator. */
export const beansEndpoint: ManagementEndpoint = {
  id: 'beans',
  register(app, { engine, watch }) {
    app.get('/management/beans', () => {
      const beans = watch
        .beans()
        .map(({ name, type }) => [name, { aliases: [], scope: 'singleton', type, dependencies: [] }]);
      return { contexts: { [engine.name]: { beans: Object.fromEntries(beans) as Record<string, unknown> } } };
    });
  },
};
