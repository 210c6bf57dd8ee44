import { exceptionTypeKey, exceptionTypeOf, type NamedException } from '../error-handling/exception-types.ts';
import { textOf } from './java-text.ts';
import { javaTypeOf } from './java-type.ts';

const brand = Symbol.for('dhow.ConversionError');

/**
 * A value that could not be converted. `kind` tells a pair
 * of types that has no conversion from a value that does not fit.
 */
export class ConversionError extends Error {
  readonly code: 'ROUTE_NO_TYPE_CONVERSION' | 'ROUTE_CONVERSION_FAILED';
  readonly [exceptionTypeKey]: string;
  readonly retryable = false;
  readonly details: { readonly from: string; readonly to: string };

  constructor(kind: 'none' | 'failed', from: string, to: string, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'ConversionError';
    this.code = kind === 'none' ? 'ROUTE_NO_TYPE_CONVERSION' : 'ROUTE_CONVERSION_FAILED';
    this[exceptionTypeKey] =
      kind === 'none'
        ? 'org.apache.camel.NoTypeConversionAvailableException'
        : 'org.apache.camel.TypeConversionException';
    this.details = { from, to };
    Object.defineProperty(this, brand, { value: true });
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === 'object' && value !== null && brand in value;
  }
}

/** `oracle.Beans$Person` reads `oracle.Beans.Person` and `[B` reads `byte[]` in Camel's messages. */
export function canonical(typeName: string): string {
  if (typeName === '[B') return 'byte[]';
  const array = /^\[L(.+);$/.exec(typeName);
  return (array ? `${array[1]}[]` : typeName).replaceAll('$', '.');
}

export function noConversion(value: unknown, type: string): ConversionError {
  const from = canonical(javaTypeOf(value));
  const to = canonical(type);
  const message = `No type converter available to convert from type: ${from} to the required type: ${to}`;
  return new ConversionError('none', from, to, message);
}

/** The value itself stays in the message, as in Camel: routes show it on purpose (`${exception.message}`). */
export function conversionFailed(value: unknown, type: string, cause: NamedException): ConversionError {
  const from = canonical(javaTypeOf(value));
  const to = canonical(type);
  const message =
    `Error during type conversion from type: ${from} to the required type: ${to} with value ${textOf(value)}` +
    ` due to ${exceptionTypeOf(cause)}: ${cause.message}`;
  return new ConversionError('failed', from, to, message, cause);
}
