import { nearestHint, RouteError } from '@dhow/core';
import type { EngineView, RouteAction, RouteView } from '../engine-view.ts';
import type { ManagementEndpoint } from '../management-services.ts';

const actions: readonly string[] = [
  'start',
  'stop',
  'suspend',
  'resume',
  'restart',
  'stopAndFail',
  'reset',
] satisfies RouteAction[];

/** Routes with their numbers; one route also with those of its steps. */
export const routesEndpoint: ManagementEndpoint = {
  id: 'routes',
  links: { 'routes-id': 'routes/{id}', 'routes-id-action': 'routes/{id}/{action}' },
  register(app, { engine }) {
    app.get('/management/routes', () => engine.routes().map(withoutSteps));
    app.get<{ Params: { id: string } }>('/management/routes/:id', ({ params }) => findRoute(engine, params.id));
    app.post<{ Params: { id: string; action: string }; Querystring: { delay?: string } }>(
      '/management/routes/:id/:action',
      async ({ params, query }, reply) => {
        findRoute(engine, params.id);
        if (!actions.includes(params.action)) {
          const message = `A route can be told to ${actions.join(', ')}.${nearestHint(params.action, actions)}`;
          return reply.code(404).send({ error: 'NOT_FOUND', message });
        }
        const { delay } = query;
        if (delay === undefined) await engine.control(params.id, params.action as RouteAction);
        else if (/^\d{1,9}$/.test(delay)) await engine.control(params.id, params.action as RouteAction, Number(delay));
        else return reply.code(400).send({ error: 'DELAY', message: 'Write the delay in milliseconds: ?delay=5000.' });
        return withoutSteps(findRoute(engine, params.id));
      },
    );
  },
};

/** The route of an id. Throws ROUTE_NO_SUCH_ROUTE with the nearest one. */
export function findRoute(engine: EngineView, id: string): RouteView {
  const routes = engine.routes();
  const route = routes.find((one) => one.id === id);
  if (route) return route;
  const ids = routes.map((one) => one.id);
  throw new RouteError('ROUTE_NO_SUCH_ROUTE', { found: id, nearest: nearestHint(id, ids) });
}

function withoutSteps({ steps, ...route }: RouteView) {
  return { ...route, stepCount: steps.length };
}
