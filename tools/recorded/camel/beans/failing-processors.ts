import { exceptionMessage, NamedException } from '@dhow/core';
import { textOf, type Exchange, type Processor } from '@dhow/core/component';

/** Standard processors that fail, by name. The headers of the message say how. */

const text = (exchange: Exchange, name: string, fallback: string) => {
  const value = exchange.header(name);
  return value === undefined || value === null ? fallback : textOf(value);
};

function failTimes(exchange: Exchange): void {
  const calls = Number(exchange.property('failTimesCalls') ?? 0) + 1;
  exchange.properties.set('failTimesCalls', calls);
  const times = Number(exchange.header('failTimes') ?? 0);
  if (calls > times) return;
  const classes = text(exchange, 'failWith', 'java.io.IOException').split(',');
  const type = classes[Math.min(calls, classes.length) - 1]!.trim();
  throw new NamedException(type, `fail ${calls}`);
}

export const failingProcessors: Readonly<Record<string, Processor>> = {
  failTimes,
  spoil(exchange) {
    exchange.body = 'spoiled';
    exchange.headers.set('spoiled', true);
    failTimes(exchange);
  },
  failIf(exchange) {
    const body = textOf(exchange.body);
    if (!body.includes(text(exchange, 'failWord', 'bad'))) return;
    throw new NamedException(text(exchange, 'failWith', 'java.lang.IllegalArgumentException'), `failIf: ${body}`);
  },
  failAlways(exchange) {
    throw new NamedException(
      text(exchange, 'failWith', 'java.lang.IllegalStateException'),
      text(exchange, 'failMsg', 'always'),
    );
  },
  failNew() {
    throw new NamedException('java.lang.UnsupportedOperationException', 'new failure');
  },
  failWrapped(exchange) {
    let failure = new NamedException(text(exchange, 'failWith', 'java.io.IOException'), 'inner');
    const depth = Number(exchange.header('failDepth') ?? 1);
    for (let i = 1; i <= depth; i++) {
      failure = new NamedException('java.lang.RuntimeException', `wrap ${i}`, { cause: failure });
    }
    throw failure;
  },
  setException(exchange) {
    exchange.exception = new NamedException(text(exchange, 'failWith', 'java.io.IOException'), 'set');
  },
  rollbackOnly(exchange) {
    exchange.rollbackOnly = true;
  },
  routeStop(exchange) {
    exchange.routeStop = true;
  },
  onRedeliver(exchange) {
    const before = textOf(exchange.header('redelivered') ?? '');
    exchange.headers.set('redelivered', `${before}${textOf(exchange.header('CamelRedeliveryCounter'))};`);
  },
  fixOnRedeliver(exchange) {
    exchange.body = 'fixed';
  },
  prepareFailure(exchange) {
    exchange.headers.set('prepared', caught(exchange));
  },
  occurred(exchange) {
    const before = textOf(exchange.property('occurred') ?? '');
    exchange.properties.set('occurred', `${before}${caught(exchange)};`);
  },
  prepareCopy(exchange) {
    exchange.headers.set('preparedCopy', exchange.body);
  },
};

const caught = (exchange: Exchange): string =>
  exceptionMessage(exchange.property('CamelExceptionCaught') ?? exchange.exception) ?? 'null';
