import { arch, platform, release } from 'node:os';
import type { ManagementEndpoint } from '../management-services.ts';

/** What runs here. */
export const infoEndpoint: ManagementEndpoint = {
  id: 'info',
  register(app, { configuration, engine, version }) {
    app.get('/management/info', () => {
      const { rss, heapUsed, heapTotal, external } = process.memoryUsage();
      return {
        app: { name: configuration.settings.name },
        dhow: { version },
        node: { version: process.versions.node },
        os: { name: platform(), version: release(), arch: arch() },
        process: {
          pid: process.pid,
          uptimeSeconds: Math.round(process.uptime()),
          memory: { rss, heap: { used: heapUsed, committed: heapTotal }, external },
        },
        context: { name: engine.name, uptimeMillis: engine.uptimeMillis, routes: engine.routes().length },
      };
    });
  },
};
