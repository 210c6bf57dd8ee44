import type { Exchange } from '../exchange/exchange.ts';
import type { Expression } from '../expression/expression.ts';
import { peek } from './keep-readable.ts';
import { isStreamed } from './one-shot.ts';

/** An expression that may look into the body: whoever comes after it finds the body as it was. */
export function lookingExpression(expression: Expression): Expression {
  return new LookingExpression(expression);
}

class LookingExpression implements Expression {
  readonly #expression: Expression;

  constructor(expression: Expression) {
    this.#expression = expression;
  }

  evaluate(exchange: Exchange, signal: AbortSignal): unknown {
    if (isStreamed(exchange.body)) return evaluatePeeking(this.#expression, exchange, signal);
    return this.#expression.evaluate(exchange, signal);
  }

  test(exchange: Exchange, signal: AbortSignal): boolean | Promise<boolean> {
    if (isStreamed(exchange.body)) return testPeeking(this.#expression, exchange, signal);
    return this.#expression.test(exchange, signal);
  }
}

function evaluatePeeking(expression: Expression, exchange: Exchange, signal: AbortSignal): unknown {
  return peek(exchange, () => expression.evaluate(exchange, signal));
}

function testPeeking(expression: Expression, exchange: Exchange, signal: AbortSignal): boolean | Promise<boolean> {
  return peek(exchange, () => expression.test(exchange, signal));
}
