import type { IncomingMessage, ServerResponse } from 'node:http';
import createRouter from 'find-my-way';
import type { HTTPMethod, HTTPVersion, Instance } from 'find-my-way';
import { ComponentError } from '../component-error.ts';

/** A request that was found a place, as its route hears of it. */
export interface PathMatch {
  /** As it came, without the query. */
  readonly path: string;
  /** Without the question mark; undefined when there was none. */
  readonly query: string | undefined;
  /** Of the template, by name, decoded. */
  readonly parameters: readonly (readonly [name: string, value: string])[];
}

/** What serves requests at a path. */
export interface PathService {
  /** With `{name}` for a segment. */
  readonly path: string;
  /** Empty for all. */
  readonly methods: readonly string[];
  readonly isPrefix: boolean;
  /** For messages. */
  readonly routeId: string;
  handle(request: IncomingMessage, response: ServerResponse, match: PathMatch): void;
}

interface Entry {
  readonly service: PathService;
  readonly names: readonly string[];
}

export const allMethods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'] as const;

const noParameters: PathMatch['parameters'] = [];
const noHandler = () => undefined;

/** The services by path and method. They come and go while the server listens. */
export class PathTable {
  readonly #router: Instance<HTTPVersion.V1> = createRouter({
    ignoreTrailingSlash: true,
    maxParamLength: 16_384,
    // The query is read once, by whom it concerns.
    querystringParser: noHandler,
    // A path that cannot be decoded is found nowhere.
    onBadUrl: noHandler,
  });
  readonly #taken = new Map<string, PathService>();

  /** @throws ComponentError PLATFORM_HTTP_PATH_TAKEN when another route serves the same */
  add(service: PathService): void {
    const { patterns, names } = templateOf(service);
    const methods = methodsOf(service);
    for (const method of methods) {
      for (const pattern of patterns) {
        const other = this.#taken.get(`${method} ${pattern}`);
        if (other !== undefined) {
          const { path, routeId } = service;
          throw new ComponentError('PLATFORM_HTTP_PATH_TAKEN', { path, method, route: routeId, other: other.routeId });
        }
      }
    }
    const entry: Entry = { service, names };
    for (const method of methods) {
      for (const pattern of patterns) {
        this.#taken.set(`${method} ${pattern}`, service);
        this.#router.on(method, pattern, noHandler, entry);
      }
    }
  }

  remove(service: PathService): void {
    for (const method of methodsOf(service)) {
      for (const pattern of templateOf(service).patterns) {
        if (this.#taken.get(`${method} ${pattern}`) !== service) continue;
        this.#taken.delete(`${method} ${pattern}`);
        this.#router.off(method, pattern);
      }
    }
  }

  /** Hands the request to its service; false when there is none for it. */
  dispatch(request: IncomingMessage, response: ServerResponse): boolean {
    const url = request.url ?? '/';
    const end = url.indexOf('?');
    const path = end < 0 ? url : url.slice(0, end);
    const method = request.method as HTTPMethod;
    let found = this.#router.find(method, path);
    if (!isEntry(found?.store) && method === 'HEAD') found = this.#router.find('GET', path);
    const entry: unknown = found?.store;
    if (!isEntry(entry)) return false;
    const { service, names } = entry;
    const parameters =
      names.length === 0 ? noParameters : names.map((name, at) => [name, found!.params[`p${at}`] ?? ''] as const);
    service.handle(request, response, { path, query: end < 0 ? undefined : url.slice(end + 1), parameters });
    return true;
  }

  /** Methods that the path is served with; empty when it is not. */
  methodsAt(url: string): readonly string[] {
    const path = url.split('?', 1)[0]!;
    const methods = allMethods.filter((method) => isEntry(this.#router.find(method, path)?.store));
    if (methods.includes('GET') && !methods.includes('HEAD'))
      return ['GET', 'HEAD', ...methods.filter((each) => each !== 'GET')];
    return methods;
  }
}

function isEntry(store: unknown): store is Entry {
  return store !== undefined && store !== null;
}

function methodsOf({ methods }: PathService): readonly HTTPMethod[] {
  return methods.length === 0 ? allMethods : (methods as readonly HTTPMethod[]);
}

/** `/a/{id}` as the router writes it. Parameters are numbered: their names may be anything. */
function templateOf({ path, isPrefix }: PathService): { patterns: readonly string[]; names: readonly string[] } {
  const names: string[] = [];
  const bare = `/${path.replace(/^\/+|\/+$/g, '')}`;
  const pattern = bare
    .split(/(\{[^{}/]+\})/)
    .map((part) => {
      if (!part.startsWith('{')) return part.replaceAll(':', '::');
      return `:p${names.push(part.slice(1, -1)) - 1}`;
    })
    .join('');
  if (!isPrefix) return { patterns: [pattern], names };
  return { patterns: pattern === '/' ? ['/', '/*'] : [pattern, `${pattern}/*`], names };
}
