import { standardStrategies } from '@dhow/core';
import { textOf, type Clock, type Exchange, type Processor } from '@dhow/core/component';
import { aggregationStrategies } from './aggregation-strategies.ts';
import { AtomicInteger } from './atomic-integer.ts';
import type { CallLog } from './call-log.ts';
import { failingProcessors } from './failing-processors.ts';
import { Greeter } from './greeter.ts';
import { Person } from './person.ts';
import { MemoryRepository } from './memory-repository.ts';

/** The beans that every recorded route may use, new for each context. */
export function standardBeans(clock?: Clock, log?: CallLog): Record<string, unknown> {
  const processors: Record<string, Processor> = { ...failingProcessors, ...plainProcessors(clock) };
  const noted = Object.fromEntries(
    Object.entries(processors).map(([name, processor]) => [
      name,
      (exchange: Exchange, signal: AbortSignal) => {
        log?.note(name, exchange);
        return processor(exchange, signal);
      },
    ]),
  );
  return {
    ...noted,
    ...aggregationStrategies,
    ...camelStrategies(),
    greeter: new Greeter(),
    'oracle.Beans$Person': Person,
    'java.util.concurrent.atomic.AtomicInteger': AtomicInteger,
    'oracle.Beans$Greeter': Greeter,
    repo: new MemoryRepository(),
    people: { first: 'Ada', last: 'Lovelace' },
    retryTwice: (exchange: Exchange) => Number(exchange.header('CamelRedeliveryCounter') ?? 0) < 2,
    reverse: (a: unknown, b: unknown) => compareText(b, a),
    byLength: (a: unknown, b: unknown) => textOf(a).length - textOf(b).length,
  };
}

function compareText(a: unknown, b: unknown): number {
  const [left, right] = [textOf(a), textOf(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

function plainProcessors(clock: Clock | undefined): Record<string, Processor> {
  let counter = 0;
  const sleep = (ms: number, signal: AbortSignal) => clock?.sleep(ms, signal) ?? Promise.resolve();
  return {
    upper(exchange) {
      exchange.body = textOf(exchange.body).toUpperCase();
    },
    counter(exchange) {
      exchange.headers.set('counter', ++counter);
    },
    echo(exchange) {
      exchange.body = `echo: ${textOf(exchange.body)}`;
    },
    slow: (exchange, signal) => sleep(Number(exchange.header('slowMs') ?? 0), signal),
    slowIf(exchange, signal) {
      const word = textOf(exchange.header('slowWord') ?? 'slow');
      if (textOf(exchange.body) !== word) return undefined;
      return sleep(Number(exchange.header('slowMs') ?? 200), signal);
    },
  };
}

/** The strategies of Camel's own that the recordings bind under short names. */
function camelStrategies(): Record<string, unknown> {
  const make = (name: string, argument?: string) => standardStrategies[name]?.(argument);
  return {
    latest: make('UseLatest'),
    original: make('UseOriginal'),
    groupedExchange: make('GroupedExchange'),
    groupedBody: make('GroupedBody'),
    stringAgg: make('String', '|'),
  };
}
