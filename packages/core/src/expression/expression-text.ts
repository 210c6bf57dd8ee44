import type { ExpressionModel } from './expression.ts';
import { beanCallText, simpleFunctionText } from './simple-function-text.ts';

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
      return beanCallText(expression);
    case 'simple': {
      const [, written] = /^\$\{([^{}]+)\}$/.exec(expression) ?? [];
      return written === undefined ? expression : simpleFunctionText(written);
    }
    default:
      return `${language}{${expression}}`;
  }
}
