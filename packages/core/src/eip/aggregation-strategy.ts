import type { Compiler } from '../engine/compiler.ts';
import { RouteError } from '../errors/route-error.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { standardStrategies } from './standard-strategies.ts';

type Answer = Exchange | null | undefined;

/** Joins exchanges. `old` is undefined for the first one; what it returns is the next `old`. Never called concurrently. */
export interface AggregationStrategy {
  /** For messages. */
  readonly name?: string;
  aggregate(old: Exchange | undefined, next: Exchange, input?: Exchange): Answer | Promise<Answer>;
  /** It only reads `next` once there is an `old`, and keeps nothing of it but the body: an aggregator may spare a copy. */
  readonly onlyReads?: boolean;
  /** For split and multicast: the strategy for one run, which knows the message as it was before. */
  forOriginal?(original: Exchange): AggregationStrategy;
  /** Called once with the result (split, multicast) or the complete group (aggregate). */
  onCompletion?(result: Exchange | undefined, input?: Exchange): void;
  /** Called for each part that did not come in time. */
  timeout?(old: Exchange | undefined, index: number, total: number, timeoutMs: number): void;
  /** For aggregate: whether `preComplete` is asked at all. */
  canPreComplete?(): boolean;
  /** For aggregate: true completes the old group before the new exchange, which then starts the next one. */
  preComplete?(old: Exchange | undefined, next: Exchange): boolean;
}

export type StrategyFunction = AggregationStrategy['aggregate'];

interface StrategyOptions {
  readonly aggregationStrategy?: unknown;
  readonly aggregationStrategyMethodName?: string | undefined;
  readonly aggregationStrategyMethodAllowNull?: boolean | undefined;
}

/** The strategy that a step names: a function, an object with `aggregate`, a bean, or one of Camel's by `#class:` name. */
export function strategyOf(
  options: StrategyOptions,
  compiler: Compiler,
  what: string,
): AggregationStrategy | undefined {
  const { aggregationStrategy: ref, aggregationStrategyMethodName: method } = options;
  if (ref === undefined) return undefined;
  const standard = typeof ref === 'string' ? standardStrategy(compiler.resolve(ref)) : undefined;
  if (standard) return standard;
  const bean = compiler.bean<unknown>(ref, `aggregationStrategy of ${what}`);
  if (method !== undefined) {
    const reason = unfitMethod(bean, method);
    if (reason !== undefined)
      throw new RouteError('ROUTE_BAD_BEAN', {
        what: `aggregationStrategy of ${what}`,
        found: typeof ref === 'string' ? ref : 'the object given',
        reason,
      });
    return methodStrategy(bean, method, options.aggregationStrategyMethodAllowNull === true);
  }
  if (typeof bean === 'function') return { aggregate: bean as StrategyFunction };
  if (typeof (bean as Partial<AggregationStrategy> | null)?.aggregate === 'function')
    return bean as AggregationStrategy;
  throw new RouteError('ROUTE_BAD_BEAN', {
    what: `aggregationStrategy of ${what}`,
    found: typeof ref === 'string' ? ref : 'the object given',
    reason: 'a function (old, new) or an object with aggregate(old, new) is needed.',
  });
}

function standardStrategy(name: string): AggregationStrategy | undefined {
  const match = /^#class:(?:[\w.]*\.)?(\w+?)(?:AggregationStrategy)?(?:\((.*)\))?$/.exec(name);
  return match ? standardStrategies[match[1]!]?.(unquote(match[2])) : undefined;
}

function unquote(text: string | undefined): string | undefined {
  return text?.replace(/^(['"])(.*)\1$/s, '$2');
}

type Method = (old: unknown, next: unknown) => unknown;

/** A method joins two bodies: one that takes a single value would lose the other. */
function unfitMethod(bean: unknown, name: string): string | undefined {
  const method = (bean as Record<string, unknown> | null)?.[name];
  if (typeof method !== 'function') return `it has no method "${name}".`;
  return method.length === 1 ? `the method "${name}" must take both bodies: (old, new).` : undefined;
}

/** A method of a plain bean works on bodies: it gets both and answers the new one. */
function methodStrategy(bean: unknown, name: string, allowNull: boolean): AggregationStrategy {
  return {
    aggregate(old, next) {
      // Where nothing came, as from pollEnrich, there is no next one.
      const came = next as Exchange | undefined;
      if ((old === undefined || came === undefined) && !allowNull) return old ?? next;
      const method = (bean as Record<string, Method>)[name]!;
      const settle = (body: unknown) => {
        const answer = old ?? next;
        answer.body = body;
        return answer;
      };
      const body = method.call(bean, old?.body ?? null, came?.body ?? null);
      return body instanceof Promise ? body.then(settle) : settle(body);
    },
  };
}

/** Joins a reply to the message; what the strategy throws is told as an error of the aggregation. */
export async function joinReply(strategy: AggregationStrategy, exchange: Exchange, reply: Exchange): Promise<Answer> {
  try {
    return await strategy.aggregate(exchange, reply);
  } catch (error) {
    const details = { reason: 'Error occurred during aggregation', exchange: String(exchange) };
    throw new RouteError('ROUTE_EXCHANGE_FAILED', details, { cause: error });
  }
}
