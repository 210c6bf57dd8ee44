import type { ComponentContext } from '../component/component.ts';
import type { OptionSpecs } from '../component/option-spec.ts';
import type { Exchange } from '../exchange/exchange.ts';
import type { Logger } from '../log/logger.ts';
import type { SourceLocation } from '../model/source-location.ts';

/**
 * An expression as the route model holds it: a language with its text and options, or a TypeScript function (a leaf that
 * a dump names by its function name).
 */
export type ExpressionModel =
  | {
      readonly language: string;
      readonly expression: string;
      readonly options?: Readonly<Record<string, unknown>>;
      readonly source?: SourceLocation;
    }
  | {
      readonly language: 'function';
      readonly function: (exchange: Exchange, signal: AbortSignal, log: Logger) => unknown;
    };

/** A compiled expression. */
export interface Expression {
  /** The value; a promise only when the language must wait (a stream body, an asynchronous function). */
  evaluate(exchange: Exchange, signal: AbortSignal): unknown;
  /** The value as Camel's predicates take it: null false, booleans themselves, text but "" and "false" true, rest true. */
  test(exchange: Exchange, signal: AbortSignal): boolean | Promise<boolean>;
}

/** A language's one description and its compiler. */
export interface ExpressionLanguage {
  readonly name: string;
  readonly description: string;
  readonly options: OptionSpecs;
  /** Throws a branded error with the place in the text when it does not parse. `kind` matters to Simple. */
  compile(
    expression: string,
    options: Readonly<Record<string, unknown>>,
    kind: 'expression' | 'predicate',
    context: ComponentContext,
  ): Expression | Promise<Expression>;
  /**
   * For a language that reads its text only when a message comes: throws a branded error when no message can make it right.
   * Validators ask it.
   */
  check?(expression: string, options: Readonly<Record<string, unknown>>, kind: 'expression' | 'predicate'): void;
}
