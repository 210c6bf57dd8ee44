import type { Compiler } from '../engine/compiler.ts';
import type { StepModel } from '../model/route-model.ts';
import type { Processor } from './processor.ts';
import type { ExpressionModel } from '../expression/expression.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { simpleFunctionText } from '../expression/simple-function-text.ts';
import { RouteError } from '../errors/route-error.ts';
import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Fails messages that its predicate does not take. */
export const validate = {
  name: 'validate',
  description: 'Fails messages that its predicate does not take.',
  shape: 'step',
  options: {
    expression: option.expression({ description: 'Predicate.', required: true }),
    predicateExceptionFactory: option.ref<unknown>()({ description: 'Makes the exception.' }),
  },
  inlineExpression: 'expression',
  compile: compileValidate,
} as const satisfies EipDefinition;

async function compileValidate(step: StepModel, compiler: Compiler): Promise<Processor> {
  const model = step.options['expression'] as ExpressionModel;
  const predicate = await compiler.predicate(model);
  const { predicateExceptionFactory } = step.options;
  const factory =
    predicateExceptionFactory === undefined
      ? undefined
      : compiler.bean<(exchange: Exchange) => unknown>(predicateExceptionFactory, 'predicateExceptionFactory');
  const shown = shownPredicate(model);
  const check = (exchange: Exchange, holds: boolean) => {
    if (holds) return;
    throw (
      factory?.(exchange) ?? new RouteError('ROUTE_VALIDATION_FAILED', { predicate: shown, exchange: String(exchange) })
    );
  };
  return (exchange, signal) => {
    const holds = predicate.test(exchange, signal);
    return typeof holds === 'boolean' ? check(exchange, holds) : holds.then((settled) => check(exchange, settled));
  };
}

/** A text in quotes that has functions in it is shown as the list of its pieces. */
function quotedText(text: string): string {
  if (!/\$\{[^{}]*\}/.test(text)) return text;
  const pieces = text.split(/(\$\{[^{}]*\})/).filter((piece) => piece !== '');
  return pieces.length === 1 ? text : `concat([${pieces.join(', ')}])`;
}

/** Operators whose predicates Camel shows as they were written. */
const shownAsWritten = /\s(?:!?regex|!?in|!?is|!?range|not (?:regex|in|is|range)|&&|\|\|)\s/;

/** As Camel shows a predicate in its message: Simple's functions without their marks, texts without quotes. */
function shownPredicate(model: ExpressionModel): string {
  if ('function' in model) return model.function.name;
  const { language, expression, options } = model;
  if (language === 'header' || language === 'exchangeProperty' || language === 'variable')
    return `${language}(${expression})`;
  if (language === 'datasonnet') return `datasonnet: ${expression}`;
  if (language === 'xpath') return `XPath: ${expression}`;
  if (language === 'method' && options?.['method'] !== undefined) {
    const { ref, beanType, method } = options as { ref?: string; beanType?: string; method: string };
    return `BeanExpression[${ref ?? beanType} method:${method}]`;
  }
  if (language !== 'simple' || shownAsWritten.test(expression.replaceAll(/'[^']*'|"[^"]*"/g, ''))) return expression;
  return expression
    .replaceAll(/'([^']*)'|"([^"]*)"/g, (_, single?: string, double?: string) => quotedText(single ?? double ?? ''))
    .replaceAll(/\$\{([^{}]*)\}/g, (_, written: string) => simpleFunctionText(written))
    .trim();
}
