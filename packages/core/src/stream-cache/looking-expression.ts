import type { Expression } from '../expression/expression.ts';
import { peek } from './keep-readable.ts';
import { isStreamed } from './one-shot.ts';

/** An expression that may look into the body: whoever comes after it finds the body as it was. */
export function lookingExpression(expression: Expression): Expression {
  return {
    evaluate: (exchange, signal) =>
      isStreamed(exchange.body)
        ? peek(exchange, () => expression.evaluate(exchange, signal))
        : expression.evaluate(exchange, signal),
    test: (exchange, signal) =>
      isStreamed(exchange.body)
        ? peek(exchange, () => expression.test(exchange, signal))
        : expression.test(exchange, signal),
  };
}
