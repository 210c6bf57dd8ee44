import type { Answer } from './answer.ts';
import { webMessage } from './answer.ts';
import type { Call } from './call.ts';
import { WebError, containerRefusal } from './web-error.ts';

export type Handler = (call: Call) => Answer | Promise<Answer>;

export interface Route {
  readonly method: string;
  readonly segments: readonly string[];
  readonly handler: Handler;
  /** The media types that the endpoint can give, for the Accept header; none means JSON only. */
  readonly produces: readonly string[];
}

const jsonOnly: readonly string[] = ['application/json'];

/** Finds the handler of a request: literal segments before `{placeholders}`, `{name:uid}` only takes uids, `{rest*}` the rest. */
export class Router {
  readonly #routes: Route[] = [];

  on(method: string, pattern: string, handler: Handler, produces: readonly string[] = jsonOnly): this {
    const segments = pattern.split('/').filter((s) => s !== '');
    this.#routes.push({ method, segments, handler, produces });
    return this;
  }

  get(pattern: string, handler: Handler, produces?: readonly string[]): this {
    return this.on('GET', pattern, handler, produces);
  }

  post(pattern: string, handler: Handler, produces?: readonly string[]): this {
    return this.on('POST', pattern, handler, produces);
  }

  put(pattern: string, handler: Handler, produces?: readonly string[]): this {
    return this.on('PUT', pattern, handler, produces);
  }

  patch(pattern: string, handler: Handler, produces?: readonly string[]): this {
    return this.on('PATCH', pattern, handler, produces);
  }

  delete(pattern: string, handler: Handler, produces?: readonly string[]): this {
    return this.on('DELETE', pattern, handler, produces);
  }

  /** The route for a call and its placeholders' values; throws what the real server answers when there is none. */
  match(method: string, path: string): { route: Route; params: Record<string, string> } {
    const parts = path.split('/').filter((s) => s !== '');
    let best: { route: Route; params: Record<string, string>; score: string } | undefined;
    let known = false;
    for (const route of this.#routes) {
      const found = fit(route.segments, parts);
      if (!found) continue;
      known = true;
      if (route.method !== method && !(method === 'HEAD' && route.method === 'GET')) continue;
      if (!best || found.score > best.score) best = { route, ...found };
    }
    if (best) return best;
    if (known) {
      const message = `Request method '${method}' is not supported`;
      const parted = webMessage(405, 'ERROR', { message }, { 'content-type': 'application/json' });
      throw new WebError(parted, message);
    }
    throw containerRefusal(404, `No static resource api/${path}.`);
  }
}

function fit(
  segments: readonly string[],
  parts: readonly string[],
): { params: Record<string, string>; score: string } | undefined {
  const params: Record<string, string> = {};
  let score = '';
  for (let i = 0; i < segments.length; i++) {
    const segment = segments[i]!;
    if (segment.endsWith('*}')) {
      params[segment.slice(1, -2)] = parts.slice(i).join('/');
      return { params, score: `${score}0` };
    }
    const part = parts[i];
    if (part === undefined) return undefined;
    if (!segment.startsWith('{')) {
      if (segment !== part) return undefined;
      score += '3';
    } else if (segment.endsWith(':uid}')) {
      if (!/^[a-zA-Z][a-zA-Z0-9]{10}$/.test(part)) return undefined;
      params[segment.slice(1, -5)] = part;
      score += '2';
    } else {
      params[segment.slice(1, -1)] = part;
      score += '1';
    }
  }
  return segments.length === parts.length ? { params, score } : undefined;
}

/** Throws what the servlet container answers when nothing that the endpoint can give is acceptable. */
export function requireAcceptable(
  accept: string | undefined,
  produces: readonly string[],
  shown?: readonly string[],
): void {
  if (!accept || produces.length === 0) return;
  const wanted = accept.split(',').map((part) => part.split(';')[0]!.trim().toLowerCase());
  const matches = wanted.some((type) => {
    if (type === '*/*' || type === '') return true;
    if (type.endsWith('/*')) return produces.some((p) => p.startsWith(type.slice(0, -1)));
    if (type === 'application/*+json') return produces.includes('application/json');
    return (
      produces.includes(type) ||
      (type.endsWith('+json') && type.startsWith('application/') && produces.includes('application/json'))
    );
  });
  if (matches) return;
  const list = [...(shown ?? produces), ...(produces.includes('application/json') ? ['application/*+json'] : [])];
  throw containerRefusal(406, `Acceptable representations: [${list.join(', ')}].`);
}
