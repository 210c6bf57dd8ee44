import { resolveTypeName } from '../convert/java-type.ts';
import { isCharset } from '../convert/text-codec.ts';
import type { Compiler } from '../engine/compiler.ts';
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
  if (resolveTypeName(type) === undefined) throw compiler.refuse(step, `there is no type "${type}".`);
  if (charset !== undefined && !isCharset(charset)) throw compiler.refuse(step, `there is no charset "${charset}".`);
  return (value) => {
    if (value === null || value === undefined) return null;
    try {
      return compiler.context.convert(value, type, charset);
    } catch (error) {
      if (!mandatory && isNoConversion(error)) return null;
      throw error;
    }
  };
}

function isNoConversion(error: unknown): boolean {
  return error instanceof RouteError || (error as { code?: unknown }).code === 'ROUTE_NO_TYPE_CONVERSION';
}
