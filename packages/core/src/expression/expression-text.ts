import type { ExpressionModel } from './expression.ts';

/** How error texts show an expression: `header(id)`, `jsonpath[$.id]`. A Simple text that is one such thing is shown as it. */
export function expressionText(model: ExpressionModel): string {
  if ('function' in model) return model.function.name;
  const { language, expression } = model;
  switch (language) {
    case 'header':
    case 'variable':
    case 'exchangeProperty':
      return `${language}(${expression})`;
    case 'jsonpath':
    case 'jq':
      return `${language}[${expression}]`;
    case 'bean':
    case 'method':
      return `BeanExpression[${expression.replace('?method=', ' method:')}]`;
    case 'simple': {
      const [, object, name] =
        /^\$\{(?:in\.)?(headers?|variable|exchangeProperty)[.:]([\w-]+)\}$/.exec(expression) ?? [];
      if (object !== undefined) return `${object.replace('headers', 'header')}(${name})`;
      const [, word] = /^\$\{(\w+)\}$/.exec(expression) ?? [];
      return word ?? expression;
    }
    default:
      return `${language}{${expression}}`;
  }
}
