import type { ComponentContext } from '../../component/component.ts';
import type { Evaluate } from '../evaluation.ts';
import { LanguageError } from '../language-error.ts';

/** One use of a function in an expression, as the function's compiler sees it. */
export interface FunctionCall {
  /** What stands in the braces: `substring(1,2)`, `header.name`. */
  readonly text: string;
  /** The arguments, split at commas, quotes taken off; none for empty brackets. */
  readonly args: readonly string[];
  /** What stands in the brackets, as written; for prefixes, what follows the prefix. */
  readonly rest: string;
  readonly context: ComponentContext;
  /** The arguments with their quotes. */
  quotedArgs(): readonly string[];
  /** Compiles text as a Simple expression. */
  expression(text: string): Evaluate;
  /** The argument as an expression; the body when there is none. */
  argument(index: number): Evaluate;
  /** Compiles text as a condition. */
  predicate(text: string): Evaluate;
  /** A syntax error at the function's place. */
  syntax(problem: string): LanguageError;
}

/** A function of the Simple language. The table of them drives the parser, the nearest-name hints and the manual. */
export interface SimpleFunction {
  readonly name: string;
  /** How it is written; each form is one line of the manual. */
  readonly syntax: readonly string[];
  readonly description: string;
  /** `call`: `name(…)`, brackets needed; `word`: `name`, brackets optional; `prefix`: `name` with anything behind. */
  readonly form: 'call' | 'word' | 'prefix';
  /** Fewest and most arguments of a call. */
  readonly arity?: readonly [least: number, most: number];
  /** A path may stand behind the brackets: `bodyAs(String).length`. */
  readonly takesPath?: boolean;
  /** Blanks around its arguments belong to them. */
  readonly keepsBlanks?: boolean;
  compile(call: FunctionCall): Evaluate;
}

/** What a function goes through item by item; null has no items. */
export function requiredItems(value: unknown, of: FunctionCall): unknown {
  if (value !== null && value !== undefined) return value;
  throw new LanguageError('SIMPLE_ARGUMENT', `${of.text} must be given something to go through, and it is null`);
}

/** What a function needs to be listed: name, forms, sentence, compiler. */
export function call(
  name: string,
  arity: readonly [number, number],
  syntax: readonly string[],
  description: string,
  compile: (call: FunctionCall) => Evaluate,
): SimpleFunction {
  return { name, form: 'call', arity, syntax, description, compile };
}

export function word(name: string, description: string, compile: (call: FunctionCall) => Evaluate): SimpleFunction {
  return { name, form: 'word', syntax: [name], description, compile };
}

export function prefix(
  name: string,
  syntax: readonly string[],
  description: string,
  compile: (call: FunctionCall) => Evaluate,
): SimpleFunction {
  return { name, form: 'prefix', syntax, description, compile };
}

/** The same, with a path behind its brackets. */
export function withPath(entry: SimpleFunction): SimpleFunction {
  return { ...entry, takesPath: true };
}

/** The same, blanks around its arguments belonging to them. */
export function withBlanks(entry: SimpleFunction): SimpleFunction {
  return { ...entry, keepsBlanks: true };
}
