import { option } from '../component/option-spec.ts';
import { ConversionError, conversionFailed, noConversion } from '../convert/conversion-error.ts';
import { numberTypeOf } from '../convert/java-number.ts';
import { javaTypeOf, resolveTypeName } from '../convert/java-type.ts';
import { NamedException } from '../error-handling/exception-types.ts';
import type { ComponentContext } from '../component/component.ts';
import type { Exchange } from '../exchange/exchange.ts';
import type { ExpressionLanguage } from '../expression/expression.ts';
import { LanguageError } from './language-error.ts';
import { convertOrNull, nothingOf, settle, toExpression, type Evaluate } from './evaluation.ts';

/** Options that all languages have. */
export const languageOptions = {
  resultType: option.string({ description: 'Type that the result is converted to.', example: 'Integer' }),
  trim: option.boolean({ description: 'Drops blanks around the text.', default: true }),
} as const;

/**
 * The Java type that a name stands for.
 *
 * @throws LanguageError LANGUAGE_TYPE
 */
export function namedType(name: string): string {
  const type = resolveTypeName(name);
  if (type === undefined) throw new LanguageError('LANGUAGE_TYPE', `There is no type "${name}".`);
  return arrays[type] ?? type;
}

/** As routes write them. */
const arrays: Readonly<Record<string, string>> = {
  '[B': 'byte[]',
  '[Ljava.lang.Object;': 'Object[]',
  '[Ljava.lang.String;': 'String[]',
};

/** The value converted to the option `resultType`, when that is set. */
export function withResultType(evaluate: Evaluate, options: Readonly<Record<string, unknown>>): Evaluate {
  const { resultType } = options;
  if (typeof resultType !== 'string') return evaluate;
  const convert = resultConversion(resultType);
  return (exchange, signal) => settle(evaluate(exchange, signal), convert);
}

/**
 * Converts to the type of a name. Java's primitive types have no null; whole numbers that are asked for as one stay what they are.
 *
 * @throws LanguageError LANGUAGE_TYPE
 */
export function resultConversion(name: string): (value: unknown) => unknown {
  const type = namedType(name);
  if (!Object.hasOwn(nothingOf, name)) return (value) => convertOrNull(value, type);
  return (value) => {
    if (value === null || value === undefined) return nothingOf[name];
    if (name !== 'boolean' && isWhole(value)) return value;
    const converted = asPrimitive(value, type, name);
    if (name !== 'boolean' || (converted !== null && converted !== undefined)) return converted;
    const reason = `Cannot convert type: ${javaTypeOf(value)} to boolean`;
    throw conversionFailed(value, name, new NamedException('java.lang.IllegalArgumentException', reason));
  };
}

const wholeTypes: ReadonlySet<string | undefined> = new Set(['Byte', 'Short', 'Integer', 'Long', 'BigInteger']);
const isWhole = (value: unknown) => wholeTypes.has(numberTypeOf(value));

/** What fails tells the primitive type that was asked for. */
function asPrimitive(value: unknown, type: string, name: string): unknown {
  try {
    return convertOrNull(value, type);
  } catch (error) {
    const cause = error instanceof ConversionError ? error.cause : undefined;
    throw cause instanceof NamedException ? conversionFailed(value, name, cause) : error;
  }
}

/**
 * Where an expression with the option `source` reads from: `header:x`, `property:x`, `variable:x` or `x`, a variable; the
 * body without it. As in Camel, `body` is a variable of that name.
 */
export function sourceOf(source: unknown): (exchange: Exchange) => unknown {
  if (typeof source !== 'string' || source === '') return (exchange) => exchange.body;
  const colon = source.indexOf(':');
  const key = source.slice(colon + 1);
  switch (source.slice(0, Math.max(0, colon))) {
    case 'header':
      return (exchange) => exchange.header(key);
    case 'variable':
      return (exchange) => exchange.variable(key);
    case 'property':
    case 'exchangeProperty':
      return (exchange) => exchange.property(key);
    default:
      return (exchange) => exchange.variable(source);
  }
}

/** A variable of the exchange, or of a wider scope by its prefix. */
export function readVariable(exchange: Exchange, name: string, context: ComponentContext): unknown {
  return context.variable === undefined ? exchange.variable(name) : context.variable(exchange, name);
}

function named(
  name: string,
  description: string,
  read: (exchange: Exchange, key: string, context: ComponentContext) => unknown,
): ExpressionLanguage {
  return {
    name,
    description,
    options: { trim: languageOptions.trim },
    compile: (key, options, _kind, context) =>
      toExpression(withResultType((exchange) => read(exchange, key, context) ?? null, options)),
  };
}

export const header = named('header', 'The header of that name.', (exchange, key) => exchange.header(key));
export const exchangeProperty = named('exchangeProperty', 'The exchange property of that name.', (exchange, key) =>
  exchange.property(key),
);
export const variable = named('variable', 'The variable of that name.', (exchange, key, context) =>
  readVariable(exchange, key, context),
);

/** The text itself. */
export const constant: ExpressionLanguage = {
  name: 'constant',
  description: 'The text itself, as it is.',
  options: languageOptions,
  compile(text, { resultType }) {
    if (typeof resultType !== 'string') return toExpression(() => text);
    // As in Camel, one that does not fit is found before the first message.
    const value = resultConversion(resultType)(text);
    if (value === null || value === undefined) throw noConversion(text, namedType(resultType));
    return toExpression(() => value);
  },
};
