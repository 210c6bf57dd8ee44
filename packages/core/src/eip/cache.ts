import type { Compiler } from '../engine/compiler.ts';
import type { StepModel } from '../model/route-model.ts';
import type { Processor } from './processor.ts';
import type { ResolvedOptions } from '../component/option-spec.ts';
import type { ExpressionModel } from '../expression/expression.ts';
import { textOf } from '../convert/java-text.ts';
import { mayContinue } from '../engine/pipeline.ts';
import { isByteStream, readBytes } from '../convert/stream-value.ts';
import { RouteError } from '../errors/route-error.ts';
import type { JsonValue } from '../state/state-store.ts';
import { decodeBody, encodeBody, type StoredBody } from '../state/stored-body.ts';
import { isRawStream } from '../stream-cache/one-shot.ts';
import { placeInState } from './state-ref.ts';
import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Answers from a store what its steps answered before for the same key. */
export const cache = {
  name: 'cache',
  description: 'Answers from a store what its steps answered before for the same key.',
  shape: 'block',
  options: {
    expression: option.expression({ description: 'Key of the entry.', required: true }),
    ttl: option.duration({ description: 'How long an entry is good; for ever when absent.' }),
    keyValueRepository: option.ref<unknown>()({
      description:
        'Where entries are kept: `#state:name` to share them with other steps, or a bean; the state store when absent.',
    }),
  },
  inlineExpression: 'expression',
  compile: compileCache,
} as const satisfies EipDefinition;

/** What the cache step needs of a store: the state store has a fitting one by default. */
export interface CacheStore {
  get(key: string): unknown;
  put(key: string, value: unknown, ttlMs: number | undefined): unknown;
}

async function compileCache(step: StepModel, compiler: Compiler): Promise<Processor> {
  const { ttl, keyValueRepository } = step.options as ResolvedOptions<typeof cache.options>;
  const key = await compiler.expression(step.options['expression'] as ExpressionModel);
  const inner = await compiler.steps(step.steps ?? []);
  const own = `${compiler.routeId}/${step.id ?? ''}`;
  const place = keyValueRepository === undefined ? own : placeInState(keyValueRepository, own, compiler);
  const store =
    place === undefined
      ? compiler.bean<CacheStore>(keyValueRepository, 'keyValueRepository of cache')
      : inStateStore(`cache/${place}`, compiler);
  return async (exchange, signal) => {
    const name = await key.evaluate(exchange, signal);
    if (name === null || name === undefined) return inner(exchange, signal);
    const id = textOf(name);
    const hit = await attempt(() => store.get(id), compiler);
    if (hit !== undefined) {
      exchange.body = hit;
      return;
    }
    await inner(exchange, signal);
    if (!mayContinue(exchange)) return;
    // A stream would be gone once it is in the store: the route goes on with what was in it.
    if (isByteBody(exchange.body)) exchange.body = await readBytes(exchange.body);
    await attempt(() => store.put(id, exchange.body, ttl), compiler);
  };
}

/** A cache that cannot be reached slows messages down; it does not fail them. */
async function attempt(work: () => unknown, compiler: Compiler): Promise<unknown> {
  try {
    return await work();
  } catch (error) {
    compiler.log.warn('The cache could not be used; the steps run instead.', { error });
    return undefined;
  }
}

function inStateStore(namespace: string, compiler: Compiler): CacheStore {
  const { state } = compiler.context;
  return {
    async get(key) {
      const entry = await state.get(namespace, key);
      return entry && decodeBody(entry.value as unknown as StoredBody);
    },
    async put(key, value, ttlMs) {
      const body = encodeBody(value);
      if (body.kind === 'lost') {
        const place = `cache in route ${compiler.routeId}`;
        throw new RouteError('ROUTE_STORE_NOT_JSON', { place, what: 'a body', reason: `it is a ${body.was}.` });
      }
      await state.put(namespace, key, body as unknown as JsonValue, ttlMs === undefined ? undefined : { ttlMs });
    },
  };
}

function isByteBody(body: unknown): body is AsyncIterable<Uint8Array | string> {
  return isByteStream(body) && isRawStream(body);
}
