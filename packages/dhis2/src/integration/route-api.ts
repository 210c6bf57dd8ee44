import { callOptions, type CallOptions } from '../http/call-options.ts';
import type { Answer } from '../http/http-client.ts';
import { segment, type Query } from '../http/query.ts';
import { ResourceApi } from '../metadata/resource-writer.ts';

/** What is sent through a route. */
export interface RouteCall extends CallOptions {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below the route's address; only for routes that end in `/**`. */
  readonly path?: string;
  readonly query?: Query;
  readonly body?: unknown;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** `dhis2.routes`: calls of other systems through DHIS2, with the credentials that it holds. */
export class RouteApi<Model> extends ResourceApi<Model> {
  /**
   * Runs a route by uid or code. Gives the target's own answer, refusals too: 502 may be the route (a sub-path that it does
   * not allow, its authentication), 504 a target that is slower than the route's time-out, 500 one that does not listen.
   */
  run(route: string, call: RouteCall = {}): Promise<Answer> {
    const below = (call.path ?? '').replace(/^\//, '').split('/').map(segment).join('/');
    return this.http.readAny({
      method: call.method ?? 'GET',
      path: `${this.path}/${segment(route)}/run${below ? `/${below}` : ''}`,
      query: call.query,
      accept: '*/*, text/html',
      ...(call.body === undefined ? {} : { body: call.body }),
      ...(call.contentType === undefined ? {} : { contentType: call.contentType }),
      ...(call.headers === undefined ? {} : { headers: call.headers }),
      // The target decides what a repetition would do.
      repeatable: false,
      ...callOptions(call),
    });
  }
}
