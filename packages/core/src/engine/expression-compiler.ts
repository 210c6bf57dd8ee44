import { checkOptions } from '../component/option-check.ts';
import type { ComponentContext } from '../component/component.ts';
import { notePlace } from '../errors/error-place.ts';
import { nearestHint } from '../errors/nearest-name.ts';
import { resolveOptions } from './option-placeholders.ts';
import { RouteError } from '../errors/route-error.ts';
import type { Exchange } from '../exchange/exchange.ts';
import type { Expression, ExpressionModel } from '../expression/expression.ts';
import type { Logger } from '../log/logger.ts';
import { isTruthy } from '../language/predicate-value.ts';
import type { RouteHost } from './route-host.ts';

/** What expressions of a route are compiled with. */
export interface ExpressionShop {
  readonly host: RouteHost;
  /** The context as the route sees it. */
  readonly context: ComponentContext;
  readonly place: string;
  readonly log: Logger;
  resolve(text: string): string;
}

/** Compiles an expression or predicate of the model in its language. */
export async function compileExpression(
  model: ExpressionModel,
  kind: 'expression' | 'predicate',
  shop: ExpressionShop,
): Promise<Expression> {
  if ('function' in model) {
    const { function: evaluate } = model;
    return new FunctionExpression(evaluate, shop.log);
  }
  const { languages } = shop.host;
  const { context } = shop;
  const language = languages.get(model.language);
  if (!language) {
    const nearest = nearestHint(model.language, languages.keys());
    throw new RouteError(
      'ROUTE_NO_SUCH_LANGUAGE',
      { place: shop.place, found: model.language, nearest },
      { source: model.source },
    );
  }
  const place = { name: `${model.language} in ${shop.place}`, source: model.source };
  const written = resolveOptions(model.options ?? {}, (text) => shop.resolve(text));
  const { options } = checkOptions(language.options, written, place, {
    bean: (name) => context.bean(name),
  });
  const resolved = shop.resolve(model.expression);
  // Blanks beside a placeholder without text are at the edge only now.
  const text = resolved === model.expression || keepsBlanks(model) ? resolved : resolved.trim();
  // An optional placeholder without a value gives no text, and a text that is not there no value.
  if (text === '' && kind === 'expression' && /^\s*\{\{\?[^{}]*\}\}\s*$/.test(model.expression)) return nothing;
  try {
    return await language.compile(text, options, kind, context);
  } catch (error) {
    notePlace(error, model.source);
    throw error;
  }
}

/** Blanks around a text are dropped unless `trim` is false; a separator may be a blank. */
function keepsBlanks({ language, options }: Exclude<ExpressionModel, { function: unknown }>): boolean {
  const trim = options?.['trim'];
  return language === 'tokenize' || trim === false || trim === 'false';
}

const nothing: Expression = { evaluate: () => null, test: () => false };

/** A TypeScript function as an expression. */
class FunctionExpression implements Expression {
  readonly #function: (exchange: Exchange, signal: AbortSignal, log: Logger) => unknown;
  readonly #log: Logger;

  constructor(fn: (exchange: Exchange, signal: AbortSignal, log: Logger) => unknown, log: Logger) {
    this.#function = fn;
    this.#log = log;
  }

  evaluate(exchange: Exchange, signal: AbortSignal): unknown {
    return this.#function(exchange, signal, this.#log);
  }

  test(exchange: Exchange, signal: AbortSignal): boolean | Promise<boolean> {
    const value = this.#function(exchange, signal, this.#log);
    if (typeof value === 'boolean') return value;
    return value instanceof Promise ? value.then(isTruthy) : isTruthy(value);
  }
}
