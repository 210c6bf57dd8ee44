import { exceptionMessage, NamedException } from '@dhow/core';
import { convertTo, textOf, type Exchange } from '@dhow/core/component';

type Answer = Exchange | null;

interface Strategy {
  /** How Java shows it. */
  readonly name?: string;
  aggregate(old: Exchange | undefined, next: Exchange): Answer;
  onCompletion?(result: Exchange | undefined): void;
  timeout?(old: Exchange | undefined, index: number, total: number, timeoutMs: number): void;
  canPreComplete?(): boolean;
  preComplete?(old: Exchange | undefined, next: Exchange): boolean;
}

const bodyText = (exchange: Exchange | undefined) => textOf(exchange?.body ?? null);

function concat(old: Exchange | undefined, next: Exchange): Exchange {
  if (old === undefined) return next;
  old.body = `${bodyText(old)}+${bodyText(next)}`;
  return old;
}

/** What the recorded strategies run into where nothing came, as from pollEnrich. */
function nothingCame(call: string): NamedException {
  const message = `Cannot invoke "org.apache.camel.Exchange.${call}" because "<parameter2>" is null`;
  return new NamedException('java.lang.NullPointerException', message);
}

const errorText = (exchange: Exchange) =>
  exchange.exception === undefined ? bodyText(exchange) : `ERR(${exceptionMessage(exchange.exception)})`;

function concatErrors(old: Exchange | undefined, next: Exchange | undefined, clear: boolean): Exchange {
  if (next === undefined) throw nothingCame('getException()');
  const text = errorText(next);
  if (clear) next.exception = undefined;
  if (old === undefined) {
    next.body = text;
    return next;
  }
  old.body = `${bodyText(old)}+${text}`;
  return old;
}

/** The aggregation strategies of the recordings, by bean name. */
export const aggregationStrategies: Readonly<Record<string, Strategy>> = {
  concat: { aggregate: concat },
  keepNew: {
    aggregate(old, next: Exchange | undefined) {
      if (next === undefined) throw nothingCame('getMessage()');
      if (old !== undefined) next.body = `${bodyText(old)}+${bodyText(next)}`;
      return next;
    },
  },
  concatErr: { aggregate: (old, next) => concatErrors(old, next, false) },
  concatClear: { aggregate: (old, next) => concatErrors(old, next, true) },
  list: {
    aggregate(old, next: Exchange | undefined) {
      if (next === undefined) throw nothingCame('getMessage()');
      if (old === undefined) {
        next.body = [next.body];
        return next;
      }
      if (!Array.isArray(old.body)) {
        const message = 'Cannot invoke "java.util.List.add(Object)" because "<local3>" is null';
        throw new NamedException('java.lang.NullPointerException', message);
      }
      old.body = [...(old.body as unknown[]), next.body];
      return old;
    },
  },
  sum: {
    aggregate(old, next) {
      if (old === undefined) return next;
      old.body = Number(convertTo(old.body, 'Integer')) + Number(convertTo(next.body, 'Integer'));
      return old;
    },
  },
  toHeader: {
    aggregate(old, next: Exchange | undefined) {
      if (next === undefined) throw nothingCame('getMessage()');
      if (old === undefined) return next;
      old.headers.set('reply', next.body);
      if (next.exception !== undefined) old.headers.set('replyError', exceptionMessage(next.exception));
      return old;
    },
  },
  nullStrategy: { name: 'oracle.Strategies$NullStrategy@<hash>', aggregate: () => null },
  failingStrategy: {
    aggregate(old, next) {
      if (next.body === 'bad') throw new NamedException('java.lang.IllegalArgumentException', 'strategy refused bad');
      return concat(old, next);
    },
  },
  aware: {
    aggregate: concat,
    onCompletion(result) {
      const reason = result?.property('CamelAggregatedCompletedBy');
      result?.headers.set('awareCompletion', reason ?? 'completed');
    },
    timeout(old, index, total, timeoutMs) {
      old?.headers.set('awareTimeout', `${index}/${total}/${timeoutMs}`);
    },
  },
  preComplete: {
    aggregate: concat,
    canPreComplete: () => true,
    preComplete: (_old, next) => bodyText(next).startsWith('new'),
  },
};
