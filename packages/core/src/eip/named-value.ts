import type { Compiler } from '../engine/compiler.ts';
import type { Exchange } from '../exchange/exchange.ts';
import type { ExpressionModel } from '../expression/expression.ts';
import type { Processor } from './processor.ts';
import { settleValue } from './then-run.ts';

/** A step that gives a name a value: `setHeader`, `setProperty`, `setVariable`. The name may be Simple. */
export async function namedValue(
  entry: { readonly name: string; readonly expression: ExpressionModel },
  compiler: Compiler,
  set: (exchange: Exchange, name: string, value: unknown) => void,
): Promise<Processor> {
  const { name } = entry;
  // An expression that left a failure (a bean that threw) has no value.
  const put = (exchange: Exchange, key: string, value: unknown) => {
    if (exchange.exception === undefined) set(exchange, key, value ?? null);
  };
  const expression = await compiler.expression(entry.expression);
  if (!name.includes('${'))
    return (exchange, signal) => {
      const value = expression.evaluate(exchange, signal);
      if (value instanceof Promise) return value.then((settled) => put(exchange, name, settled));
      put(exchange, name, value);
    };
  const computed = await compiler.expression({ language: 'simple', expression: name });
  return (exchange, signal) =>
    settleValue(expression.evaluate(exchange, signal), (value) =>
      settleValue(computed.evaluate(exchange, signal), (text) => put(exchange, String(text), value)),
    );
}

/** Several of them, one after the other. */
export async function namedValues(
  entries: readonly { readonly name: string; readonly expression: ExpressionModel }[],
  compiler: Compiler,
  set: (exchange: Exchange, name: string, value: unknown) => void,
): Promise<Processor> {
  const steps: Processor[] = [];
  for (const entry of entries) steps.push(await namedValue(entry, compiler, set));
  return (exchange, signal) => {
    for (let i = 0; i < steps.length; i++) {
      const waiting = steps[i]!(exchange, signal);
      if (waiting !== undefined) return rest(steps, i + 1, waiting, exchange, signal);
    }
  };
}

async function rest(
  steps: readonly Processor[],
  from: number,
  waiting: Promise<void>,
  exchange: Exchange,
  signal: AbortSignal,
): Promise<void> {
  await waiting;
  for (const step of steps.slice(from)) await step(exchange, signal);
}
