import { option } from '../../component/option-spec.ts';
import type { ComponentContext } from '../../component/component.ts';
import type { Expression, ExpressionLanguage } from '../../expression/expression.ts';
import { settle, toExpression, toText, type Evaluate } from '../evaluation.ts';
import { withResultType } from '../named-value.ts';
import { unquoted } from './quoted-arguments.ts';
import { parseInitBlock } from './init-block.ts';
import { SimpleCompiler } from './simple-compiler.ts';

/** Compiles a Simple expression or predicate to a closure. */
export function compileSimple(text: string, kind: 'expression' | 'predicate', context: ComponentContext): Evaluate {
  const block = parseInitBlock(text);
  if (block === undefined) {
    const compiler = new SimpleCompiler(context);
    return kind === 'predicate' ? compiler.predicate(text) : compiler.template(text);
  }
  const functions = new Map<string, Evaluate>();
  const compiler = new SimpleCompiler(context, functions);
  const variables: { name: string; value: Evaluate }[] = [];
  for (const { name, isFunction, expression } of block.statements) {
    const value = compiler.template(unquoted(expression));
    if (isFunction) functions.set(name, value);
    else variables.push({ name, value });
  }
  const main = kind === 'predicate' ? compiler.predicate(block.rest) : compiler.template(block.rest);
  return (exchange, signal) => {
    let ready: unknown;
    for (const { name, value } of variables) {
      ready = settle(ready, () =>
        settle(value(exchange, signal), (result) =>
          settle(toText(result), (text) => {
            exchange.variables.set(name, text);
          }),
        ),
      );
    }
    return settle(ready, () => main(exchange, signal));
  };
}

const truth = /^(?:java\.lang\.)?[Bb]oolean$/;

/** Camel's Simple language: text with `${functions}`, and conditions. */
export const simple: ExpressionLanguage = {
  name: 'simple',
  description: 'Text with functions in it, and conditions: ${header.name}, ${body} > 5.',
  options: {
    resultType: option.string({ description: 'Type that the result is converted to.', example: 'Integer' }),
    trim: option.boolean({ description: 'Drops blanks around the text.', default: true }),
    pretty: option.boolean({ description: 'Indents a result that is JSON or XML.', default: false }),
    nested: option.boolean({ description: 'Reads a result that holds functions once more.', default: false }),
  },
  compile(expression, options, kind, context): Expression {
    const { resultType } = options;
    const isTyped = typeof resultType === 'string' && kind === 'expression';
    // Who asks for a truth value writes a condition.
    if (isTyped && truth.test(resultType)) return toExpression(compileSimple(expression, 'predicate', context));
    const evaluate = compileSimple(expression, kind, context);
    return toExpression(isTyped ? withResultType(evaluate, options) : evaluate);
  },
};
