import { textOf } from '../convert/java-text.ts';
import { Exchange } from '../exchange/exchange.ts';
import type { AggregationStrategy } from './aggregation-strategy.ts';

/** The last one wins; a failure of an earlier one is kept. */
export const useLatest: AggregationStrategy = {
  aggregate(old, next) {
    if (old === undefined) return next;
    if (next.exception === undefined) {
      next.exception = old.exception;
      const failed = old.property('CamelFailureEndpoint');
      if (failed !== undefined) next.properties.set('CamelFailureEndpoint', failed);
      else next.removeProperty('CamelFailureEndpoint');
    }
    if (next.exception !== undefined) return next;
    const ended = old.rollbackOnly || old.rollbackOnlyLast || old.errorHandlerHandled === true;
    return ended ? old : next;
  },
};

/** The message as it was before; failures of parts become its own when `propagate` is set. */
export function useOriginal(original: Exchange | undefined, propagate: boolean): AggregationStrategy {
  return {
    name: 'UseOriginalAggregationStrategy',
    forOriginal: (exchange) => useOriginal(exchange, propagate),
    aggregate(old, next) {
      const answer = original ?? old;
      if (answer === undefined) return undefined;
      // Most parts have nothing to tell.
      if (old === answer && next.exception === undefined && !next.hasWrittenProperties) return answer;
      if (propagate) {
        const exception = next.exception ?? old?.exception;
        if (exception !== undefined) answer.exception = exception;
        const caught = next.property('CamelExceptionCaught') ?? old?.property('CamelExceptionCaught');
        if (caught !== undefined) answer.properties.set('CamelExceptionCaught', caught);
      }
      return answer;
    },
  };
}

/** The bodies as a list. */
export function groupedBody(): AggregationStrategy {
  return {
    onlyReads: true,
    aggregate(old, next) {
      if (old === undefined) {
        const first = next.copy();
        first.body = [next.body];
        return first;
      }
      (old.body as unknown[]).push(next.body);
      return old;
    },
  };
}

/** The exchanges as a list. */
export function groupedExchange(): AggregationStrategy {
  return {
    aggregate(old, next) {
      if (old === undefined) {
        const first = new Exchange<unknown>([next], next.pattern);
        first.fromRouteId = next.fromRouteId;
        first.fromEndpointUri = next.fromEndpointUri;
        return first;
      }
      (old.body as unknown[]).push(next);
      return old;
    },
  };
}

/** The bodies as one text. */
export function stringAggregation(delimiter = ''): AggregationStrategy {
  return {
    onlyReads: true,
    aggregate(old, next) {
      if (old === undefined) return next;
      old.body = `${textOf(old.body)}${delimiter}${textOf(next.body)}`;
      return old;
    },
  };
}

/** Camel's strategies by class name, without the package and the ending. */
export const standardStrategies: Readonly<Record<string, (argument?: string) => AggregationStrategy>> = {
  UseLatest: () => useLatest,
  UseOriginal: () => useOriginal(undefined, true),
  GroupedBody: groupedBody,
  GroupedExchange: groupedExchange,
  GroupedMessage: groupedExchange,
  String: stringAggregation,
};
