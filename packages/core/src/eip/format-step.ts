import type { Compiler } from '../engine/compiler.ts';
import type { Exchange } from '../exchange/exchange.ts';
import type { Processor } from './processor.ts';
import { settleValue } from './then-run.ts';

/** `marshal` and `unmarshal`: from the body or a variable, into the body or a variable. */
export function formatStep(
  convert: (body: unknown, exchange: Exchange) => unknown,
  { variableSend, variableReceive }: { variableSend?: string | undefined; variableReceive?: string | undefined },
  compiler: Compiler,
): Processor {
  const { variables } = compiler.host;
  return (exchange) => {
    const source = variableSend === undefined ? exchange.body : variables.get(exchange, variableSend);
    return settleValue(convert(source, exchange), (value) => {
      if (variableReceive === undefined) exchange.body = value;
      else variables.set(exchange, variableReceive, value);
    });
  };
}
