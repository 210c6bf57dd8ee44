import { createClient, type ClientOptions } from '../src/index.ts';
import { scriptedTransport, type ScriptedAnswer, type SeenRequest } from './scripted-transport.ts';
import { virtualClock } from './virtual-clock.ts';

/** A client whose server is a function, with the requests that it has seen and a clock that jumps. */
export function scriptedClient(
  answer: (request: SeenRequest) => ScriptedAnswer,
  options: Partial<ClientOptions> & { readonly version?: string } = {},
) {
  const seen: SeenRequest[] = [];
  const clock = virtualClock();
  const transport = scriptedTransport((request) => {
    seen.push(request);
    return answer(request);
  });
  const version = options.version ?? '2.42';
  const dhis2 = createClient({ baseUrl: 'http://dhis2.test', transport, clock, retry: false, ...options, version });
  return { dhis2, seen, clock };
}

/** A list that is answered in pages of the size that is asked for. */
export function paged(items: readonly unknown[], key: string, request: SeenRequest): ScriptedAnswer {
  const page = Number(request.query.get('page') ?? 1);
  const pageSize = Number(request.query.get('pageSize') ?? 50);
  const pageCount = Math.max(1, Math.ceil(items.length / pageSize));
  const pager = { page, pageSize, total: items.length, pageCount };
  return { body: { pager, [key]: items.slice((page - 1) * pageSize, page * pageSize) } };
}
