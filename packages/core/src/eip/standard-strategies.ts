import { textOf } from '../convert/java-text.ts';
import { NamedException } from '../error-handling/exception-types.ts';
import { Exchange } from '../exchange/exchange.ts';
import type { AggregationStrategy } from './aggregation-strategy.ts';
import { joinedOf, joinedToBody } from './joined-note.ts';

/** The last one wins; a failure of an earlier one is kept. */
export const useLatest: AggregationStrategy = {
  aggregate(old, next: Exchange | undefined) {
    if (old === undefined) return next;
    // Nothing came, as from pollEnrich.
    if (next === undefined) return old;
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
  return new UseOriginal(original, propagate);
}

/** A class, since each split has one of its own: V8 knows the methods of the next one, but not closures made anew. */
class UseOriginal implements AggregationStrategy {
  readonly name = 'UseOriginalAggregationStrategy';
  readonly #original: Exchange | undefined;
  readonly #propagate: boolean;

  constructor(original: Exchange | undefined, propagate: boolean) {
    this.#original = original;
    this.#propagate = propagate;
  }

  forOriginal(exchange: Exchange): AggregationStrategy {
    return new UseOriginal(exchange, this.#propagate);
  }

  aggregate(old: Exchange | undefined, next: Exchange | undefined): Exchange | undefined {
    if (next === undefined) {
      const what = 'Cannot invoke "org.apache.camel.Exchange.getProperty(String, java.lang.Class)"';
      throw new NamedException('java.lang.NullPointerException', `${what} because "newExchange" is null`);
    }
    const answer = this.#original ?? old;
    if (answer === undefined) return undefined;
    // Most parts have nothing to tell.
    if (old === answer && next.exception === undefined && !next.hasWrittenProperties) return answer;
    if (this.#propagate) {
      const exception = next.exception ?? old?.exception;
      if (exception !== undefined) answer.exception = exception;
      const caught = next.property('CamelExceptionCaught') ?? old?.property('CamelExceptionCaught');
      if (caught !== undefined) answer.properties.set('CamelExceptionCaught', caught);
    }
    return answer;
  }
}

function listOf(group: Exchange): unknown[] {
  const note = joinedOf(group);
  return (note.joined ??= []) as unknown[];
}

/** The bodies as a list, but those that are null. */
export function groupedBody(): AggregationStrategy {
  return {
    onlyReads: true,
    aggregate(old, next: Exchange | undefined) {
      const group = old ?? next!;
      const list = listOf(group);
      if (next !== undefined && next.body !== null && next.body !== undefined) list.push(next.body);
      return group;
    },
    onCompletion: joinedToBody,
  };
}

/** The exchanges as a list. */
export function groupedExchange(): AggregationStrategy {
  return {
    aggregate(old, next: Exchange | undefined) {
      const group = old ?? emptyLike(next!);
      const list = listOf(group);
      if (next !== undefined) list.push(next);
      return group;
    },
    onCompletion: joinedToBody,
  };
}

function emptyLike(exchange: Exchange): Exchange {
  const group = new Exchange<unknown>(null, exchange.pattern);
  group.fromRouteId = exchange.fromRouteId;
  group.fromEndpointUri = exchange.fromEndpointUri;
  return group;
}

/** The bodies as one text. */
export function stringAggregation(delimiter = ''): AggregationStrategy {
  return {
    onlyReads: true,
    aggregate(old, next: Exchange | undefined) {
      if (old === undefined) {
        joinedOf(next!).joined = textOf(next!.body);
        return next;
      }
      const note = joinedOf(old);
      const added = next === undefined ? '' : textOf(next.body);
      note.joined = `${textOf(note.joined ?? '')}${delimiter}${added}`;
      return old;
    },
    onCompletion: joinedToBody,
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
