import type { ExpressionModel } from '../expression/expression.ts';
import { Message, type HeaderTypes } from './message.ts';
import type { ExpressionRef } from './refs.ts';

/** A value of a message: a function of it, or an expression in a language. */
export type Value<T, Body, Headers extends HeaderTypes> =
  | ((message: Message<Body, Headers>) => T | Promise<T>)
  | ExpressionRef<T>;

/** The model of an expression that the builder was given; what is neither function nor expression is a constant. */
export function expressionModel(input: unknown): ExpressionModel {
  if (typeof input === 'function') return functionModel(input as (message: Message) => unknown);
  if (isExpressionRef(input)) {
    const { language, expression, options } = input;
    return options === undefined ? { language, expression } : { language, expression, options };
  }
  return { language: 'function', function: () => input };
}

function functionModel(evaluate: (message: Message) => unknown): ExpressionModel {
  const named: (typeof model)['function'] = isBlind(evaluate)
    ? () => evaluate(undefined as never)
    : (exchange, signal, log) => evaluate(new Message(exchange, signal, log));
  // Dumps and errors name the author's function.
  Object.defineProperty(named, 'name', { value: evaluate.name });
  const model: Extract<ExpressionModel, { language: 'function' }> = { language: 'function', function: named };
  return model;
}

/** An arrow function without parameters, `() => true`, has no way to the message: it is spared one. */
function isBlind(evaluate: (message: Message) => unknown): boolean {
  return /^(?:async\s*)?\(\s*\)\s*=>/.test(Function.prototype.toString.call(evaluate));
}

/** An expression of the item in the body: `mapEach`, which gives functions the item itself. */
export function itemModel(input: unknown): ExpressionModel {
  if (typeof input !== 'function') return expressionModel(input);
  const map = input as (item: unknown, message: Message) => unknown;
  // Most mappers take the item alone: they are spared the message.
  if (map.length < 2) return named(map.name, (exchange) => map(exchange.body, undefined as never));
  return named(map.name, (exchange, signal, log) => map(exchange.body, new Message(exchange, signal, log)));
}

function named(
  name: string,
  evaluate: Extract<ExpressionModel, { language: 'function' }>['function'],
): ExpressionModel {
  Object.defineProperty(evaluate, 'name', { value: name });
  return { language: 'function', function: evaluate };
}

function isExpressionRef(input: unknown): input is ExpressionRef {
  if (typeof input !== 'object' || input === null) return false;
  const { language, expression } = input as Partial<ExpressionRef>;
  return typeof language === 'string' && typeof expression === 'string';
}
