import { ConversionError, conversionFailed, noConversion } from '../convert/conversion-error.ts';
import { resolveTypeName, typeNames } from '../convert/java-type.ts';
import { isCharset } from '../convert/text-codec.ts';
import type { Compiler } from '../engine/compiler.ts';
import { NamedException } from '../error-handling/exception-types.ts';
import { nearestName } from '../errors/nearest-name.ts';
import { RouteError } from '../errors/route-error.ts';
import type { StepModel } from '../model/route-model.ts';

/** The conversion of a `convert…To` step: null stays null; without `mandatory` what has no conversion becomes null. */
export function converter(
  type: string,
  charset: string | undefined,
  mandatory: boolean,
  step: StepModel,
  compiler: Compiler,
): (value: unknown) => unknown {
  if (resolveTypeName(type) === undefined) {
    const near = nearestName(type, typeNames());
    throw compiler.refuse(step, `there is no type "${type}".${near === undefined ? '' : ` Did you mean "${near}"?`}`);
  }
  if (charset !== undefined && !isCharset(charset)) throw compiler.refuse(step, `there is no charset "${charset}".`);
  return (value) => {
    if (value === null || value === undefined) return null;
    try {
      return compiler.context.convert(value, type, charset);
    } catch (error) {
      if (!mandatory && isNoConversion(error)) return null;
      throw primitives.has(type) ? asWritten(error, value, type) : error;
    }
  };
}

/** Types whose failures Camel tells under these names, not under those of the classes around them. */
export const primitives: ReadonlySet<string> = new Set([
  'int',
  'long',
  'short',
  'float',
  'double',
  'boolean',
  'char',
  'byte[]',
]);

function asWritten(error: unknown, value: unknown, type: string): unknown {
  if (!(error instanceof ConversionError)) return error;
  if (type === 'boolean' && typeof value === 'string') {
    const what = 'Cannot convert type: java.lang.String to boolean';
    return conversionFailed(value, type, new NamedException('java.lang.IllegalArgumentException', what));
  }
  return error.code === 'ROUTE_NO_TYPE_CONVERSION'
    ? noConversion(value, type)
    : conversionFailed(value, type, error.cause as NamedException);
}

function isNoConversion(error: unknown): boolean {
  return error instanceof RouteError || (error as { code?: unknown }).code === 'ROUTE_NO_TYPE_CONVERSION';
}
