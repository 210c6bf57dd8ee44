import type { KameletHost } from '../kamelet/kamelet-host.ts';
import type { ContextCore } from './context-core.ts';
import type { RouteController } from './route-controller.ts';

/** What Kamelets need of their context. When that stops as a whole, it stops the routes made of them itself. */
export function kameletHost(
  core: ContextCore,
  routes: () => RouteController,
  instantiate: KameletHost['instantiate'],
): KameletHost {
  return {
    instantiate,
    start: async ({ id }) => void (await routes().start(id)),
    async stop({ id }) {
      if (!core.isStopping()) await routes().stop(id);
    },
    suspend: async ({ id }) => void (await routes().suspend(id)),
    resume: async ({ id }) => void (await routes().resume(id)),
    async release({ id }) {
      if (!core.isStopping()) await routes().release(id);
    },
  };
}
