import type { Compiler } from '../engine/compiler.ts';
import type { Exchange, ExchangePattern } from '../exchange/exchange.ts';
import { HeaderMap } from '../exchange/header-map.ts';
import { keepReadable } from '../stream-cache/keep-readable.ts';
import type { Processor } from './processor.ts';
import { thenRun } from './then-run.ts';

export interface AroundSend {
  readonly pattern?: ExchangePattern | undefined;
  /** The variable whose value is sent as body. */
  readonly variableSend?: string | undefined;
  /** The variable that takes the reply; the message stays as it was. */
  readonly variableReceive?: string | undefined;
}

/** What Camel allows around a send: another pattern for the call, the body from a variable, the reply into one. */
export function aroundSend(send: Processor, around: AroundSend, compiler: Compiler): Processor {
  const { pattern, variableSend, variableReceive } = around;
  let result = send;
  if (variableSend !== undefined || variableReceive !== undefined)
    result = withVariables(result, variableSend, variableReceive, compiler);
  if (pattern !== undefined) result = withPattern(result, pattern);
  return result;
}

export function withPattern(send: Processor, pattern: ExchangePattern): Processor {
  return (exchange, signal) => {
    const before = exchange.pattern;
    exchange.pattern = pattern;
    return thenRun(send(exchange, signal), () => {
      exchange.pattern = before;
    });
  };
}

function withVariables(
  send: Processor,
  sendName: string | undefined,
  receiveName: string | undefined,
  compiler: Compiler,
): Processor {
  const { variables } = compiler.host;
  const nameOf = (name: string | undefined) => (name === undefined ? undefined : compiler.resolve(name));
  const from = nameOf(sendName);
  const into = nameOf(receiveName);
  const keeps = into !== undefined && compiler.streamCaching !== 'never';
  return (exchange, signal) => {
    if (keeps) keepReadable(exchange);
    const { body } = exchange;
    const headers = exchange.hasHeaders ? exchange.headers : undefined;
    // The reply's headers go to variables: the callee works on a copy.
    if (into !== undefined) exchange.headers = headers ? headers.copy() : new HeaderMap();
    if (from !== undefined) exchange.body = variables.get(exchange, from) ?? null;
    return thenRun(send(exchange, signal), () => {
      if (into === undefined || exchange.exception !== undefined) return;
      variables.setMessage(exchange, into, exchange.body, exchange.headers);
      restore(exchange, body, headers);
    });
  };
}

function restore(exchange: Exchange, body: unknown, headers: HeaderMap | undefined): void {
  exchange.body = body;
  exchange.headers = headers ?? new HeaderMap();
}
