import { option } from '../component/option-spec.ts';
import type { ComponentContext } from '../component/component.ts';
import type { Exchange } from '../exchange/exchange.ts';
import type { Expression, ExpressionLanguage } from '../expression/expression.ts';
import { compileBeanCall, withoutPrefix } from './bean-call.ts';
import { toExpression } from './evaluation.ts';
import { LanguageError } from './language-error.ts';
import { languageOptions, withResultType } from './named-value.ts';
import { compileSimple } from './simple/simple-language.ts';

function beanLanguage(name: string): ExpressionLanguage {
  return {
    name,
    description: 'What a method of a bean gives; without brackets the method takes the body.',
    options: {
      ...languageOptions,
      ref: option.string({ description: 'Name of the bean.' }),
      method: option.string({ description: 'Method, with arguments in brackets if it takes any but the body.' }),
      beanType: option.string({ description: 'Name of the bean, where Camel has a class.' }),
      scope: option.string({ description: 'Kept for Camel routes; beans are shared.', default: 'Singleton' }),
      validate: option.boolean({ description: 'Whether the method must be there at the start.', default: true }),
    },
    compile(text, options, _kind, context) {
      const bean = typeof options['ref'] === 'string' ? withoutPrefix(options['ref']) : options['beanType'];
      const call =
        typeof bean === 'string'
          ? `${bean}${options['method'] === undefined ? '' : `?method=${String(options['method'] as string)}`}`
          : withoutPrefix(text);
      const evaluate = compileBeanCall(
        call,
        context,
        (inner) => compileSimple(inner, 'expression', context),
        (problem) =>
          new LanguageError('LANGUAGE_REFERENCE', problem, { exceptionType: 'org.apache.camel.NoSuchBeanException' }),
        typeof options['scope'] === 'string' ? options['scope'] : 'Singleton',
      );
      return toExpression(withResultType(evaluate, options));
    },
  };
}

export const method = beanLanguage('method');
export const bean = beanLanguage('bean');

type Callable = (exchange: Exchange, signal: AbortSignal) => unknown;

function referenced(name: string, context: ComponentContext): Callable {
  const found = context.bean(name);
  if (typeof found === 'function') return found as Callable;
  if (typeof found === 'object' && found !== null) {
    const expression = found as Partial<Expression> & { matches?: (exchange: Exchange) => unknown };
    if (typeof expression.evaluate === 'function') return (exchange, signal) => expression.evaluate!(exchange, signal);
    if (typeof expression.matches === 'function') return (exchange) => expression.matches!(exchange);
  }
  throw new LanguageError('LANGUAGE_REFERENCE', `Cannot find expression or predicate in registry with ref: ${name}`);
}

/** A function or an expression of the bean registry. */
export const ref: ExpressionLanguage = {
  name: 'ref',
  description: 'A function (exchange) => value, or an expression, registered as a bean.',
  options: languageOptions,
  compile: (name, options, _kind, context) => toExpression(withResultType(referenced(name, context), options)),
};
