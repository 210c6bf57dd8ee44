import type { ManagementEndpoint } from '../management-services.ts';

/** `GET /management`: the list of endpoints, as Spring Boot's discovery page has it. */
export function linksEndpoint(endpoints: readonly ManagementEndpoint[]): ManagementEndpoint {
  return {
    id: 'links',
    register(app) {
      app.get('/management', (request) => {
        const base = `http://${request.headers.host}/management`;
        const links: Record<string, { href: string; templated: boolean }> = { self: { href: base, templated: false } };
        for (const { id, links: more = {} } of endpoints) {
          links[id] = { href: `${base}/${id}`, templated: false };
          for (const [name, path] of Object.entries(more)) {
            links[name] = { href: `${base}/${path}`, templated: path.includes('{') };
          }
        }
        return { _links: links };
      });
    },
  };
}
